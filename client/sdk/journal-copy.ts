// This desk's own copy of one relay's journal: every entry in order, under a tree the desk computes itself. What the relay
// signs is believed only where it is the root of this copy.

import type { Signatures } from "../../shared/crypto/ports.ts"
import { equalBytes, hexOf } from "../../shared/encoding/bytes.ts"
import { branded, encodeAs } from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import { openCheckpoint, originOf, type OpenedCheckpoint } from "../../shared/log/checkpoint.ts"
import { emptyFrontier, grow, leafHash, rootOf, type Frontier } from "../../shared/log/tree.ts"
import type { CharterRelay } from "../../shared/records/charter.ts"
import type { SeenHead } from "../../shared/records/link.ts"
import type { DeviceId, Hash, LineId } from "../../shared/records/names.ts"
import { refused, type Result } from "../../shared/result.ts"
import type { Delivery } from "../../shared/wire/frames.ts"
import type { Write } from "./ports.ts"
import { copyRow, keys, pastCopyRow } from "./store-layout.ts"

/** A signed head that this copy agrees with, and who has cosigned it. */
export interface AgreedHead {
  readonly size: number
  readonly root: Hash
  readonly note: string
  /** The relay's own on this head: what we say we have seen proves itself by it. */
  readonly signature: Uint8Array
  readonly cosigners: readonly DeviceId[]
}

export class JournalCopy {
  readonly relay: CharterRelay
  readonly #line: LineId
  #epoch = 0
  #frontier: Frontier = emptyFrontier
  /** Roots of the newest sizes: signed heads arrive a little behind or ahead of entries. */
  readonly #roots = new Map<number, Uint8Array>()
  readonly #past = new Map<
    number,
    { readonly roots: ReadonlyMap<number, Uint8Array>; readonly agreed: AgreedHead | undefined }
  >()

  /** What others have seen beyond the end of this copy. */
  readonly #claimed = new Map<number, Set<Hash>>()
  #agreed: AgreedHead | undefined
  /** Signed heads that came before their entries, by size. */
  readonly #waiting = new Map<number, { readonly root: Uint8Array; readonly note: string }>()

  constructor(line: LineId, relay: CharterRelay) {
    this.#line = line
    this.relay = relay
  }

  get epoch(): number {
    return this.#epoch
  }

  /** The index of the entry wanted next. */
  get next(): number {
    return this.#frontier.size
  }

  get agreed(): AgreedHead | undefined {
    return this.#agreed
  }

