// What travels with an entry and is not part of it: the sealed body of an envelope and a wrap for each device, or the one wrap
// of a rewrap. The header's hashes say what belongs to it. Kept for the message's life; each device is given its own wrap only.

import { decodeAs, encodeAs } from "../../shared/encoding/schema.ts"
import { charterOf } from "../../shared/line/agreement.ts"
import { keptUntil } from "../../shared/line/life.ts"
import type { LineState } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import { enclosure, wrapBytes, type Enclosure } from "../../shared/records/envelope.ts"
import type { DeviceId } from "../../shared/records/names.ts"
import type { Parsed, ParsedEnvelope } from "../../shared/records/parsed.ts"
import { hashOf } from "../../shared/records/signed.ts"
import { ok, refused, type Result } from "../../shared/result.ts"
import type { Delivery } from "../../shared/wire/frames.ts"
import { besideKeys, type BesideRow, type Loaded } from "./beside.ts"
import { readEntry } from "./journal-entry.ts"

/** whole: from the author, everything. any: brought from elsewhere, as far as whoever brings it has it. */
export type Completeness = "whole" | "body" | "any"

/** Until when a body is kept, in numbers that every store can write. */
export function endOfLife(from: number, life: number): number {
  return Math.min(from + life, Number.MAX_SAFE_INTEGER)
}

/** Until when the body of an envelope is kept that comes at line time `t`; undefined where its life is over. */
export function bodyUntil(
  state: LineState,
  { core }: ParsedEnvelope,
  t: number,
): number | undefined {
  const { link, life } = core
  const charter = charterOf(state, link.charter)
  if (charter === undefined || t > endOfLife(link.t, life)) return undefined
  return endOfLife(keptUntil(charter, { ...core, t: link.t }, t), 0)
}

type ParsedRewrap = Extract<Parsed, { kind: "rewrap" }>

const none = new Uint8Array(0)
/** Room in a frame for one delivery: what a frame of that many bytes adds around it stays below this margin. */
export const deliveryBytesMax = limits.frameBytesMax - 64

/** The rows an enclosure makes, or why it does not belong to its envelope. */
export function enclosedRows(
  record: ParsedEnvelope,
  given: Uint8Array,
  asked: { readonly completeness: Completeness; readonly keepUntil: number },
): Result<readonly BesideRow[]> {
  if (given.length === 0) {
    return asked.completeness === "any" ? ok([]) : refused("envelope/body", "without its body")
  }
  const read = decodeAs(enclosure, given, limits.envelopeBytesMax)
  if (!read.ok) return refused("envelope/body", read.detail)
  const fault = misfitOf(record, read.value, asked.completeness)
  if (fault !== undefined) return refused("envelope/body", fault)
  const { keepUntil } = asked
  const wraps = record.core.recipients.flatMap((recipient, place) => {
    const value = read.value.wraps[place]
    const key = besideKeys.wrap(record.hash, recipient.device)
    return value === undefined ? [] : [{ key, value, keepUntil }]
  })
  return ok([{ key: besideKeys.body(record.hash), value: read.value.body, keepUntil }, ...wraps])
}

function misfitOf(
  record: ParsedEnvelope,
  given: Enclosure,
  completeness: Completeness,
): string | undefined {
  const { bodyHash, wrapHashes } = record.header
  if (hashOf(given.body) !== bodyHash) return "another body than the header names"
  if (given.wraps.length !== wrapHashes.length) return "one place a recipient"
  const isMatching = given.wraps.every(
    (wrap, place) => wrap === undefined || hashOf(wrap) === wrapHashes[place],
  )
  if (!isMatching) return "another wrap than the header names"
  if (completeness !== "whole" || !given.wraps.includes(undefined)) return undefined
  return "without a wrap for everybody"
}

/** The rows of a rewrap's one wrap. `isAddressed`: the device already has a wrap of its own, which stays. */
export function rewrappedRows(
  record: ParsedRewrap,
  given: Uint8Array,
  asked: { readonly isBrought: boolean; readonly isAddressed: boolean; readonly keepUntil: number },
): Result<readonly BesideRow[]> {
  if (given.length === 0 && asked.isBrought) return ok([])
  if (given.length !== wrapBytes || hashOf(given) !== record.core.wrapHash) {
    return refused("envelope/body", "another wrap than the rewrap names")
  }
  const { keepUntil } = asked
  const own = { key: besideKeys.rewrapped(record.hash), value: given, keepUntil }
  if (asked.isAddressed) return ok([own])
  const key = besideKeys.wrap(record.core.header, record.core.to)
  return ok([own, { key, value: given, keepUntil }])
}

/** The rows to load before an entry is delivered to a device. */
export function enclosureKeys(
  index: number,
  entry: Uint8Array,
  device: DeviceId,
): readonly string[] {
  const { said } = readEntry(index, entry)
  if (said.by === "relay") return []
  const { record } = said
  if (record.kind === "envelope") {
    return [besideKeys.body(record.hash), besideKeys.wrap(record.hash, device)]
  }
  const isForDevice = record.kind === "rewrap" && record.core.to === device
  return isForDevice ? [besideKeys.rewrapped(record.hash)] : []
}

/** An entry for one device, with what that device is given beside it. Too large for a frame: without, to be asked for. */
export function deliveryOf(
  index: number,
  entry: Uint8Array,
  device: DeviceId,
  loaded: Loaded,
): Delivery {
  const { said } = readEntry(index, entry)
  if (said.by === "relay") return { index, entry, enclosure: none }
  const given = enclosureFor(said.record, device, loaded)
  return { index, entry, enclosure: entry.length + given.length > deliveryBytesMax ? none : given }
}

/** Whether one more delivery goes into the frame. The first always does. */
export function hasRoomFor(deliveries: readonly Delivery[], next: Delivery): boolean {
  const length = [...deliveries, next].reduce(
    (sum, { entry, enclosure: given }) => sum + entry.length + given.length + aroundOne,
    0,
  )
  return deliveries.length === 0 || length <= deliveryBytesMax
}

/** What index and lengths add to one delivery, at most. */
const aroundOne = 24

function enclosureFor(record: Parsed, device: DeviceId, loaded: Loaded): Uint8Array {
  if (record.kind === "rewrap") return loaded.get(besideKeys.rewrapped(record.hash)) ?? none
  if (record.kind !== "envelope") return none
  const recipients = record.core.recipients.map((recipient) => recipient.device)
  return bodyFor({ header: record.hash, recipients }, device, loaded)
}

/**
 * A body with this device's own wrap. Whoever is not among the recipients gets the body with no wrap, or with the one of a
 * rewrap alone. Empty where the body is gone.
 */
export function bodyFor(
  envelope: { readonly header: ParsedEnvelope["hash"]; readonly recipients: readonly DeviceId[] },
  device: DeviceId,
  loaded: Loaded,
): Uint8Array {
  const { header, recipients } = envelope
  const body = loaded.get(besideKeys.body(header))
  if (body === undefined) return none
  const own = loaded.get(besideKeys.wrap(header, device))
  const isNamed = recipients.includes(device)
  const wraps =
    isNamed || own === undefined
      ? recipients.map((recipient) => (recipient === device ? own : undefined))
      : [own]
  const encoded = encodeAs(enclosure, { body, wraps })
  // A body brought without its wraps leaves no room for one that a rewrap adds: such a thing is not delivered at all.
  return encoded.length <= limits.envelopeBytesMax ? encoded : none
}
