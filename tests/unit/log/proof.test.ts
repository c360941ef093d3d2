import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { hexOf } from "../../../shared/encoding/bytes.ts"
import { present } from "../../../shared/assert.ts"
import {
  consistencyAddresses,
  consistencyProof,
  inclusionAddresses,
  inclusionProof,
  isConsistent,
  isIncluded,
  type ReadNode,
} from "../../../shared/log/proof.ts"
import { emptyFrontier, emptyRoot, grow, leafHash, nodeKey } from "../../../shared/log/tree.ts"
import {
  referenceConsistency,
  referenceLeaves,
  referencePath,
  referenceRoot,
} from "./reference-tree.ts"
import {
  certificateConsistency,
  certificateLeaves,
  certificatePaths,
} from "./certificate-vectors.ts"

function store(leaves: readonly Uint8Array[]): ReadNode {
  const nodes = new Map<string, Uint8Array>()
  for (const node of grow(emptyFrontier, leaves).completed) nodes.set(nodeKey(node), node.hash)
  return (address) => present(nodes.get(nodeKey(address)), "the node is stored")
}

/** Every size up to 33, and every index or older size in it: small enough to leave nothing to chance. */
const leaves = referenceLeaves(33)
const roots = Array.from({ length: 34 }, (_, size) => referenceRoot(leaves.slice(0, size)))
const read = store(leaves)
const leafAt = (index: number): Uint8Array => present(leaves[index], "a leaf")
const rootAt = (size: number): Uint8Array => present(roots[size], "a root")
const sizes = Array.from({ length: 33 }, (_, i) => i + 1)

describe("an inclusion proof", () => {
  test("is the one of the recursive definition, and holds", () => {
    for (const size of sizes) {
      for (let index = 0; index < size; index += 1) {
        const proof = inclusionProof(index, size, read)
        expect(proof).toEqual(referencePath(index, leaves.slice(0, size)))
        const claim = { leaf: leafAt(index), index, size, root: rootAt(size) }
        expect(isIncluded(claim, proof)).toBe(true)
      }
    }
  })

  test("[LOG3] holds for no other leaf, place or root", () => {
    for (const size of sizes) {
      for (let index = 0; index < size; index += 1) {
        const proof = inclusionProof(index, size, read)
        const claim = { leaf: leafAt(index), index, size, root: rootAt(size) }
        for (let other = 0; other < size; other += 1) {
          if (other === index) continue
          expect(isIncluded({ ...claim, index: other }, proof)).toBe(false)
          expect(isIncluded({ ...claim, leaf: leafAt(other) }, proof)).toBe(false)
        }
        expect(isIncluded({ ...claim, root: rootAt(size - 1) }, proof)).toBe(false)
        expect(isIncluded({ ...claim, index: size }, proof)).toBe(false)
      }
    }
  })

  test.each([-1, -2, -3, 0.5, Number.NaN])("[LOG3] holds at no index such as %d", (index) => {
    for (const size of [1, 2, 3, 8, 33]) {
      const path = referencePath(0, leaves.slice(0, size))
      const claim = { leaf: leafAt(0), size, root: rootAt(size) }
      expect(isIncluded({ ...claim, index: 0 }, path)).toBe(true)
      expect(isIncluded({ ...claim, index }, path)).toBe(false)
    }
  })

  test("[LOG3] fails with any hash altered, missing or added", () => {
    fc.assert(
      fc.property(fc.nat({ max: 32 }), fc.nat(), fc.nat(), (index, which, byte) => {
        const proof = inclusionProof(index, 33, read)
        const claim = { leaf: leafAt(index), index, size: 33, root: rootAt(33) }
        const place = which % proof.length
        expect(isIncluded(claim, altered(proof, place, byte))).toBe(false)
        expect(isIncluded(claim, proof.toSpliced(place, 1))).toBe(false)
        expect(isIncluded(claim, [...proof, rootAt(1)])).toBe(false)
      }),
    )
  })

  test("agrees with the Certificate Transparency sources", () => {
    const readThere = store(certificateLeaves.map(leafHash))
    for (const [index, size, hashes] of certificatePaths) {
      expect(inclusionProof(index, size, readThere).map(hexOf)).toEqual(hashes)
    }
  })
})