  /** What records of this device say they have seen of this relay. */
  get seen(): SeenHead | undefined {
    const agreed = this.#agreed
    if (agreed === undefined) return undefined
    const { size, root, signature } = agreed
    return { relay: this.relay.relay, epoch: this.#epoch, size, root, signature }
  }

  restore(epoch: number, frontier: Frontier): void {
    this.#epoch = epoch
    this.#frontier = frontier
    this.#rememberRoot()
  }

  /**
   * A relay restored from desks' copies begins a new epoch: its journal is read from the beginning. The entries of the old one
   * stay in the store, and its roots here, so that what anybody has seen of it can still be compared.
   */
  beginEpoch(epoch: number): readonly Write[] {
    const old = { epoch: this.#epoch, frontier: this.#frontier, note: this.#agreed?.note }
    const isKept = this.next > 0
    if (isKept) this.#past.set(this.#epoch, { roots: new Map(this.#roots), agreed: this.#agreed })
    this.#epoch = epoch
    this.#frontier = emptyFrontier
    this.#roots.clear()
    this.#claimed.clear()
    this.#agreed = undefined
    this.#waiting.clear()
    const key = keys.pastCopy(this.relay.relay, old.epoch)
    return isKept ? [{ key, value: encodeAs(pastCopyRow, old) }] : []
  }

  /** The last head that was agreed on in an epoch that is over. */
  agreedIn(epoch: number): AgreedHead | undefined {
    return this.#past.get(epoch)?.agreed
  }

  /** The next entry joins the copy; the caller stores these rows before anything that rests on them is said. */
  append(delivery: Delivery): readonly Write[] {
    const leaf = leafHash(delivery.entry)
    this.#frontier = grow(this.#frontier, [leaf]).frontier
    this.#rememberRoot()
    const relay = this.relay.relay
    return [
      { key: keys.entry(relay, this.#epoch, delivery.index), value: delivery.entry },
      {
        key: keys.copy(relay),
        value: encodeAs(copyRow, { epoch: this.#epoch, frontier: this.#frontier }),
      },
    ]
  }

  /**
   * A signed head: "agreed" when it is the root of this copy, "later" when the copy is not that long yet, and a refusal with
   * `log/forged` when the relay has signed something else: keep the note, it is evidence.
   */
  compare(
    note: string,
    witnessKeys: ReadonlyMap<DeviceId, Uint8Array>,
    port: Pick<Signatures, "verify">,
  ): Result<"agreed" | "later"> {
    const origin = originOf(this.#line, this.relay.relay, this.#epoch)
    const opened = openCheckpoint(note, { origin, logKey: this.relay.logKey, witnessKeys }, port)
    if (!opened.ok) return opened
    const { checkpoint } = opened.value
    if (checkpoint.size > this.next) return this.#wait(checkpoint, note)
    const own = this.#roots.get(checkpoint.size)
    if (own === undefined) return { ok: true, value: "later" }
    if (!equalBytes(own, checkpoint.root)) {
      return refused("log/forged", `another root at size ${String(checkpoint.size)}`)
    }
    this.#agree(note, opened.value)
    return { ok: true, value: "agreed" }
  }

  /** A relay that always signs ahead of what it delivers is held to the first of its heads, and to the newest. */
  #wait({ size, root }: OpenedCheckpoint["checkpoint"], note: string): Result<"agreed" | "later"> {
    const known = this.#waiting.get(size)
    if (known !== undefined && !equalBytes(known.root, root)) {
      return refused("log/forged", `two roots at size ${String(size)}`)
    }
    if (known === undefined && this.#waiting.size >= limits.waitingHeadsMax) {
      this.#waiting.delete(Math.max(...this.#waiting.keys()))
    }
    this.#waiting.set(size, { root, note })
    return { ok: true, value: "later" }
  }

  /** Heads that came before their entries, now that those are here; the shortest first. */
  takeWaiting(): readonly string[] {
    const here = [...this.#waiting].filter(([size]) => size <= this.next)
    for (const [size] of here) this.#waiting.delete(size)
    return here.toSorted(([a], [b]) => a - b).map(([, { note }]) => note)
  }

  /**
   * Whether a head that somebody else has seen contradicts this copy. One that is ahead of it is remembered and compared when
   * the copy has grown so far; what is further behind than our roots reach says nothing.
   */
  contradicts(head: SeenHead): boolean {
    if (head.epoch === this.#epoch && head.size > this.next) this.#remember(head)
    const roots = head.epoch === this.#epoch ? this.#roots : this.#past.get(head.epoch)?.roots
    const own = roots?.get(head.size)
    return own !== undefined && hexOf(own) !== head.root
  }

  /** The nearest are compared soonest: of more than are kept, the furthest goes. */
  #remember({ size, root }: SeenHead): void {
    const claimed = this.#claimed.get(size) ?? new Set<Hash>()
    if (claimed.size < 2) this.#claimed.set(size, claimed.add(root))
    if (this.#claimed.size > limits.claimedHeadsMax)
      this.#claimed.delete(Math.max(...this.#claimed.keys()))
  }

  /** Heads that were claimed for the size that this copy has reached now, and that are not its own. */
  takeContradicted(): readonly Hash[] {
    const claimed = this.#claimed.get(this.next)
    const own = this.#roots.get(this.next)
    this.#claimed.delete(this.next)
    if (claimed === undefined || own === undefined) return []
    return [...claimed].filter((root) => root !== hexOf(own))
  }

  #agree(note: string, opened: OpenedCheckpoint): void {
    const { size, root } = opened.checkpoint
    if (this.#agreed !== undefined && size < this.#agreed.size) return
    const cosigners = opened.cosignatures.map((cosignature) => cosignature.device)
    const { signature } = opened
    this.#agreed = { size, root: branded<Hash>(hexOf(root)), note, signature, cosigners }
  }

  #rememberRoot(): void {
    this.#roots.set(this.next, rootOf(this.#frontier))
    const oldest = this.next - limits.rootsRemembered
    this.#roots.delete(oldest)
  }
}
