// A line as it runs: two relays as processes of their own with journals in a folder that is thrown away, and desks of the
// command line in this process, on loopback. Relays can be killed, frozen and started again on what they left behind.

import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises"
import { createServer } from "node:net"
import { once } from "node:events"
import { tmpdir } from "node:os"
import { join } from "node:path"

import type { Profile } from "../../shared/line/profile.ts"
import type { LineId, RelayId } from "../../shared/records/names.ts"
import type { Surroundings } from "../../client/runtime/desk-runtime.ts"
import { DeskAtWork } from "./desk-at-work.ts"
import {
  foundedDesk,
  foundLine,
  relayFiles,
  type FoundedLine,
  type Founders,
} from "./founded-line.ts"
import { journalOnDisk } from "./journals-on-disk.ts"
import type { CallSign, RelayName } from "./practice-line.ts"
import { RelayProcess, type Exit } from "./relay-process.ts"

export const relayNames: readonly RelayName[] = ["N", "S"]

/** A journal that a relay keeps elsewhere than in its own folder. */
export interface JournalElsewhere {
  /** What tells the relay of it. */
  readonly environment: Readonly<Record<string, string>>
  /** Every entry, when the relay has ended. */
  entries(line: LineId): Promise<readonly Uint8Array[]>
}

export interface LineWish {
  readonly profile?: Profile
  readonly callSigns?: readonly CallSign[]
  readonly furtherSenders?: number
  readonly logLevel?: string
  /** A program of a test around the same relay, instead of the relay itself. */
  readonly program?: string
  readonly journals?: Readonly<Partial<Record<RelayName, JournalElsewhere>>>
  /** Where clients find each relay, given the port it will listen on; there, where nothing is said. */
  readonly urlOf?: (name: RelayName, port: number) => Promise<string>
}

interface RelayHouse {
  readonly port: number
  readonly folder: string
  /** May lie elsewhere: a test puts it on a disk of its own. */
  readonly data: string
}

export class LineOfProcesses {
  readonly folder: string
  readonly founders: Founders
  readonly founded: FoundedLine
  readonly relays = new Map<RelayName, RelayProcess>()
  readonly desks = new Map<CallSign, DeskAtWork>()
  /** What relays that are gone had written to their logs. */
  readonly #oldLogs: string[] = []
  readonly #houses: Readonly<Record<RelayName, RelayHouse>>
  readonly #wish: LineWish

  private constructor(
    folder: string,
    founders: Founders,
    houses: Readonly<Record<RelayName, RelayHouse>>,
    wish: LineWish,
  ) {
    this.folder = folder
    this.founders = founders
    this.founded = foundLine(founders)
    this.#houses = houses
    this.#wish = wish
  }

  /** Founds a line and writes down its relays' configuration; nothing runs yet. */
  static async found(wish: LineWish = {}): Promise<LineOfProcesses> {
    const folder = await mkdtemp(join(tmpdir(), "parley-line-"))
    const [first, second] = await freePorts(2)
    const houses = { N: houseOf(folder, "N", first ?? 0), S: houseOf(folder, "S", second ?? 0) }
    const urlOf = wish.urlOf ?? directly
    const urls = { N: await urlOf("N", houses.N.port), S: await urlOf("S", houses.S.port) }
    const { profile, callSigns, furtherSenders } = wish
    const founders: Founders = {
      foundedAt: Date.now(),
      urls,
      ...(profile === undefined ? {} : { profile }),
      ...(callSigns === undefined ? {} : { callSigns }),
      ...(furtherSenders === undefined ? {} : { furtherSenders }),
    }
    const line = new LineOfProcesses(folder, founders, houses, wish)
    for (const name of relayNames) await line.#furnish(name, wish.logLevel ?? "info")
    return line
  }

  /** The same with both relays running. */
  static async begin(wish: LineWish = {}): Promise<LineOfProcesses> {
    const line = await LineOfProcesses.found(wish)
    await Promise.all(relayNames.map((name) => line.startRelay(name)))
    return line
  }

