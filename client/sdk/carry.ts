// Anti-entropy: a relay that was away is made whole by the first desk that connects. The desk compares the heads of all
// devices at the relay with its own fold and hands over what is missing, whoever signed it: records prove themselves.

import { decodeAs } from "../../shared/encoding/schema.ts"
import type { Head } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import { entry } from "../../shared/records/entry.ts"
import type { DeviceId, RelayId } from "../../shared/records/names.ts"
import { parseRecord } from "../../shared/records/parsed.ts"
import type { DeviceHead } from "../../shared/wire/frames.ts"
import type { Offered } from "./feed.ts"
import type { Effect } from "./ports.ts"
import { chainRow, keys } from "./store-layout.ts"
import type { Memo } from "./union.ts"

const none = new Uint8Array(0)

/** A record on its way to the relay that lacks it, and the row of its body, where it is an envelope. */
interface Found {
  readonly offered: Offered
  readonly enclosureKey: string | undefined
}

/** Which rows were asked for last: where records stand, what stands there, what belongs to it. */
type Asked =
  | { readonly phase: "nothing" }
  | { readonly phase: "places"; readonly keys: readonly string[] }
  | { readonly phase: "entries"; readonly keys: readonly string[] }
  | { readonly phase: "enclosures"; readonly found: readonly Found[] }

export class Carry {
  readonly #relay: RelayId
  /** Keys of chain rows still to be handed over, in the order of each device's chain. */
  #missing: readonly string[] = []
  #asked: Asked = { phase: "nothing" }

  constructor(relay: RelayId) {
    this.#relay = relay
  }

  /** What the relay's heads lack against ours. `own.from`: our own records from here on are offered by the outbox. */
  compare(
    theirs: readonly DeviceHead[],
    ours: ReadonlyMap<DeviceId, Head>,
    own: { readonly device: DeviceId; readonly from: number },
  ): void {
    const known = new Map(theirs.map((head) => [head.device, head.seq]))
    this.#asked = { phase: "nothing" }
    this.#missing = [...ours].flatMap(([device, head]) => {
      const last = device === own.device ? Math.min(head.seq, own.from - 1) : head.seq
      const first = (known.get(device) ?? 0) + 1
      const count = Math.max(0, last - first + 1)
      return Array.from({ length: count }, (_, i) => keys.chain(device, first + i))
    })
  }

  /** A relay lacks what stands before a record that it was given: that device's chain from there on. */
  fill(device: DeviceId, from: number, to: number): void {
    const count = Math.max(0, to - from + 1)
    const chain = Array.from({ length: count }, (_, i) => keys.chain(device, from + i))
    this.#missing = [...new Set([...this.#missing, ...chain])]
  }

  get isIdle(): boolean {
    return this.#missing.length === 0 && this.#asked.phase === "nothing"
  }

  stop(): void {
    this.#missing = []
    this.#asked = { phase: "nothing" }
  }

  /** Asks the store for the next few, or nothing when all has been handed over or an answer is awaited. */
  ask(): Effect | undefined {
    const chosen = this.#missing.slice(0, limits.recordsPerSubmit)
    if (chosen.length === 0 || this.#asked.phase !== "nothing") return undefined
    this.#missing = this.#missing.slice(chosen.length)
    this.#asked = { phase: "places", keys: chosen }
    return this.#load(chosen)
  }

  #load(wanted: readonly string[]): Effect {
    return { kind: "load", relay: this.#relay, purpose: "carry", keys: wanted }
  }

  /** Takes what the store gave: asks for what is needed next, and in the end gives the records to offer. */
  loaded(memo: Memo): { readonly ask: Effect | undefined; readonly offered: readonly Offered[] } {
    const asked = this.#asked
    this.#asked = { phase: "nothing" }
    if (asked.phase === "places") {
      const places = asked.keys.flatMap((key) => placeIn(memo.get(key)) ?? [])
      if (places.length > 0) this.#asked = { phase: "entries", keys: places }
      return { ask: places.length > 0 ? this.#load(places) : this.ask(), offered: [] }
    }
    if (asked.phase === "entries") {
      const found = asked.keys.flatMap((key) => recordIn(memo.get(key)) ?? [])
      const wanted = found.flatMap((each) => each.enclosureKey ?? [])
      if (wanted.length === 0) return { ask: undefined, offered: found.map((each) => each.offered) }
      this.#asked = { phase: "enclosures", found }
      return { ask: this.#load(wanted), offered: [] }
    }
    if (asked.phase === "enclosures") {
      return { ask: undefined, offered: asked.found.map((each) => withEnclosure(each, memo)) }
    }
    return { ask: undefined, offered: [] }
  }
}

function placeIn(bytes: Uint8Array | undefined): string | undefined {
  const read = bytes === undefined ? undefined : decodeAs(chainRow, bytes, limits.recordBytesMax)
  return read?.ok === true
    ? keys.entry(read.value.relay, read.value.epoch, read.value.index)
    : undefined
}

function recordIn(bytes: Uint8Array | undefined): Found | undefined {
  const read = bytes === undefined ? undefined : decodeAs(entry, bytes, limits.frameBytesMax)
  if (read?.ok !== true) return undefined
  const record = parseRecord(read.value.record)
  if (!record.ok) return undefined
  const submission = { record: read.value.record, enclosure: none, carried: none }
  const isEnvelope = record.value.kind === "envelope"
  return {
    offered: { submission, hash: record.value.hash, ownSeq: undefined },
    enclosureKey: isEnvelope ? keys.enclosure(record.value.hash) : undefined,
  }
}

/** The body while it is here: with this desk's own wrap, which the relay cannot use and its reader already has. */
function withEnclosure(found: Found, memo: Memo): Offered {
  const enclosure = found.enclosureKey === undefined ? undefined : memo.get(found.enclosureKey)
  const { offered } = found
  return enclosure === undefined
    ? offered
    : { ...offered, submission: { ...offered.submission, enclosure } }
}
