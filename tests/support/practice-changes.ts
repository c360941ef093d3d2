// How the founding documents of a practice line change: the next roster, charter or root, as a test wants it.

import { encodeAs } from "../../shared/encoding/schema.ts"
import { charter, type Charter, type Side } from "../../shared/records/charter.ts"
import { roster, type Roster } from "../../shared/records/roster.ts"
import { custodians, signFounding, type FoundingOf, type PracticeLine } from "./practice-line.ts"

/** A roster that follows another, changed as the test wants, signed by the root version given (0 if none is). */
export function nextRoster(
  line: PracticeLine,
  previous: FoundingOf<"roster">,
  change: Partial<Roster> & { readonly rootVersion?: number },
): FoundingOf<"roster"> {
  const { rootVersion = 0, ...changed } = change
  const { core } = previous
  const next: Roster = { ...core, version: core.version + 1, previous: previous.hash, ...changed }
  const side = core.party === line.parties.A ? "A" : "B"
  const signers = custodians(line.roots[side][rootVersion])
  return signFounding(line.signatures, "roster", encodeAs(roster, next), signers)
}

/** A charter that follows another, signed by both first roots. */
export function nextCharter(
  line: PracticeLine,
  previous: FoundingOf<"charter">,
  change: Partial<Charter>,
): FoundingOf<"charter"> {
  const { core } = previous
  const next: Charter = { ...core, version: core.version + 1, previous: previous.hash, ...change }
  const signers = custodians(line.roots.A[0], line.roots.B[0])
  return signFounding(line.signatures, "charter", encodeAs(charter, next), signers)
}

/** The root document of this version, signed by the one before and by itself. */
export function nextRoot(line: PracticeLine, side: Side, version: number): FoundingOf<"root"> {
  const next = line.roots[side][version]
  const signers = custodians(line.roots[side][version - 1], next)
  return signFounding(line.signatures, "root", next?.bytes ?? new Uint8Array(), signers)
}
