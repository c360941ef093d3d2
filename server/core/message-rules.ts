// What a relay asks of envelopes, stages and rewraps beyond the rulebook: in time, the next serial, a fresh id, room, and the
// sealed body that goes with it.

import { unreachable } from "../../shared/assert.ts"
import { equalBytes } from "../../shared/encoding/bytes.ts"
import { charterOf, deviceEver } from "../../shared/line/agreement.ts"
import { serialOf } from "../../shared/line/chain.ts"
import type { Row } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import type { DeviceId, MessageId, Precedence } from "../../shared/records/names.ts"
import type { Chained, ParsedEnvelope, ParsedStage } from "../../shared/records/parsed.ts"
import { ok, refused, type Refusal, type Result } from "../../shared/result.ts"
import type { Batch } from "./batch.ts"
import { besideKeys, type BesideRow } from "./beside.ts"
import { bodyUntil, enclosedRows, endOfLife, rewrappedRows } from "./enclosures.ts"
import type { Lookups } from "./lookups.ts"
import type { RelayIdentity } from "./relay-identity.ts"
import { shareOf } from "./reserve.ts"

/** A record as it was handed in: by whom, with what. */
export interface Handed<R> {
  readonly record: R
  readonly bytes: Uint8Array
  readonly enclosure: Uint8Array
  readonly carried: Uint8Array
  readonly carrier: DeviceId
  /** What room is asked for: its own precedence, or that of what its device handed in behind it, which waits for it. */
  readonly pressing: Precedence
}

/** What a record is judged before. */
export interface Court {
  readonly identity: RelayIdentity
  readonly batch: Batch
  readonly lookups: Lookups
}

/**
 * The rows to keep with a record that follows in its chain, or why it is not taken. `isBrought`: another relay has it, or
 * another device than its author's brings it; then no rule that rests on what has come here so far stops it.
 */
export function besideRowsOf(
  court: Court,
  handed: Handed<Chained>,
  isBrought: boolean,
): Result<readonly BesideRow[]> {
  const { record } = handed
  switch (record.kind) {
    case "envelope":
      return envelopeRows(court, { ...handed, record }, isBrought)
    case "stage": {
      const fault = stageFault(court, record, isBrought)
      return fault ?? ok([])
    }
    case "rewrap":
      return rewrapRows(court, { ...handed, record }, isBrought)
    case "watch":
    case "handover":
    case "suspend":
      return ok([])
    default:
      return unreachable(record)
  }
}

function rewrapRows(
  court: Court,
  handed: Handed<Extract<Chained, { kind: "rewrap" }>>,
  isBrought: boolean,
): Result<readonly BesideRow[]> {
  const { core } = handed.record
  const row = rowOf(court, core.message)
  const sent = row?.sent.find((known) => known.header === core.header)
  const isAddressed = sent?.recipients.includes(core.to) ?? false
  const charter = charterOf(court.batch.state, core.link.charter)
  const keepUntil = endOfLife(court.batch.t, charter?.lifeMs ?? 0)
  return rewrappedRows(handed.record, handed.enclosure, { isBrought, isAddressed, keepUntil })
}

function envelopeRows(
  court: Court,
  handed: Handed<ParsedEnvelope>,
  isBrought: boolean,
): Result<readonly BesideRow[]> {
  const { state, t } = court.batch
  const { link, serial, references } = handed.record.core
  // What it refers to takes note of it, and must be here for that.
  for (const about of references) rowOf(court, about)
  const expected = serialOf(state, link.from) + 1
  if (serial !== expected) {
    return refused("envelope/form", `serial ${String(serial)} where ${String(expected)} follows`)
  }
  const fault = identityFault(court, handed.record, isBrought) ?? roomFault(court, handed)
  if (fault !== undefined) return fault
  // Past its life it is still a link of its author's chain: refused, it would block all that was signed after it.
  const keepUntil = bodyUntil(state, handed.record, t)
  if (keepUntil === undefined) return ok([])
  // Without its body nothing may fall due, unless another relay has vouched that it had one.
  const isVouched = handed.carried.length > 0
  const completeness = isBrought ? (isVouched ? "any" : "body") : "whole"
  return enclosedRows(handed.record, handed.enclosure, { completeness, keepUntil })
}

/**
 * A message id means one content of its device. What others have used an id for is no fault of this one: who has seen an
 * envelope at one relay could take its id at another, and with it the place of all that its author signs after it.
 */
function identityFault(
  court: Court,
  record: ParsedEnvelope,
  isBrought: boolean,
): Refusal | undefined {
  const sent = rowOf(court, record.core.message)?.sent ?? []
  const { commitment, link } = record.core
  const isOther = sent.some(
    (known) => known.from === link.from && !equalBytes(known.commitment, commitment),
  )
  return isOther && !isBrought
    ? refused("envelope/form", "the message id was used before")
    : undefined
}

/** Half of the memory is each party's: whoever floods a relay leaves the other side its room. */
function roomFault(
  court: Court,
  { record, pressing }: Pick<Handed<ParsedEnvelope>, "record" | "pressing">,
): Refusal | undefined {
  const { state } = court.batch
  const allowed = shareOf(limits.rowsInMemoryMax / 2, pressing)
  // Counting costs a look at every open message: not while even all of them leave room.
  if (state.rows.size < allowed) return undefined
  const side = deviceEver(state, record.core.link.from)?.side
  const open = [...state.rows.values()].filter((row) => row.sent[0]?.side === side).length
  return open < allowed ? undefined : refused("relay/full", "too many of its messages are open")
}

/** A stage of an envelope that is not here is judged when that comes. One signed by the wrong side is refused at once. */
function stageFault(court: Court, record: ParsedStage, isBrought: boolean): Refusal | undefined {
  const { core } = record
  const sent = rowOf(court, core.message)?.sent.find((known) => known.header === core.header)
  if (sent === undefined || isBrought) return undefined
  const isOfAuthorSide = deviceEver(court.batch.state, core.link.from)?.side === sent.side
  return isOfAuthorSide === byAuthorSide.has(core.fact.kind)
    ? undefined
    : refused("stage/form", "signed by the wrong side")
}

const byAuthorSide: ReadonlySet<string> = new Set(["confirmed", "differs"])

function rowOf(court: Court, message: MessageId): Row | undefined {
  const row = court.batch.state.rows.get(message)
  // Asking makes it be loaded where it is at rest; the batch has put loaded rows into its state.
  if (row === undefined) court.lookups.row(besideKeys.row(message))
  return row
}