describe("a consistency proof", () => {
  test("is the one of the recursive definition, and holds", () => {
    for (const size of sizes) {
      for (let older = 0; older <= size; older += 1) {
        const proof = consistencyProof(older, size, read)
        expect(proof).toEqual(referenceConsistency(older, leaves.slice(0, size)))
        const heads = [head(older), head(size)] as const
        expect(isConsistent(...heads, proof)).toBe(true)
      }
    }
  })

  test("[LOG4] does not hold against another history", () => {
    for (const size of sizes) {
      for (let older = 1; older < size; older += 1) {
        const proof = consistencyProof(older, size, read)
        const forged = { size: older, root: rootAt(older - 1) }
        expect(isConsistent(forged, head(size), proof)).toBe(false)
        const rewritten = { size, root: rootAt(size - 1) }
        expect(isConsistent(head(older), rewritten, proof)).toBe(false)
        expect(isConsistent(head(size), head(older), proof)).toBe(false)
      }
    }
  })

  test("[LOG4] fails with any hash altered, missing or added", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 32 }), fc.nat(), fc.nat(), (older, which, byte) => {
        const proof = consistencyProof(older, 33, read)
        const place = which % proof.length
        const check = (hashes: Uint8Array[]): boolean => isConsistent(head(older), head(33), hashes)
        expect(check(altered(proof, place, byte))).toBe(false)
        expect(check(proof.toSpliced(place, 1))).toBe(false)
        expect(check([...proof, rootAt(1)])).toBe(false)
      }),
    )
  })

  test("[LOG4] of equal or empty trees is empty, and needs the same or the empty root", () => {
    expect(isConsistent(head(7), { size: 7, root: rootAt(6) }, [])).toBe(false)
    expect(isConsistent(head(7), head(7), [rootAt(1)])).toBe(false)
    expect(isConsistent({ size: 0, root: emptyRoot }, head(7), [])).toBe(true)
    expect(isConsistent({ size: 0, root: rootAt(1) }, head(7), [])).toBe(false)
    expect(isConsistent({ size: 0, root: emptyRoot }, head(7), [rootAt(1)])).toBe(false)
  })

  test("agrees with the Certificate Transparency sources", () => {
    const readThere = store(certificateLeaves.map(leafHash))
    for (const [older, newer, hashes] of certificateConsistency) {
      expect(consistencyProof(older, newer, readThere).map(hexOf)).toEqual(hashes)
    }
  })
})

describe("making a proof", () => {
  test("[LOG5] asks for at most twice the logarithm of the tree, of any size", () => {
    const anySize = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
    fc.assert(
      fc.property(anySize, anySize, (size, place) => {
        const bound = 2 * Math.ceil(Math.log2(size + 1))
        expect(inclusionAddresses(place % size, size).length).toBeLessThanOrEqual(bound)
        expect(consistencyAddresses(place % size, size).length).toBeLessThanOrEqual(bound)
      }),
    )
  })

  test("[LOG5] reads exactly what it announced", () => {
    for (const index of [0, 17, 30, 31]) {
      const asked: string[] = []
      const noting: ReadNode = (address) => {
        asked.push(nodeKey(address))
        return read(address)
      }
      inclusionProof(index, 32, noting)
      consistencyProof(index, 33, noting)
      const announced = [...inclusionAddresses(index, 32), ...consistencyAddresses(index, 33)]
      expect(asked).toEqual(announced.map(nodeKey))
    }
  })
})

function head(size: number): { readonly size: number; readonly root: Uint8Array } {
  return { size, root: rootAt(size) }
}

function altered(proof: readonly Uint8Array[], place: number, byte: number): Uint8Array[] {
  const hash = Uint8Array.from(present(proof[place], "a hash of the proof"))
  hash[byte % 32] = (hash[byte % 32] ?? 0) ^ (1 + (byte % 255))
  return proof.with(place, hash)
}
