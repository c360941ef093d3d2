// The roster that follows the one in force: a version is complete, not a change, and names the hash of its predecessor.

import { encodeAs } from "../../../shared/encoding/schema.ts"
import { deviceIdOf } from "../../../shared/line/agreement.ts"
import type { LineState } from "../../../shared/line/state.ts"
import type { Side } from "../../../shared/records/charter.ts"
import type { EnrolmentRequest } from "../../../shared/records/enrolment.ts"
import type { DeviceId } from "../../../shared/records/names.ts"
import type { Founding } from "../../../shared/records/parsed.ts"
import { roster, type Roster, type RosterDevice } from "../../../shared/records/roster.ts"
import type { Result } from "../../../shared/result.ts"
import { judgeDocument, proposal } from "./founding-document.ts"

export interface RosterChange {
  readonly added: readonly RosterDevice[]
  readonly removed: readonly { readonly device: DeviceId; readonly reason: string }[]
  readonly issued: number
  readonly expires: number
}

export function rosterEntry(
  asked: EnrolmentRequest,
  time: Pick<RosterDevice, "notBefore" | "notAfter">,
): RosterDevice {
  const { officer, role, callSign, signingKey, witnessKey, fallbackKey, label, permissions } = asked
  const device = deviceIdOf(signingKey)
  const keys = { signingKey, witnessKey, fallbackKey }
  return { device, officer, role, callSign, ...keys, label, permissions, ...time }
}

/** A proposal, refused where the rulebook would refuse it with all signatures. */
export function nextRoster(state: LineState, side: Side, change: RosterChange): Result<Founding> {
  const { party, rosters } = state.parties[side]
  const last = rosters.at(-1)
  const gone = new Set(change.removed.map(({ device }) => device))
  const stay = (last?.document.devices ?? []).filter(({ device }) => !gone.has(device))
  const removals = change.removed.map((removal) => ({ ...removal, effective: change.issued }))
  const core: Roster = {
    format: 1,
    party,
    version: (last?.version ?? 0) + 1,
    previous: last?.hash,
    issued: change.issued,
    expires: change.expires,
    devices: [...stay, ...change.added],
    removed: [...(last?.document.removed ?? []), ...removals],
  }
  const record = proposal("roster", encodeAs(roster, core))
  if (!record.ok) return record
  const judged = judgeDocument(state, record.value)
  return judged.ok ? record : judged
}
