// Inclusion and consistency proofs (RFC 9162 sections 2.1.3 and 2.1.4). A proof is a list of ranges of leaves whose hashes
// travel. Making one asks for stored hashes of complete subtrees only, at most twice the logarithm of the tree; checking one
// needs nothing but the proof.

import { equalBytes } from "../encoding/bytes.ts"
import { emptyRoot, isCount, joinSubtrees, nodeHash, subtreesOf, type NodeAddress } from "./tree.ts"

interface Range {
  readonly begin: number
  readonly end: number
}

/** A stored subtree hash. Whoever calls has loaded the addresses before; a hash that is missing there is damage. */
export type ReadNode = (address: NodeAddress) => Uint8Array

/** What to load before `inclusionProof`. Empty for an index outside the tree, which has no proof. */
export function inclusionAddresses(index: number, size: number): readonly NodeAddress[] {
  return addressesOf(inclusionRanges(index, size))
}

/** The siblings from the leaf at `index` up to the root of the first `size` leaves. */
export function inclusionProof(index: number, size: number, read: ReadNode): Uint8Array[] {
  return hashesOf(inclusionRanges(index, size), read)
}

/** What to load before `consistencyProof`. Empty also where the proof itself is empty. */
export function consistencyAddresses(from: number, to: number): readonly NodeAddress[] {
  return addressesOf(consistencyRanges(from, to))
}

/** That the first `from` leaves of a tree of `to` leaves are what they were. Empty for the same tree and for the empty one. */
export function consistencyProof(from: number, to: number, read: ReadNode): Uint8Array[] {
  return hashesOf(consistencyRanges(from, to), read)
}

export interface Inclusion {
  readonly leaf: Uint8Array
  readonly index: number
  readonly size: number
  readonly root: Uint8Array
}

/** RFC 9162 section 2.1.3.2. `size` and `root` must come from one signed checkpoint: the proof alone does not fix the size. */
export function isIncluded(claim: Inclusion, proof: readonly Uint8Array[]): boolean {
  if (!isCount(claim.index) || claim.index >= claim.size) return false
  let place = claim.index
  let last = claim.size - 1
  let hash = claim.leaf
  for (const sibling of proof) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(sibling, hash)
      const levels = levelsUntilRight(place)
      place = halve(place, levels)
      last = halve(last, levels)
    } else {
      hash = nodeHash(hash, sibling)
    }
    place = halve(place, 1)
    last = halve(last, 1)
  }
  return last === 0 && equalBytes(hash, claim.root)
}

export interface TreeHead {
  readonly size: number
  readonly root: Uint8Array
}

/** RFC 9162 section 2.1.4.2: the newer tree is the older one with leaves appended, or the very same. */
export function isConsistent(
  older: TreeHead,
  newer: TreeHead,
  proof: readonly Uint8Array[],
): boolean {
  if (older.size === newer.size) return proof.length === 0 && equalBytes(older.root, newer.root)
  if (older.size === 0) return proof.length === 0 && equalBytes(older.root, emptyRoot)
  if (older.size > newer.size) return false
  // Where the older tree is complete its root is itself the first hash, and is left out of the proof.
  const isComplete = subtreesOf(0, older.size).length === 1
  const [first, ...rest] = isComplete ? [older.root, ...proof] : proof
  if (first === undefined || proof.length === 0) return false
  return isExtension(older, newer, { first, rest })
}

function isExtension(
  older: TreeHead,
  newer: TreeHead,
  path: { readonly first: Uint8Array; readonly rest: readonly Uint8Array[] },
): boolean {
  let place = older.size - 1
  let last = newer.size - 1
  while (place % 2 === 1) {
    place = halve(place, 1)
    last = halve(last, 1)
  }
  let olderHash = path.first
  let newerHash = path.first
  for (const hash of path.rest) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      olderHash = nodeHash(hash, olderHash)
      newerHash = nodeHash(hash, newerHash)
      const levels = levelsUntilRight(place)
      place = halve(place, levels)
      last = halve(last, levels)
    } else {
      newerHash = nodeHash(newerHash, hash)
    }
    place = halve(place, 1)
    last = halve(last, 1)
  }
  return last === 0 && equalBytes(olderHash, older.root) && equalBytes(newerHash, newer.root)
}

/** How many levels up the last place of a tree has no sibling: none from an odd place. Place 0 does not come here. */
function levelsUntilRight(place: number): number {
  let levels = 0
  let rest = place
  while (rest !== 0 && rest % 2 === 0) {
    rest /= 2
    levels += 1
  }
  return levels
}

function halve(value: number, times: number): number {
  return Math.floor(value / 2 ** times)
}

/** RFC 6962 `PATH`, lowest sibling first: at each split the half without the leaf is handed over. */
function inclusionRanges(index: number, size: number): readonly Range[] {
  if (index >= size) return []
  const ranges: Range[] = []
  let begin = 0
  let end = size
  while (end - begin > 1) {
    const middle = splitOf(begin, end)
    if (index < middle) {
      ranges.push({ begin: middle, end })
      end = middle
    } else {
      ranges.push({ begin, end: middle })
      begin = middle
    }
  }
  return ranges.toReversed()
}

/** RFC 6962 `SUBPROOF`, lowest first: the walk goes to where the older tree ends, and hands over the other halves. */
function consistencyRanges(from: number, to: number): readonly Range[] {
  if (from === 0 || from >= to) return []
  const ranges: Range[] = []
  let begin = 0
  let end = to
  while (end > from) {
    const middle = splitOf(begin, end)
    if (from <= middle) {
      ranges.push({ begin: middle, end })
      end = middle
    } else {
      ranges.push({ begin, end: middle })
      begin = middle
    }
  }
  // The whole older tree is known to whoever checks; a part of it is not.
  if (begin > 0) ranges.push({ begin, end })
  return ranges.toReversed()
}

/** Where RFC 6962 splits a range: after the largest power of two of leaves that is smaller than the range. */
function splitOf(begin: number, end: number): number {
  let width = 1
  while (width * 2 < end - begin) width *= 2
  return begin + width
}

function addressesOf(ranges: readonly Range[]): readonly NodeAddress[] {
  return ranges.flatMap((range) => subtreesOf(range.begin, range.end))
}

function hashesOf(ranges: readonly Range[], read: ReadNode): Uint8Array[] {
  return ranges.map((range) => joinSubtrees(subtreesOf(range.begin, range.end).map(read)))
}
