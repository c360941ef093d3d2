// RFC 6962 section 2.1 word by word: recursive, slow, and written without a look at the code under test.

import { createHash } from "node:crypto"

export function referenceLeaves(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => hash(0, Buffer.from(`entry ${String(i)}`)))
}

export function referenceRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves
  if (only === undefined) return Uint8Array.from(createHash("sha256").digest())
  if (leaves.length === 1) return only
  const k = powerBelow(leaves.length)
  return hash(1, referenceRoot(leaves.slice(0, k)), referenceRoot(leaves.slice(k)))
}

export function referenceNode(
  leaves: readonly Uint8Array[],
  level: number,
  index: number,
): Uint8Array {
  return referenceRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))
}

export function referencePath(index: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length <= 1) return []
  const k = powerBelow(leaves.length)
  return index < k
    ? [...referencePath(index, leaves.slice(0, k)), referenceRoot(leaves.slice(k))]
    : [...referencePath(index - k, leaves.slice(k)), referenceRoot(leaves.slice(0, k))]
}

export function referenceConsistency(older: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  return older === 0 ? [] : subproof(older, leaves, true)
}

function subproof(m: number, leaves: readonly Uint8Array[], isWhole: boolean): Uint8Array[] {
  if (m === leaves.length) return isWhole ? [] : [referenceRoot(leaves)]
  const k = powerBelow(leaves.length)
  return m <= k
    ? [...subproof(m, leaves.slice(0, k), isWhole), referenceRoot(leaves.slice(k))]
    : [...subproof(m - k, leaves.slice(k), false), referenceRoot(leaves.slice(0, k))]
}

function powerBelow(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

function hash(prefix: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const hasher = createHash("sha256").update(Uint8Array.of(prefix))
  for (const part of parts) hasher.update(part)
  return Uint8Array.from(hasher.digest())
}
