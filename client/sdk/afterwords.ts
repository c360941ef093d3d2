// What comes of a device after its word has ended. A relay can date an entry before the end, or an acceptance that somebody
// carries; it cannot have put it under a head that another device had signed by then. Until such a head is found, what comes
// too late is shown and meets nothing here.

import { decodeAs, encodeAs } from "../../shared/encoding/schema.ts"
import { endOfWord } from "../../shared/line/ends.ts"
import type { LineState } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import type { SeenHead } from "../../shared/records/link.ts"
import type { DeviceId, Hash, RelayId } from "../../shared/records/names.ts"
import { isFounding, type Chained, type Parsed } from "../../shared/records/parsed.ts"
import type { Now, Outgoing, Write } from "./ports.ts"
import type { RelayLink } from "./relay-link.ts"
import { afterwordRow, keys } from "./store-layout.ts"
import type { Arrived } from "./union.ts"

/** Where a record came from first, and when, by this device's clock. */
interface Met {
  readonly hash: Hash
  readonly from: DeviceId
  readonly relay: RelayId
  readonly epoch: number
  readonly index: number
  readonly at: number
}

interface Witness extends SeenHead {
  readonly by: DeviceId
  readonly t: number
}

type Links = ReadonlyMap<RelayId, Pick<RelayLink, "copy">>

/** After what tells a slow line from a dead one, nothing that was in time is still on a living one. */
const patienceMs = limits.mergeDelayMs + limits.lineDeadMs

export class Afterwords {
  readonly #links: Links
  /** Newly met records of each device: the end may come after them, from a relay that is read later. */
  readonly #met = new Map<DeviceId, Met[]>()
  /** Heads that devices have signed to have seen. */
  readonly #witnesses: Witness[] = []
  readonly #after = new Map<Hash, Met>()
  /** Counts changes, for whoever remembers an answer. */
  changes = 0

  constructor(links: Links) {
    this.#links = links
  }

  restore(bytes: Uint8Array): void {
    const read = decodeAs(afterwordRow, bytes, limits.recordBytesMax)
    if (read.ok) this.#after.set(read.value.hash, read.value)
  }

  /** Whether a record came too late to be believed that it was in time. */
  isAfter(record: Hash): boolean {
    return this.#after.has(record)
  }

  /** An entry has been folded. `isNew`: no journal had brought its record before. The rows to write with it. */
  entered(state: LineState, arrived: Arrived, isNew: boolean, now: Now): readonly Write[] {
    if (arrived.said.by === "relay") return this.#settle(state)
    const { record } = arrived.said
    if (!isFounding(record)) this.#note(record, arrived, isNew, now)
    const ended = endsIn(state, record)
    return [...ended.flatMap((device) => this.#review(state, device)), ...this.#settle(state)]
  }

  #note(record: Chained, { relay, epoch, index }: Arrived, isNew: boolean, now: Now): void {
    const { from, seen, t } = record.core.link
    if (!isNew) return
    const met = this.#met.get(from) ?? []
    met.push({ hash: record.hash, from, relay, epoch, index, at: now.wall })
    this.#met.set(from, met.slice(-limits.recordsMetRemembered))
    this.#witnesses.push(...seen.map((head) => ({ ...head, by: from, t })))
    this.#witnesses.splice(0, this.#witnesses.length - limits.recordsMetRemembered)
  }

  #review(state: LineState, device: DeviceId): readonly Write[] {
    const end = endOfWord(state, device)
    if (end === undefined) return []
    const late = (this.#met.get(device) ?? []).filter((met) => met.at > end + patienceMs)
    this.#met.delete(device)
    for (const met of late) this.#after.set(met.hash, met)
    if (late.length > 0) this.changes += 1
    return late.map((met) => ({
      key: keys.afterword(met.hash),
      value: encodeAs(afterwordRow, met),
    }))
  }

  /** A head that was signed in time covers what was there by then, however late it came here. */
  #settle(state: LineState): readonly Write[] {
    const covered = [...this.#after.values()].filter((met) => this.#isCovered(state, met))
    for (const { hash } of covered) this.#after.delete(hash)
    if (covered.length > 0) this.changes += 1
    return covered.map(({ hash }) => ({ key: keys.afterword(hash), value: undefined }))
  }

  #isCovered(state: LineState, met: Met): boolean {
    const end = endOfWord(state, met.from)
    if (end === undefined) return true
    const copy = this.#links.get(met.relay)?.copy
    return this.#witnesses.some(
      (head) =>
        head.relay === met.relay &&
        head.epoch === met.epoch &&
        head.size > met.index &&
        head.t < end &&
        endOfWord(state, head.by) === undefined &&
        copy?.place(head) === "own",
    )
  }
}

/** Says of a record that was just folded that it came too late to count. */
export function tellAfterword(
  afterwords: Afterwords,
  { relay, said }: Arrived,
  out: Outgoing,
): void {
  if (said.by === "relay" || isFounding(said.record)) return
  const { record } = said
  if (!afterwords.isAfter(record.hash)) return
  const detail = `a ${record.kind} of ${record.core.link.from} came after the end of its word: it does not count here`
  out.notice({ kind: "violation", relay, code: "who/suspended", detail })
}

/** The devices whose words may have ended by this record, or which have gone on speaking after that. */
function endsIn(state: LineState, record: Parsed): readonly DeviceId[] {
  if (record.kind === "suspend") return [record.core.device]
  if (record.kind === "roster") return [...state.removals.keys()]
  return isFounding(record) ? [] : [record.core.link.from]
}
