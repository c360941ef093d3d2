// Who the two parties are and what they agreed, as looked up in the state: charters, rosters, devices, and the names that
// follow from keys and documents.

import { hexOf } from "../encoding/bytes.ts"
import { branded } from "../encoding/schema.ts"
import { digest } from "../crypto/digest.ts"
import type { Charter, Side } from "../records/charter.ts"
import type { DeviceId, Hash, LineId, PartyId } from "../records/names.ts"
import type { Roster, RosterDevice } from "../records/roster.ts"
import type { LineState, Versioned } from "./state.ts"

export function partyIdOf(firstRoot: Uint8Array): PartyId {
  return branded<PartyId>(hexOf(digest("parley/v1/root", firstRoot)))
}

export function lineIdOf(firstCharter: Uint8Array): LineId {
  return branded<LineId>(hexOf(digest("parley/v1/hotline", firstCharter)))
}

export function deviceIdOf(signingKey: Uint8Array): DeviceId {
  return branded<DeviceId>(hexOf(digest("parley/v1/dev", signingKey).subarray(0, 16)))
}

/** The commitment to the next root document that the present one carries. */
export function rootCommitment(next: Uint8Array): Hash {
  return branded<Hash>(hexOf(digest("parley/v1/root", next)))
}

export function newest<T>(versions: readonly Versioned<T>[]): Versioned<T> {
  const last = versions.at(-1)
  if (last === undefined) throw new RangeError("no version yet")
  return last
}

export function sideOf(state: LineState, party: PartyId): Side | undefined {
  if (state.parties.A.party === party) return "A"
  return state.parties.B.party === party ? "B" : undefined
}

export function otherSide(side: Side): Side {
  return side === "A" ? "B" : "A"
}

export function charterOf(state: LineState, version: number): Charter | undefined {
  return state.charters.find((known) => known.version === version)?.document
}

export function currentCharter(state: LineState): Charter {
  return newest(state.charters).document
}

export function currentRoster(state: LineState, side: Side): Roster | undefined {
  return state.parties[side].rosters.at(-1)?.document
}

/** A device as the newest roster of either party names it. */
export function deviceIn(
  state: LineState,
  device: DeviceId,
): { readonly side: Side; readonly entry: RosterDevice } | undefined {
  for (const side of ["A", "B"] as const) {
    const entry = currentRoster(state, side)?.devices.find((known) => known.device === device)
    if (entry !== undefined) return { side, entry }
  }
  return undefined
}

/** Every device that has ever been named, for names of the past: the newest entry of each. */
export function deviceEver(
  state: LineState,
  device: DeviceId,
): { readonly side: Side; readonly entry: RosterDevice } | undefined {
  for (const side of ["A", "B"] as const) {
    for (const roster of state.parties[side].rosters.toReversed()) {
      const entry = roster.document.devices.find((known) => known.device === device)
      if (entry !== undefined) return { side, entry }
    }
  }
  return undefined
}
