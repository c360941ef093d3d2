// How a relay keeps its tree: every completed node beside the journal, in the same append as the entries.

import { expect, test } from "vitest"

import { present } from "../../../shared/assert.ts"
import { utf8 } from "../../../shared/encoding/bytes.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import {
  consistencyAddresses,
  consistencyProof,
  inclusionAddresses,
  inclusionProof,
  isConsistent,
  isIncluded,
  type ReadNode,
} from "../../../shared/log/proof.ts"
import {
  emptyFrontier,
  grow,
  leafHash,
  nodeKey,
  rootOf,
  type Frontier,
  type NodeAddress,
} from "../../../shared/log/tree.ts"
import type { LineId } from "../../../shared/records/names.ts"
import type { Journal } from "../../../server/journal/port.ts"
import { MemoryJournal } from "../../support/memory-journal.ts"

const line = branded<LineId>("0a".repeat(32))

test("[LOG5] proofs come from the few rows that they ask for", async () => {
  const journal = new MemoryJournal()
  const old = await extend(journal, emptyFrontier, 700)
  const grown = await extend(journal, old, 300)
  const [entry] = await journal.read(line, 777, 1)
  const leaf = leafHash(present(entry, "an entry"))
  const claim = { leaf, index: 777, size: 1_000, root: rootOf(grown) }
  const reading = await loaded(journal, inclusionAddresses(777, 1_000))
  expect(isIncluded(claim, inclusionProof(777, 1_000, reading))).toBe(true)
  const both = await loaded(journal, consistencyAddresses(700, 1_000))
  const proof = consistencyProof(700, 1_000, both)
  const heads = [
    { size: 700, root: rootOf(old) },
    { size: 1_000, root: rootOf(grown) },
  ] as const
  expect(isConsistent(...heads, proof)).toBe(true)
})

async function extend(journal: Journal, from: Frontier, count: number): Promise<Frontier> {
  const entries = Array.from({ length: count }, (_, i) => utf8(`entry ${String(from.size + i)}`))
  const { frontier, completed } = grow(from, entries.map(leafHash))
  const beside = completed.map((node) => ({ key: nodeKey(node), value: node.hash }))
  await journal.append({ line, expected: from.size, entries, beside, nextDue: undefined })
  return frontier
}

async function loaded(journal: Journal, addresses: readonly NodeAddress[]): Promise<ReadNode> {
  const nodes = new Map<string, Uint8Array>()
  for (const key of addresses.map(nodeKey)) {
    nodes.set(key, present(await journal.beside(line, key), "a node of the tree"))
  }
  return (address) => present(nodes.get(nodeKey(address)), "a node that was announced")
}
