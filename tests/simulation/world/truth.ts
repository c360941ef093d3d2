// What people and machines truly did, as only the simulation can know it: what was pressed and durably held, what was signed,
// what each desk opened and when. Invariants are judged against this, never against what the programs say of themselves.

import { decodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import type { Demand, Hash, MessageId, Precedence, RelayId } from "../../../shared/records/names.ts"
import type { Fact } from "../../../shared/records/stage.ts"
import type { Notice } from "../../../client/sdk/notices.ts"
import { openedRow, outgoingRow } from "../../../client/sdk/store-layout.ts"
import type { Write } from "../../../client/sdk/ports.ts"
import type { CallSign } from "../../support/practice-line.ts"

/** A message somebody released. */
export interface Pressed {
  readonly message: MessageId
  readonly by: CallSign
  readonly precedence: Precedence
  readonly owes: readonly Demand[]
  readonly payload: Uint8Array
  readonly at: number
  /** What the desk took the time to be. */
  readonly wall: number
  /** The desk held it durably: from then on it must reach the line. */
  readonly isStored: boolean
  /** It goes with a stage, and at that message's precedence. */
  readonly isAnswer: boolean
}

/** Something an officer said about a message. */
export interface Said {
  readonly message: MessageId
  readonly by: CallSign
  readonly fact: Fact
  readonly at: number
  readonly isStored: boolean
}

/** A record as a desk durably numbered it, before it left. */
export interface SignedRecord {
  readonly hash: Hash
  readonly by: CallSign
  readonly seq: number
  readonly at: number
}

export interface NoticeSeen {
  readonly desk: CallSign
  readonly life: number
  readonly at: number
  readonly notice: Notice
}

export class Truth {
  readonly pressed: Pressed[] = []
  readonly said: Said[] = []
  /** Drafts that their author took back before the desk that released them had numbered them. */
  readonly withdrawn = new Set<MessageId>()
  readonly #numberedMessages = new Set<MessageId>()
  /** Who has the watch, and since when: what people pressed, not what became of it. */
  readonly #watches = new Map<CallSign, number>()
  readonly signed = new Map<Hash, SignedRecord>()
  readonly notices: NoticeSeen[] = []
  /** When each desk first durably held the opened message. */
  readonly opened = new Map<string, number>()
  /** When each desk first durably held each entry. */
  readonly #held = new Map<string, number>()
  readonly #numbers = new Map<string, Hash>()

  pressedOf(message: MessageId): readonly Pressed[] {
    return this.pressed.filter((each) => each.message === message)
  }

  openedAt(desk: CallSign, message: MessageId): number | undefined {
    return this.opened.get(`${desk} ${message}`)
  }

  heldSince(desk: CallSign, relay: RelayId, index: number): number | undefined {
    return this.#held.get(`${desk} ${relay} ${String(index)}`)
  }

  /** Since when this desk's officer has had the watch; undefined while nobody has it there. */
  watchSince(desk: CallSign): number | undefined {
    return this.#watches.get(desk)
  }

  tookWatch(desk: CallSign, now: number): void {
    if (!this.#watches.has(desk)) this.#watches.set(desk, now)
  }

  leftWatch(desk: CallSign): void {
    this.#watches.delete(desk)
  }

  noticed(seen: NoticeSeen): void {
    const { notice } = seen
    this.notices.push(seen)
    if (notice.kind === "draft-withdrawn" && !this.#numberedMessages.has(notice.message))
      this.withdrawn.add(notice.message)
  }

  #hold(desk: CallSign, key: string, now: number): void {
    const [, relay = "", , index = ""] = key.split("/")
    const name = `${desk} ${relay} ${String(Number(index))}`
    if (!this.#held.has(name)) this.#held.set(name, now)
  }

  /** Takes what a desk has just made durable; a second record under one number is told back. */
  stored(desk: CallSign, writes: readonly Write[], now: number): readonly string[] {
    const forks: string[] = []
    for (const { key, value } of writes) {
      if (value === undefined) continue
      if (key.startsWith("outgoing/")) forks.push(...this.#numbered(desk, value, now))
      if (key.startsWith("entry/")) this.#hold(desk, key, now)
      if (key.startsWith("opened/")) this.#opened(desk, value, now)
    }
    return forks
  }

  #numbered(by: CallSign, value: Uint8Array, at: number): readonly string[] {
    const read = decodeAs(outgoingRow, value, limits.stateBytesMax)
    if (!read.ok) return []
    const forks: string[] = []
    for (const { seq, hash, message } of read.value.numbered) {
      if (message !== undefined) this.#numberedMessages.add(message)
      const place = `${by} ${String(seq)}`
      const other = this.#numbers.get(place)
      if (other !== undefined && other !== hash) forks.push(`${place} was signed twice`)
      this.#numbers.set(place, hash)
      if (!this.signed.has(hash)) this.signed.set(hash, { hash, by, seq, at })
    }
    return forks
  }

  #opened(desk: CallSign, value: Uint8Array, at: number): void {
    const read = decodeAs(openedRow, value, limits.recordBytesMax)
    if (!read.ok) return
    const name = `${desk} ${read.value.message}`
    if (!this.opened.has(name)) this.opened.set(name, at)
  }
}
