// Chains of versions, as charters and rosters form them: which document follows, in which order they are kept, and where two
// contradict each other.

import { compareText } from "../encoding/bytes.ts"
import type { Hash } from "../records/names.ts"
import { refused, type Refusal, type Result } from "../result.ts"
import type { LineState, Versioned } from "./state.ts"

/** next: lengthens the chain. known: is here. forked: another document has its version already; both count, each for itself. */
export type Place = "next" | "known" | "forked"

interface Linked {
  readonly hash: Hash
  readonly version: number
  readonly previous: Hash | undefined
}

/** Where a document stands among those that are here, if the one that it follows is here. */
export function follows<T>(
  versions: readonly Versioned<T>[],
  record: Linked,
  first: number,
): Result<Place> {
  if (versions.some((known) => known.hash === record.hash)) return { ok: true, value: "known" }
  const { version } = record
  const last = versions.at(-1)
  const expected = last === undefined ? first : last.version + 1
  if (version > expected) return refused("roster/missing", `version ${String(expected)} first`)
  const fault = linkFault(versions, record, first)
  return fault ?? { ok: true, value: version === expected ? "next" : "forked" }
}

function linkFault<T>(
  versions: readonly Versioned<T>[],
  { version, previous }: Linked,
  first: number,
): Refusal | undefined {
  if (version === first) {
    return previous === undefined
      ? undefined
      : refused("roster/refused", "the first version follows nothing")
  }
  const before = versions.filter((known) => known.version === version - 1)
  if (before.length === 0) {
    return refused("roster/refused", "an older version that was never seen")
  }
  return before.some((known) => known.hash === previous)
    ? undefined
    : refused("roster/missing", `the version ${String(version - 1)} that it follows first`)
}

/** The documents that a new one would follow from, the newest first; the other branches of a fork are not among them. */
export function lineage<T extends { readonly previous: Hash | undefined }>(
  versions: readonly Versioned<T>[],
  previous: Hash | undefined,
): readonly Versioned<T>[] {
  const line: Versioned<T>[] = []
  let wanted = previous
  for (const known of versions.toReversed()) {
    if (known.hash !== wanted) continue
    line.push(known)
    wanted = known.document.previous
  }
  return line
}

/** By version; two of one version by hash, so that a fork leaves the same state whichever came first. */
export function inOrder<T>(
  versions: readonly Versioned<T>[],
  added: Versioned<T>,
): readonly Versioned<T>[] {
  return [...versions, added].toSorted(
    (a, b) => a.version - b.version || compareText(a.hash, b.hash),
  )
}

/** The versions of which two documents are here, or whose successor names another document than the one here. */
export function contestedVersions(state: LineState): readonly string[] {
  const { A, B } = state.parties
  return [
    ...[...contested(state.charters)].map((version) => `charter ${String(version)}`),
    ...[...contested(A.rosters)].map((version) => `roster ${String(version)} of A`),
    ...[...contested(B.rosters)].map((version) => `roster ${String(version)} of B`),
  ]
}

function contested(
  versions: readonly Versioned<{ readonly previous: Hash | undefined }>[],
): ReadonlySet<number> {
  const known = new Map<number, ReadonlySet<Hash>>()
  for (const { version, hash } of versions) {
    known.set(version, new Set([...(known.get(version) ?? []), hash]))
  }
  const found = new Set<number>()
  for (const { version, document } of versions) {
    if ((known.get(version)?.size ?? 0) > 1) found.add(version)
    const before = known.get(version - 1)
    const { previous } = document
    if (before !== undefined && previous !== undefined && !before.has(previous)) {
      found.add(version - 1)
    }
  }
  return found
}
