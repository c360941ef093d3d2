// Who listens to which line, and how they hear of what other processes write. What Redis publishes may be lost; each partition
// counts what it told, and whoever finds that the count has moved on asks for everything.

import { randomUUID } from "node:crypto"

import { branded } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import type { LineId } from "../../../shared/records/names.ts"
import { send, type Command, type RedisClient } from "../../redis/client.ts"
import { partitionOf, partitions } from "../../redis/partition.ts"
import type { RedisWay } from "../../redis/way.ts"
import type { OnWritten } from "../port.ts"
import { channelOf, toldKey } from "./keys.ts"

interface Listener {
  readonly onAppended: (size: number) => void
  readonly onWritten: OnWritten | undefined
}

type Ask = (partition: number, command: Command) => Promise<unknown>

export interface HintPorts {
  /** Confirmed, where that is more than Redis's own word. */
  readonly sizeOf: (line: LineId) => Promise<number>
  /** The connection that listens: its answers come in order with what is published. */
  readonly ears: () => RedisWay
  /** What was published may not be confirmed yet: then it is asked for. */
  readonly isConfirmedWhenTold: boolean
}

export class Hints {
  /** Of this process: what it wrote itself it hears from the answer. */
  readonly process = randomUUID()
  readonly #ports: HintPorts
  readonly #listeners = new Map<LineId, Set<Listener>>()
  /** The largest size each line's listeners were told. */
  readonly #told = new Map<LineId, number>()
  readonly #counts = new Map<number, number>()
  /** Lines that are being asked for, and whether something was told meanwhile. */
  readonly #asking = new Map<LineId, boolean>()
  readonly #comparing: NodeJS.Timeout

  constructor(ports: HintPorts) {
    this.#ports = ports
    this.#comparing = setInterval(() => {
      void this.#compareCounts(partitions, (partition, command) =>
        ports.ears().ask(partition, command),
      )
    }, limits.journalHintMs)
    this.#comparing.unref()
  }

  close(): void {
    clearInterval(this.#comparing)
    this.#listeners.clear()
  }

  /** On every new connection: what was told while there was none is found by the counts. */
  async listen(client: RedisClient, served: readonly number[]): Promise<void> {
    const hear = (message: string): void => {
      this.#heard(message)
    }
    // One by one, as a cluster demands: no two channels need be in one slot.
    await Promise.all(served.map((partition) => client.sSubscribe(channelOf(partition), hear)))
    await this.#compareCounts(served, (_, command) => send(client, command))
  }

  subscribe(line: LineId, { onAppended, onWritten }: Listener): () => void {
    const listeners = this.#listeners.get(line) ?? new Set()
    this.#listeners.set(line, listeners)
    // An object of its own, so that one listener given twice is two subscriptions.
    const listener: Listener = { onAppended, onWritten }
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0 || this.#listeners.get(line) !== listeners) return
      this.#listeners.delete(line)
      this.#told.delete(line)
    }
  }

  /** A size that can be read. Sizes only grow: an older one is no news. */
  tell(line: LineId, size: number): void {
    if (!this.#listeners.has(line) || size <= (this.#told.get(line) ?? 0)) return
    this.#told.set(line, size)
    this.#tellEach(line, (listener) => {
      listener.onAppended(size)
    })
  }

  #tellEach(line: LineId, tell: (listener: Listener) => void): void {
    for (const listener of this.#listeners.get(line) ?? []) {
      queueMicrotask(() => {
        if (this.#listeners.get(line)?.has(listener) === true) tell(listener)
      })
    }
  }

  #tellOfRows(line: LineId, keys: readonly string[] | undefined): void {
    this.#tellEach(line, ({ onWritten }) => onWritten?.(keys))
  }

  #heard(message: string): void {
    const [count = "", what = "", id = "", by, ...rest] = message.split(" ")
    const line = branded<LineId>(id)
    const partition = partitionOf(line)
    const isNext = this.#counts.get(partition) === Number(count) - 1
    this.#counts.set(partition, Number(count))
    if (!isNext) this.#missed(partition)
    else if (by === this.process) return
    else if (what === "grown") this.#heardOfGrowth(line, Number(rest[0]))
    else this.#tellOfRows(line, rest)
  }

  #heardOfGrowth(line: LineId, size: number): void {
    if (this.#ports.isConfirmedWhenTold) this.tell(line, size)
    else this.#ask(line)
  }

  async #compareCounts(among: readonly number[], ask: Ask): Promise<void> {
    const watched = new Set([...this.#listeners.keys()].map(partitionOf))
    await Promise.all(
      among.map(async (partition) => {
        if (!watched.has(partition)) return
        const count = await countOf(partition, ask)
        if (count === undefined || count === this.#counts.get(partition)) return
        this.#counts.set(partition, count)
        this.#missed(partition)
      }),
    )
  }

  #missed(partition: number): void {
    for (const line of this.#listeners.keys()) {
      if (partitionOf(line) !== partition) continue
      this.#ask(line)
      this.#tellOfRows(line, undefined)
    }
  }

  /** One question at a time: what is told meanwhile may be newer than its answer, and is asked for afterwards. */
  #ask(line: LineId): void {
    if (!this.#listeners.has(line)) return
    const isAsked = this.#asking.has(line)
    this.#asking.set(line, isAsked)
    if (!isAsked) void this.#askNow(line)
  }

  async #askNow(line: LineId): Promise<void> {
    try {
      this.tell(line, await this.#ports.sizeOf(line))
    } catch {
      // The count no longer fits: the next comparison asks again.
      this.#counts.delete(partitionOf(line))
    }
    const isToldAgain = this.#asking.get(line)
    this.#asking.delete(line)
    if (isToldAgain === true) this.#ask(line)
  }
}

/** Undefined while Redis does not answer: the next comparison is soon. */
async function countOf(partition: number, ask: Ask): Promise<number | undefined> {
  try {
    const reply = await ask(partition, ["GET", toldKey(partition)])
    return Buffer.isBuffer(reply) ? Number(reply.toString("latin1")) : 0
  } catch {
    return undefined
  }
}
