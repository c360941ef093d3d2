// This desk's own copy of one relay's journal: every entry in order, under a tree the desk computes itself. What the relay
// signs is believed only where it is the root of this copy.

import type { Signatures } from "../../shared/crypto/ports.ts"
import { hexOf } from "../../shared/encoding/bytes.ts"
import { branded, decodeAs, encodeAs } from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import { openCheckpoint, originOf, type OpenedCheckpoint } from "../../shared/log/checkpoint.ts"
import {
  emptyFrontier,
  grow,
  joinSubtrees,
  leafHash,
  rootOf,
  subtreesOf,
  type Frontier,
} from "../../shared/log/tree.ts"
import type { CharterRelay } from "../../shared/records/charter.ts"
import type { SeenHead } from "../../shared/records/link.ts"
import type { DeviceId, Hash, LineId } from "../../shared/records/names.ts"
import { ok, refused, type Result } from "../../shared/result.ts"
import type { Delivery } from "../../shared/wire/frames.ts"
import type { Write } from "./ports.ts"
import { copyRow, keys, pastCopyRow } from "./store-layout.ts"
import type { Memo } from "./union.ts"

/**
 * own, other: the head of our copy at that size, or of another history. ahead: our copy has not come so far. behind: the store
 * must be asked. never: of an epoch that is over, beyond what we were given of it. lost: the store lacks what it was given.
 */
export type Place = "own" | "other" | "ahead" | "behind" | "never" | "lost"

/** A head that our copy agrees with; or one to be compared later, once it has come so far or the store has been asked. */
export type Compared =
  | { readonly kind: "agreed" }
  | { readonly kind: "later"; readonly head: SeenHead }

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
  /** How far the copies of epochs went that are over. */
  readonly #past = new Map<
    number,
    { readonly size: number; readonly agreed: AgreedHead | undefined }
  >()
  #agreed: AgreedHead | undefined
  /** Signed heads that came before their entries, by size. */
  readonly #waiting = new Map<number, { readonly root: Hash; readonly note: string }>()

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

  restorePast(bytes: Uint8Array, epoch: number): void {
    const read = decodeAs(pastCopyRow, bytes, limits.recordBytesMax)
    if (read.ok) this.#past.set(epoch, { size: read.value.frontier.size, agreed: undefined })
  }

  /**
   * A relay restored from desks' copies begins a new epoch: its journal is read from the beginning. The entries of the old one
   * stay in the store with their tree, so that what anybody has seen of it can still be compared.
   */
  beginEpoch(epoch: number): readonly Write[] {
    const old = { epoch: this.#epoch, frontier: this.#frontier, note: this.#agreed?.note }
    const isKept = this.next > 0
    if (isKept) this.#past.set(this.#epoch, { size: this.next, agreed: this.#agreed })
    this.#epoch = epoch
    this.#frontier = emptyFrontier
    this.#roots.clear()
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
    const { frontier, completed } = grow(this.#frontier, [leaf])
    this.#frontier = frontier
    this.#rememberRoot()
    const relay = this.relay.relay
    const nodes = completed.map((node) => ({
      key: keys.node(relay, this.#epoch, node),
      value: node.hash,
    }))
    return [
      ...nodes,
      { key: keys.entry(relay, this.#epoch, delivery.index), value: delivery.entry },
      {
        key: keys.copy(relay),
        value: encodeAs(copyRow, { epoch: this.#epoch, frontier }),
      },
    ]
  }

  /**
   * A signed head: "agreed" when it is the root of this copy, "later" when that cannot be told yet, and a refusal with
   * `log/forged` when the relay has signed something else.
   */
  compare(
    note: string,
    witnessKeys: ReadonlyMap<DeviceId, Uint8Array>,
    port: Pick<Signatures, "verify">,
  ): Result<Compared> {
    const origin = originOf(this.#line, this.relay.relay, this.#epoch)
    const opened = openCheckpoint(note, { origin, logKey: this.relay.logKey, witnessKeys }, port)
    if (!opened.ok) return opened
    const { checkpoint, signature } = opened.value
    const { size } = checkpoint
    const root = branded<Hash>(hexOf(checkpoint.root))
    const head = { relay: this.relay.relay, epoch: this.#epoch, size, root, signature }
    const place = this.place(head)
    if (place === "other") return refused("log/forged", `another root at size ${String(size)}`)
    if (place === "ahead") return this.#wait(head, note)
    if (place !== "own") return ok({ kind: "later", head })
    this.#agree(note, opened.value)
    return ok({ kind: "agreed" })
  }

  /** A relay that always signs ahead of what it delivers is held to the first of its heads, and to the newest. */
  #wait(head: SeenHead, note: string): Result<Compared> {
    const { size, root } = head
    const known = this.#waiting.get(size)
    if (known !== undefined && known.root !== root) {
      return refused("log/forged", `two roots at size ${String(size)}`)
    }
    if (known === undefined && this.#waiting.size >= limits.waitingHeadsMax) {
      this.#waiting.delete(Math.max(...this.#waiting.keys()))
    }
    this.#waiting.set(size, { root, note })
    return ok({ kind: "later", head })
  }

  /** Heads that came before their entries, now that those are here; the shortest first. */
  takeWaiting(): readonly string[] {
    const here = [...this.#waiting].filter(([size]) => size <= this.next)
    for (const [size] of here) this.#waiting.delete(size)
    return here.toSorted(([a], [b]) => a - b).map(([, { note }]) => note)
  }

  /** Where a head of this journal stands against our copy, as far as memory knows. */
  place({ epoch, size, root }: SeenHead): Place {
    if (epoch > this.#epoch) return "ahead"
    if (epoch < this.#epoch) return size <= (this.#past.get(epoch)?.size ?? -1) ? "behind" : "never"
    if (size > this.next) return "ahead"
    const own = this.#roots.get(size)
    return own === undefined ? "behind" : matched(own, root)
  }

  /** The rows from which our root of that size follows: as many as the size has one-bits. */
  nodeKeys({ epoch, size }: SeenHead): readonly string[] {
    return subtreesOf(0, size).map((address) => keys.node(this.relay.relay, epoch, address))
  }

  /** The same as `place`, from those rows. */
  placeFrom(head: SeenHead, memo: Memo): Place {
    const wanted = this.nodeKeys(head)
    const nodes = wanted.flatMap((key) => memo.get(key) ?? [])
    return nodes.length < wanted.length ? "lost" : matched(joinSubtrees(nodes), head.root)
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

function matched(own: Uint8Array, root: Hash): Place {
  return hexOf(own) === root ? "own" : "other"
}
