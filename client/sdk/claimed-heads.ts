// Heads of one relay's journal that others have seen, or that the relay itself has signed, and that cannot be compared yet: ahead
// of our copy, or so far behind its end that the store must be asked. They outlast a restart: a relay that shows somebody
// another history cannot wait until we have forgotten it.

import { decodeAs, encodeAs } from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import type { SeenHead } from "../../shared/records/link.ts"
import type { RelayId } from "../../shared/records/names.ts"
import type { JournalCopy, Place } from "./journal-copy.ts"
import type { Effect, Write } from "./ports.ts"
import { claimedRow, keys } from "./store-layout.ts"
import type { Memo } from "./union.ts"

/** `by`: the device whose word it is, or the relay itself. */
export interface ClaimedHead {
  readonly by: string
  readonly head: SeenHead
}

/** Heads that have been compared, and how that went; they wait no more. */
export interface Settled {
  readonly compared: readonly { readonly claim: ClaimedHead; readonly place: Place }[]
  readonly writes: readonly Write[]
}

export class ClaimedHeads {
  readonly #relay: RelayId
  /**
   * Two of each claimant, the first and the newest: each has one history, so that any one of its heads finds out a second; and
   * whoever claims without end displaces only its own.
   */
  readonly #waiting = new Map<string, readonly SeenHead[]>()
  #asked: readonly ClaimedHead[] = []

  constructor(relay: RelayId) {
    this.#relay = relay
  }

  /** Keeps a head until it can be compared. */
  take(by: string, head: SeenHead): readonly Write[] {
    const known = this.#waiting.get(by) ?? []
    const last = known.at(-1)
    if (last !== undefined && !isNewer(head, last)) return []
    const [first = head] = known
    const kept = first === head ? [head] : [first, head]
    this.#waiting.set(by, kept)
    const displaced = known.filter((each) => !kept.includes(each))
    const value = encodeAs(claimedRow, { by, head })
    return [...displaced.map((each) => this.#write(by, each)), this.#write(by, head, value)]
  }

  restore(bytes: Uint8Array): void {
    const read = decodeAs(claimedRow, bytes, limits.recordBytesMax)
    if (!read.ok) return
    const { by, head } = read.value
    const known = [...(this.#waiting.get(by) ?? []), head]
    this.#waiting.set(
      by,
      known.toSorted((a, b) => a.epoch - b.epoch || a.size - b.size),
    )
  }

  /** What the copy can answer by now from memory. */
  settle(copy: JournalCopy): Settled {
    return this.#settled((head) => copy.place(head))
  }

  /** Asks the store for what heads far behind the end are compared with; one question at a time. */
  ask(copy: JournalCopy): Effect | undefined {
    if (this.#asked.length > 0) return undefined
    this.#asked = this.#all.filter(({ head }) => copy.place(head) === "behind")
    if (this.#asked.length === 0) return undefined
    const wanted = this.#asked.flatMap(({ head }) => copy.nodeKeys(head))
    return { kind: "load", relay: this.#relay, purpose: "heads", keys: [...new Set(wanted)] }
  }

  loaded(copy: JournalCopy, memo: Memo): Settled {
    const asked = new Set(this.#asked.map(({ head }) => head))
    this.#asked = []
    return this.#settled((head) =>
      asked.has(head) ? copy.placeFrom(head, memo) : copy.place(head),
    )
  }

  #settled(placeOf: (head: SeenHead) => Place): Settled {
    const placed = this.#all.map((claim) => ({ claim, place: placeOf(claim.head) }))
    const done = placed.filter(({ place }) => place !== "ahead" && place !== "behind")
    for (const { claim } of done) {
      const rest = (this.#waiting.get(claim.by) ?? []).filter((head) => head !== claim.head)
      if (rest.length > 0) this.#waiting.set(claim.by, rest)
      else this.#waiting.delete(claim.by)
    }
    return {
      compared: done,
      writes: done.map(({ claim }) => this.#write(claim.by, claim.head)),
    }
  }

  get #all(): readonly ClaimedHead[] {
    return [...this.#waiting].flatMap(([by, heads]) => heads.map((head) => ({ by, head })))
  }

  #write(by: string, head: SeenHead, value?: Uint8Array): Write {
    return { key: keys.claimed(this.#relay, by, head), value }
  }
}

/** Two heads of one size that differ are both worth comparing. */
function isNewer(head: SeenHead, than: SeenHead): boolean {
  if (head.epoch !== than.epoch) return head.epoch > than.epoch
  return head.size > than.size || (head.size === than.size && head.root !== than.root)
}
