// The state of a line as one row beside its journal, so that a start need not fold the past again. A shortcut only: a snapshot
// that is missing, or was made by other rules, costs time and nothing else.

import { encodeAs } from "../../shared/encoding/schema.ts"
import { decodeAs } from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import { decodeState, encodeState, rulebookVersion } from "../../shared/line/snapshot.ts"
import type { RelayId } from "../../shared/records/names.ts"
import { snapshotRow } from "./beside.ts"
import { settle, type Folded } from "./folded.ts"

/** Absent for a state too large for a row; the older snapshot then stays. */
export function snapshotOf(folded: Folded): Uint8Array | undefined {
  const state = encodeState(folded.state)
  if (state.length > limits.besideBytesMax - limits.frameBytesMax) return undefined
  return encodeAs(snapshotRow, { rules: rulebookVersion, frontier: folded.frontier, state })
}

/** Absent where the row was made by another rulebook. A row that does not read was damaged on the disk: also folded anew. */
export function foldedOf(row: Uint8Array, relay: RelayId): Folded | undefined {
  const read = decodeAs(snapshotRow, row, limits.besideBytesMax)
  if (!read.ok || read.value.rules !== rulebookVersion) return undefined
  const state = decodeState(read.value.state)
  if (!state.ok) return undefined
  const { frontier } = read.value
  const bare = { state: state.value, frontier, dues: new Map() }
  return settle(bare, relay, state.value.rows.keys())
}
