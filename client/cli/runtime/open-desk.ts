// The desk of a home, whoever is at work in it: this process, when nobody else is, or the one that was there first. LevelDB's
// lock on the store decides, because it dies with its process; sockets and files that are left behind decide nothing.

import { setTimeout as after } from "node:timers/promises"

import { nodeClientCrypto } from "../crypto.ts"
import { Failure, unwrap } from "../../runtime/failure.ts"
import { readAddresses } from "../home/addresses.ts"
import {
  enrolledDevice,
  foundHome,
  readHome,
  unlockHome,
  type Home,
  type PassphraseSource,
} from "../home/home.ts"
import { countOpening } from "../home/openings.ts"
import type { Store } from "../../sdk/ports.ts"
import { jsonValue } from "./conversation.ts"
import { DeskRuntime, type Founded } from "../../runtime/desk-runtime.ts"
import { foundedBy } from "../../runtime/founded.ts"
import type { Asking, Handle, Stream } from "../../runtime/handle.ts"
import { HomeClient, Untaken } from "./home-client.ts"
import { HomeServer } from "./home-server.ts"
import { thisMachine } from "./this-machine.ts"
import { openLevelStore } from "./level-store.ts"
import { noticesOp, withOwnRequests } from "../../runtime/own-requests.ts"
import { SealedStore } from "../../runtime/sealed-store.ts"

/** Between opening the store and listening, or the other way round when it ends, a process is neither here nor there. */
const handoverMs = 10_000
const lookAgainMs = 50

export interface DeskAccess {
  /** False: another process is at work in the home, and this one asks it. */
  readonly isOwn: boolean
  /** The result, as JSON would give it back: the same whether another process answered or this one. */
  request(op: string, args: unknown, asking?: Asking): Promise<unknown>
  /** Notices as they come, until the signal does. */
  notices(signal: AbortSignal, onNotice: (notice: unknown) => void): Promise<void>
  close(): Promise<void>
}

export interface Opening {
  readonly folder: string
  readonly passphrases: PassphraseSource
  /** Makes the answers of this process, should it be the one at work. */
  readonly makeHandler: (runtime: DeskRuntime, home: Home) => Handle
  readonly signal?: AbortSignal | undefined
}

/** Opens the home, or goes through the process that has it open. Rejects with a `Failure` that says what to do. */
export async function openDesk(opening: Opening): Promise<DeskAccess> {
  const home = await readHome(opening.folder)
  const until = performance.now() + handoverMs
  for (;;) {
    const store = await openLevelStore(home.layout.store)
    if (store !== undefined) return await openHere(home, store, opening)
    const client = await HomeClient.connect(home.layout)
    if (client !== undefined) return new OthersDesk(client, opening)
    if (performance.now() > until) throw nobodyAnswers(home)
    await after(lookAgainMs, undefined, { signal: opening.signal })
  }
}

function nobodyAnswers({ layout }: Home): Failure {
  return new Failure(
    "cli/again",
    `another process has ${layout.store} open and does not answer`,
    "Nothing was done. Look for a parley process that hangs, end it, and run the command again.",
  )
}

async function openRuntime(
  home: Home,
  store: Store,
  passphrases: PassphraseSource,
): Promise<DeskRuntime> {
  const crypto = nodeClientCrypto()
  // Before the passphrase is asked for: who is not enrolled yet is told so at once.
  enrolledDevice(home, foundHome(home, crypto))
  const vault = await unlockHome(home, crypto, passphrases)
  const founded: Founded = {
    ...unwrap(foundedBy(home, home.device.device, vault, crypto.signatures)),
    stopped: await countOpening(home.layout, store),
  }
  const surroundings = thisMachine(await readAddresses(home.layout))
  return await DeskRuntime.open(founded, new SealedStore(store, vault), surroundings)
}

async function openHere(home: Home, store: Store, opening: Opening): Promise<DeskAccess> {
  let runtime: DeskRuntime
  try {
    runtime = await openRuntime(home, store, opening.passphrases)
  } catch (error) {
    await store.close()
    throw error
  }
  const handle = withOwnRequests(runtime, opening.makeHandler(runtime, home))
  const server = new HomeServer(handle)
  try {
    await server.listen(home.layout)
  } catch (error) {
    await runtime.stop()
    throw error
  }
  runtime.start()
  return new OwnDesk(runtime, server, handle)
}

class OwnDesk implements DeskAccess {
  readonly isOwn = true
  readonly #runtime: DeskRuntime
  readonly #server: HomeServer
  readonly #handle: Handle
  readonly #closing = new AbortController()

  constructor(runtime: DeskRuntime, server: HomeServer, handle: Handle) {
    this.#runtime = runtime
    this.#server = server
    this.#handle = handle
  }

  async request(op: string, args: unknown, asking: Asking = {}): Promise<unknown> {
    const { signal, onItem } = asking
    const stream: Stream = {
      send(item) {
        onItem?.(asJson(item))
      },
      signal:
        signal === undefined
          ? this.#closing.signal
          : AbortSignal.any([signal, this.#closing.signal]),
    }
    return asJson(await this.#handle(op, asJson(args), stream))
  }

  async notices(signal: AbortSignal, onNotice: (notice: unknown) => void): Promise<void> {
    await this.request(noticesOp, undefined, { signal, onItem: onNotice })
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await this.#server.close()
    await this.#runtime.stop()
  }
}

/** What works in this process works through the socket too, because it has gone through the same needle's eye. */
function asJson(value: unknown): unknown {
  const text = JSON.stringify(jsonValue(value))
  const parsed: unknown = JSON.parse(text)
  return parsed ?? undefined
}

/** The desk in another process. When that ends, the next request opens the home anew: by then nobody, or another, has it. */
class OthersDesk implements DeskAccess {
  readonly isOwn = false
  readonly #client: HomeClient
  readonly #opening: Opening
  #next: Promise<DeskAccess> | undefined

  constructor(client: HomeClient, opening: Opening) {
    this.#client = client
    this.#opening = opening
  }

  async request(op: string, args: unknown, asking: Asking = {}): Promise<unknown> {
    if (this.#next === undefined) {
      try {
        return await this.#client.request(op, args, asking)
      } catch (error) {
        if (!(error instanceof Untaken)) throw error
      }
    }
    this.#next ??= openDesk(this.#opening)
    return await (await this.#next).request(op, args, asking)
  }

  async notices(signal: AbortSignal, onNotice: (notice: unknown) => void): Promise<void> {
    await this.request(noticesOp, undefined, { signal, onItem: onNotice })
  }

  async close(): Promise<void> {
    this.#client.close()
    const next = await this.#next?.catch(() => undefined)
    await next?.close()
  }
}
