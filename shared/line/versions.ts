// Chains of versions, as charters and rosters form them: which document follows, in which order they are kept, and where two
// contradict each other.

import { compareText } from "../encoding/bytes.ts"
import type { Hash } from "../records/names.ts"
import { refused, type Result } from "../result.ts"
import type { LineState, Versioned } from "./state.ts"

/** Whether a document is the next version, one that is here already, or one that contradicts what is here. */
export function follows<T>(
  versions: readonly Versioned<T>[],
  record: { readonly hash: Hash; readonly version: number; readonly previous: Hash | undefined },
  first: number,
): Result<"next" | "known"> {
  if (versions.some((known) => known.hash === record.hash)) return { ok: true, value: "known" }
  if (versions.some((known) => known.version === record.version)) {
    return refused("roster/forked", `two documents with version ${String(record.version)}`)
  }
  const last = versions.at(-1)
  const expected = last === undefined ? first : last.version + 1
  if (record.version < expected)
    return refused("roster/refused", "an older version that was never seen")
  if (record.version > expected)
    return refused("roster/missing", `version ${String(expected)} first`)
  return record.previous === last?.hash
    ? { ok: true, value: "next" }
    : refused("roster/forked", "does not name the hash of its predecessor")
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
