// A record that stands in the journal already may come again with more beside it: a desk that carried an envelope here had its
// own wrap only, and the author, when it connects, has all of them. What fits and is missing is added; nothing is replaced.

import { charterOf } from "../../shared/line/agreement.ts"
import type { Chained } from "../../shared/records/parsed.ts"
import type { BesideRow } from "./beside.ts"
import { bodyUntil, enclosedRows, endOfLife, rewrappedRows } from "./enclosures.ts"
import type { Court, Handed } from "./message-rules.ts"

export function completingRows(court: Court, handed: Handed<Chained>): readonly BesideRow[] {
  const rows = fittingRows(court, handed)
  return rows.filter((row) => court.lookups.row(row.key) === undefined)
}

/** A repeat is answered whatever comes with it: what does not fit is passed over. */
function fittingRows(court: Court, handed: Handed<Chained>): readonly BesideRow[] {
  const { record, enclosure } = handed
  if (enclosure.length === 0) return []
  if (record.kind === "envelope") {
    const keepUntil = bodyUntil(court.batch.state, record, court.batch.t)
    if (keepUntil === undefined) return []
    const rows = enclosedRows(record, enclosure, { completeness: "any", keepUntil })
    return rows.ok ? rows.value : []
  }
  if (record.kind !== "rewrap") return []
  const charter = charterOf(court.batch.state, record.core.link.charter)
  const keepUntil = endOfLife(court.batch.t, charter?.lifeMs ?? 0)
  const asked = { isBrought: true, isAddressed: true, keepUntil }
  const rows = rewrappedRows(record, enclosure, asked)
  return rows.ok ? rows.value : []
}