  async #furnish(name: RelayName, logLevel: string): Promise<void> {
    const { folder, port, data } = this.#houses[name]
    await mkdir(data, { recursive: true, mode: 0o700 })
    const files = relayFiles(this.founded, name, { port, data, logLevel })
    for (const [file, text] of Object.entries(files)) {
      await writeFile(join(folder, file), text, { mode: 0o600 })
    }
  }

  async startRelay(name: RelayName): Promise<RelayProcess> {
    const config = join(this.#houses[name].folder, "relay.json")
    const { program, journals } = this.#wish
    const environment = journals?.[name]?.environment ?? {}
    const start = program === undefined ? { config, environment } : { config, program, environment }
    const before = this.relays.get(name)
    if (before !== undefined) this.#oldLogs.push(before.log)
    const relay = await RelayProcess.start(start)
    this.relays.set(name, relay)
    return relay
  }

  relay(name: RelayName): RelayProcess {
    const relay = this.relays.get(name)
    if (relay === undefined) throw new Error(`relay ${name} was never started`)
    return relay
  }

  relayId(name: RelayName): RelayId {
    return this.founded.practice.relays[name].relay
  }

  get relayIds(): readonly RelayId[] {
    return relayNames.map((name) => this.relayId(name))
  }

  /** What a relay that has ended holds. */
  async journalOf(name: RelayName): Promise<readonly Uint8Array[]> {
    const { line } = this.founded.state
    const elsewhere = this.#wish.journals?.[name]
    return elsewhere === undefined
      ? await journalOnDisk(this.dataOf(name), line)
      : await elsewhere.entries(line)
  }

  dataOf(name: RelayName): string {
    return this.#houses[name].data
  }

  get logs(): string {
    return [...this.#oldLogs, ...[...this.relays.values()].map((relay) => relay.log)].join("")
  }

  storeOf(callSign: CallSign): string {
    return join(this.folder, "desks", callSign)
  }

  async openDesk(callSign: CallSign, surroundings?: Surroundings): Promise<DeskAtWork> {
    const founded = foundedDesk(this.founded, callSign)
    const store = this.storeOf(callSign)
    const place = { founded, store, ...(surroundings === undefined ? {} : { surroundings }) }
    const desk = await DeskAtWork.open(callSign, place)
    this.desks.set(callSign, desk)
    desk.runtime.start()
    return desk
  }

  /** Every desk that is open is attached to these relays, or to both, and holds what they hold. */
  async untilCurrent(...names: readonly RelayName[]): Promise<void> {
    const relays = (names.length > 0 ? names : relayNames).map((name) => this.relayId(name))
    await Promise.all([...this.desks.values()].map((desk) => desk.untilCurrent(...relays)))
  }

  async stopDesk(callSign: CallSign): Promise<void> {
    await this.desks.get(callSign)?.runtime.stop()
    this.desks.delete(callSign)
  }

  async stopDesks(): Promise<void> {
    await Promise.all([...this.desks.keys()].map((callSign) => this.stopDesk(callSign)))
  }

  async stopRelays(): Promise<readonly Exit[]> {
    return await Promise.all([...this.relays.values()].map((relay) => relay.end()))
  }

  /** Ends whatever still runs; relays at once, for a frozen process hears nothing else. */
  async halt(): Promise<void> {
    await this.stopDesks()
    await Promise.all([...this.relays.values()].map((relay) => relay.end("SIGKILL")))
  }

  /** The same, and throws the folder away. */
  async dispose(): Promise<void> {
    await this.halt()
    await rm(this.folder, { recursive: true, force: true })
  }
}

function houseOf(folder: string, name: RelayName, port: number): RelayHouse {
  const house = join(folder, `relay-${name}`)
  return { port, folder: house, data: join(house, "data") }
}

function directly(_name: RelayName, port: number): Promise<string> {
  return Promise.resolve(`ws://127.0.0.1:${String(port)}/circuit`)
}

/** Ports that nobody listens on, held together so that no two are the same. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer())
  const ports: number[] = []
  for (const server of servers) {
    server.listen(0, "127.0.0.1")
    await once(server, "listening")
    const address = server.address()
    if (address !== null && typeof address === "object") ports.push(address.port)
  }
  for (const server of servers) {
    server.close()
    await once(server, "close")
  }
  return ports
}
