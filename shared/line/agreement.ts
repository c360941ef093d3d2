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

/**
 * The rosters in force: the newest, or every document of the newest version where there are two. The first is the one to name in
 * a record of `device`: it must name its author.
 */
export function rostersInForce(
  state: LineState,
  side: Side,
  device?: DeviceId,
): readonly Versioned<Roster>[] {
  const { rosters } = state.parties[side]
  const version = rosters.at(-1)?.version
  const newestFirst = rosters.filter((known) => known.version === version).toReversed()
  const naming = newestFirst.find(({ document }) =>
    document.devices.some((known) => known.device === device),
  )
  if (naming === undefined) return newestFirst
  return [naming, ...newestFirst.filter((known) => known !== naming)]
}

/** The devices of a party that a roster in force names, each once. */
export function enrolledDevices(state: LineState, side: Side): readonly RosterDevice[] {
  const devices = new Map<DeviceId, RosterDevice>()
  for (const { document } of rostersInForce(state, side).toReversed()) {
    for (const entry of document.devices) devices.set(entry.device, entry)
  }
  return [...devices.values()]
}

/** A device as a roster in force of either party names it. */
export function deviceIn(
  state: LineState,
  device: DeviceId,
): { readonly side: Side; readonly entry: RosterDevice } | undefined {
  for (const side of ["A", "B"] as const) {
    for (const { document } of rostersInForce(state, side)) {
      const entry = document.devices.find((known) => known.device === device)
      if (entry !== undefined) return { side, entry }
    }
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
