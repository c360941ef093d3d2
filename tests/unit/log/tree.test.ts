import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { hexOf, utf8 } from "../../../shared/encoding/bytes.ts"
import { decodeAs, encodeAs } from "../../../shared/encoding/schema.ts"
import {
  emptyFrontier,
  frontier,
  grow,
  joinSubtrees,
  leafHash,
  nodeKey,
  rootOf,
  subtreesOf,
} from "../../../shared/log/tree.ts"
import { referenceLeaves, referenceNode, referenceRoot } from "./reference-tree.ts"
import { certificateLeaves, certificateRoots } from "./certificate-vectors.ts"

describe("the tree", () => {
  test("[LOG1] hashes leaves, nodes and nothing at all as RFC 6962 says", () => {
    expect(hexOf(leafHash(new Uint8Array(0)))).toBe(
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    )
    expect(hexOf(rootOf(emptyFrontier))).toBe(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    )
    expect(hexOf(leafHash(utf8("L123456")))).toBe(
      "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56",
    )
  })

  test("[LOG1] gives the roots that the Certificate Transparency sources publish", () => {
    const roots = certificateLeaves.map(
      (_, i) => grow(emptyFrontier, certificateLeaves.slice(0, i + 1).map(leafHash)).frontier,
    )
    expect(roots.map((grown) => hexOf(rootOf(grown)))).toEqual(certificateRoots)
  })

  test("[LOG2] appended in any portions has the root of the recursive definition", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { maxLength: 6 }), (portions) => {
        let grown = emptyFrontier
        for (const portion of portions) {
          const leaves = referenceLeaves(grown.size + portion).slice(grown.size)
          grown = grow(grown, leaves).frontier
        }
        expect(rootOf(grown)).toEqual(referenceRoot(referenceLeaves(grown.size)))
      }),
    )
  })

  test("[LOG15] has the root of every earlier size in a stored hash for each one-bit of that size", () => {
    const leaves = referenceLeaves(70)
    const { completed } = grow(emptyFrontier, leaves)
    const stored = new Map(completed.map((node) => [nodeKey(node), node.hash]))
    for (let size = 0; size <= leaves.length; size += 1) {
      const wanted = subtreesOf(0, size).map(nodeKey)
      expect(wanted).toHaveLength(size.toString(2).replaceAll("0", "").length)
      const root = joinSubtrees(wanted.flatMap((key) => stored.get(key) ?? []))
      expect(root).toEqual(referenceRoot(leaves.slice(0, size)))
    }
  })

  test("[LOG2] names every complete subtree exactly once, with its hash", () => {
    const leaves = referenceLeaves(70)
    const { completed } = grow(emptyFrontier, leaves)
    const expected = new Map<string, Uint8Array>()
    for (let level = 0; 2 ** level <= leaves.length; level += 1) {
      for (let index = 0; (index + 1) * 2 ** level <= leaves.length; index += 1) {
        expected.set(nodeKey({ level, index }), referenceNode(leaves, level, index))
      }
    }
    expect(completed).toHaveLength(expected.size)
    expect(new Map(completed.map((node) => [nodeKey(node), node.hash]))).toEqual(expected)
  })

  test("splits a range far beyond 32 bits into its complete subtrees", () => {
    const size = 2 ** 45 + 5
    expect(subtreesOf(0, size)).toEqual([
      { level: 45, index: 0 },
      { level: 2, index: 2 ** 43 },
      { level: 0, index: 2 ** 45 + 4 },
    ])
  })
})

describe("a frontier in a snapshot", () => {
  test("comes back as it was", () => {
    const { frontier: grown } = grow(emptyFrontier, referenceLeaves(21))
    expect(decodeAs(frontier, encodeAs(frontier, grown), 4_096)).toEqual({ ok: true, value: grown })
  })

  test("is refused when its hashes do not fit its size", () => {
    const { frontier: grown } = grow(emptyFrontier, referenceLeaves(21))
    const bytes = encodeAs(frontier, { size: 20, hashes: grown.hashes })
    expect(decodeAs(frontier, bytes, 4_096)).toMatchObject({ ok: false, code: "form/malformed" })
  })
})
