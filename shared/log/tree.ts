// The Merkle tree over a journal (RFC 6962 section 2.1; RFC 9162 hashes alike): what a leaf and a node hash to, and the
// frontier that lets a writer append and sign without reading the past.

import { sha256 } from "../crypto/digest.ts"
import { joinBytes } from "../encoding/bytes.ts"
import { Malformed } from "../encoding/item.ts"
import { bytes, list, record, uint, type Schema } from "../encoding/schema.ts"

/** A complete subtree: `level` 0 is a leaf, and `index` counts the subtrees of that level from the left. */
export interface NodeAddress {
  readonly level: number
  readonly index: number
}

/** Under which key a node lies beside the journal. */
export function nodeKey(address: NodeAddress): string {
  return `node/${String(address.level)}/${String(address.index)}`
}

export interface TreeNode extends NodeAddress {
  readonly hash: Uint8Array
}

/**
 * The roots of the complete subtrees that a tree of `size` leaves falls into, largest first: one for each one-bit of the
 * size. A value, so it lives in snapshots; from it both the root and the next append follow.
 */
export interface Frontier {
  readonly size: number
  readonly hashes: readonly Uint8Array[]
}

/** A number of leaves or a place among them: below 0 there is none, and the arithmetic of proofs would find one. */
export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

// The prefixes keep a node from ever being taken for a leaf: without them two different journals share a root.
const leafPrefix = Uint8Array.of(0)
const nodePrefix = Uint8Array.of(1)

export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256(joinBytes(leafPrefix, entry))
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(joinBytes(nodePrefix, left, right))
}

/** The root of a tree without leaves: SHA-256 of nothing. */
export const emptyRoot: Uint8Array = sha256(new Uint8Array(0))

export const emptyFrontier: Frontier = { size: 0, hashes: [] }

/**
 * The frontier after these leaves, and every subtree that they completed, leaves included. Each node is named once in the
 * life of a tree and never changes. Whoever writes them beside the journal, in the same append as the entries, can prove
 * anything from O(log n) of them.
 */
export function grow(
  frontier: Frontier,
  leaves: readonly Uint8Array[],
): { readonly frontier: Frontier; readonly completed: readonly TreeNode[] } {
  const hashes = [...frontier.hashes]
  const completed: TreeNode[] = []
  let size = frontier.size
  for (const leaf of leaves) {
    let node: TreeNode = { level: 0, index: size, hash: leaf }
    completed.push(node)
    // An odd index is a right-hand child, and its left-hand sibling is the last root of the frontier.
    let left = node.index % 2 === 1 ? hashes.pop() : undefined
    while (left !== undefined) {
      node = {
        level: node.level + 1,
        index: Math.floor(node.index / 2),
        hash: nodeHash(left, node.hash),
      }
      completed.push(node)
      left = node.index % 2 === 1 ? hashes.pop() : undefined
    }
    hashes.push(node.hash)
    size += 1
  }
  return { frontier: { size, hashes }, completed }
}

export function rootOf(frontier: Frontier): Uint8Array {
  return joinSubtrees(frontier.hashes)
}

/** The root over neighbouring complete subtrees, largest first. */
export function joinSubtrees(hashes: readonly Uint8Array[]): Uint8Array {
  const joined = hashes.reduceRight<Uint8Array | undefined>(
    (right, left) => (right === undefined ? left : nodeHash(left, right)),
    undefined,
  )
  return joined ?? emptyRoot
}

const shape = record({ size: uint(), hashes: list(bytes(32), 53) })

/** Refuses a frontier with more or fewer hashes than its size has one-bits: no tree looks like that. */
export const frontier: Schema<Frontier> = {
  encode: (value) => shape.encode(value),
  decode(item, path) {
    const value = shape.decode(item, path)
    if (value.hashes.length !== subtreesOf(0, value.size).length) {
      throw new Malformed(`${path}: no frontier of ${String(value.size)} leaves`)
    }
    return value
  },
}

/**
 * The complete subtrees that leaves `begin` to `end` (without `end`) fall into, largest first. `begin` must be a multiple
 * of a power of two that reaches `end`, as every range is that RFC 6962 splits off.
 */
export function subtreesOf(begin: number, end: number): readonly NodeAddress[] {
  const subtrees: NodeAddress[] = []
  let start = begin
  while (start < end) {
    const { level, width } = largestPower(end - start)
    subtrees.push({ level, index: start / width })
    start += width
  }
  return subtrees
}

/** The largest power of two that is at most `count`. Sizes pass 2^32, so no bit operators here. */
function largestPower(count: number): { readonly level: number; readonly width: number } {
  let level = 0
  let width = 1
  while (width * 2 <= count) {
    level += 1
    width *= 2
  }
  return { level, width }
}
