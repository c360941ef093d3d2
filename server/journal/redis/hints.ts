// Who listens to which line, and how they hear of appends by other processes. What Redis publishes may be lost; each partition
// counts what it told, and whoever finds the count moved on asks for the sizes.

import { limits } from "../../../shared/limits.ts"
import type { LineId } from "../../../shared/records/names.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import type { RedisClient } from "../../redis/client.ts"
import type { RedisLink } from "../../redis/link.ts"
import { channelOf, partitionOf, partitions, toldKey } from "./keys.ts"

type Listener = (size: number) => void

export interface HintPorts {
  /** Confirmed, where that is more than Redis's own word. */
  readonly sizeOf: (line: LineId) => Promise<number>
  readonly link: () => RedisLink
  /** What was published may not be confirmed yet: then it is asked for. */
  readonly isConfirmedWhenTold: boolean
}

export class Hints {
  readonly #ports: HintPorts
  readonly #listeners = new Map<LineId, Set<Listener>>()
  /** The largest size each line's listeners were told. */
  readonly #told = new Map<LineId, number>()
  readonly #counts = new Map<number, number>()
  /** Lines that are being asked for, and whether something was told meanwhile. */
  readonly #asking = new Map<LineId, boolean>()
  readonly #sweeping: NodeJS.Timeout

  constructor(ports: HintPorts) {
    this.#ports = ports
    this.#sweeping = setInterval(() => {
      void this.#compareCounts()
    }, limits.journalHintMs)
    this.#sweeping.unref()
  }

  close(): void {
    clearInterval(this.#sweeping)
    this.#listeners.clear()
  }

  /** On every new connection: what was told while there was none is found by the counts. */
  async listen(client: RedisClient): Promise<void> {
    await client.sSubscribe(partitions.map(channelOf), (message) => {
      this.#heard(message)
    })
    void this.#compareCounts()
  }

  subscribe(line: LineId, onAppended: Listener): () => void {
    const listeners = this.#listeners.get(line) ?? new Set()
    this.#listeners.set(line, listeners)
    // A function of its own, so that one listener given twice is two subscriptions.
    const listener: Listener = (size) => {
      onAppended(size)
    }
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
    const listeners = this.#listeners.get(line)
    if (listeners === undefined || size <= (this.#told.get(line) ?? 0)) return
    this.#told.set(line, size)
    for (const listener of listeners) {
      queueMicrotask(() => {
        if (this.#listeners.get(line)?.has(listener) === true) listener(size)
      })
    }
  }

  #heard(message: string): void {
    const [count = "", size = "", id = ""] = message.split(" ")
    const line = branded<LineId>(id)
    const partition = partitionOf(line)
    const isNext = this.#counts.get(partition) === Number(count) - 1
    this.#counts.set(partition, Number(count))
    if (this.#ports.isConfirmedWhenTold) this.tell(line, Number(size))
    else this.#ask(line)
    if (!isNext) this.#askAll(partition)
  }

  async #compareCounts(): Promise<void> {
    const watched = new Set([...this.#listeners.keys()].map(partitionOf))
    await Promise.all(
      [...watched].map(async (partition) => {
        const count = await this.#countOf(partition)
        if (count === undefined || count === (this.#counts.get(partition) ?? 0)) return
        this.#counts.set(partition, count)
        this.#askAll(partition)
      }),
    )
  }

  /** Undefined while Redis does not answer: the next comparison is soon. */
  async #countOf(partition: number): Promise<number | undefined> {
    try {
      const reply = await this.#ports.link().ask(["GET", toldKey(partition)])
      return Buffer.isBuffer(reply) ? Number(reply.toString("latin1")) : 0
    } catch {
      return undefined
    }
  }

  #askAll(partition: number): void {
    for (const line of this.#listeners.keys()) {
      if (partitionOf(line) === partition) this.#ask(line)
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
