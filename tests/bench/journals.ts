// Folding and proving as a journal grows: 10^3, 10^4, 10^5 entries. What a record costs must not depend on how many came
// before it, and a proof reads as many stored hashes as the tree is high. The floor is the digest of the entry.

import { encodeAs } from "../../shared/encoding/schema.ts"
import { sha256 } from "../../shared/crypto/digest.ts"
import { performance } from "node:perf_hooks"

import { isSettled } from "../../shared/line/deadlines.ts"
import { fold, wantedRows, withoutRows, type Folding } from "../../shared/line/fold.ts"
import type { LineState } from "../../shared/line/state.ts"
import { inclusionProof } from "../../shared/log/proof.ts"
import { emptyFrontier, grow, leafHash, nodeKey, type Frontier } from "../../shared/log/tree.ts"
import type { Chained } from "../../shared/records/parsed.ts"
import { signed } from "../../shared/records/signed.ts"
import { practiceLine } from "../support/practice-line.ts"
import { Story, withStatement } from "../support/practice-story.ts"
import { rowOf, type Row } from "./row.ts"
import { compared, summary } from "./stopwatch.ts"

/** How many of the newest records are measured at each length. */
const window = 500

/** A journal that lives: messages sent, received, read, read back and confirmed, again and again. */
class Growing {
  readonly #story: Story
  #state: LineState
  #frontier: Frontier = emptyFrontier
  readonly #nodes = new Map<string, Uint8Array>()
  readonly #relay: ReturnType<typeof practiceLine>["relays"]["N"]["relay"]
  #waiting: Chained[] = []

  constructor() {
    const line = practiceLine()
    this.#story = new Story(line)
    this.#state = line.state
    this.#relay = line.relays.N.relay
  }

  get size(): number {
    return this.#frontier.size
  }

  next(): { readonly record: Chained; readonly bytes: Uint8Array } {
    if (this.#waiting.length === 0) this.#waiting = this.#exchange()
    const record = this.#waiting.shift()
    if (record === undefined) throw new Error("an exchange has records")
    return { record, bytes: encodeAs(signed, record.signed) }
  }

  #exchange(): Chained[] {
    const story = this.#story
    story.now += 1_000
    const message = story.northSends({ precedence: "FLASH", owes: ["read", "understood"] })
    return [
      message,
      story.says("B1", message, "received"),
      story.says("B1", message, "read"),
      story.says("B1", message, "read-back"),
      story.says("A1", message, "confirmed"),
    ].flatMap(withStatement)
  }

  /** What a relay does with a record it has admitted: fold it, put settled rows away, grow the tree. */
  take(record: Chained, bytes: Uint8Array): void {
    const at = { relay: this.#relay, index: this.size, t: this.#story.now, carriedAt: undefined }
    const folding: Folding = { at, said: { by: "party", record, prior: undefined } }
    const state = fold(this.#state, folding)
    const settled = wantedRows(folding).filter((message) => {
      const row = state.rows.get(message)
      return row !== undefined && isSettled(state, row)
    })
    this.#state = withoutRows(state, settled)
    const grown = grow(this.#frontier, [leafHash(bytes)])
    this.#frontier = grown.frontier
    for (const node of grown.completed) this.#nodes.set(nodeKey(node), node.hash)
  }

  prove(index: number): { readonly read: number } {
    let read = 0
    inclusionProof(index, this.size, (address) => {
      read += 1
      const hash = this.#nodes.get(nodeKey(address))
      if (hash === undefined) throw new Error("a complete node is stored")
      return hash
    })
    return { read }
  }
}

export function benchJournals(lengths: readonly number[]): readonly Row[] {
  const journal = new Growing()
  const rows: Row[] = []
  for (const length of lengths) {
    while (journal.size < length - window) {
      const { record, bytes } = journal.next()
      journal.take(record, bytes)
    }
    rows.push(...benchAt(journal, length))
  }
  return rows
}

function benchAt(journal: Growing, length: number): readonly Row[] {
  const prepared = Array.from({ length: window }, () => journal.next())
  const samples = prepared.map(({ record, bytes: entry }) => {
    const begin = performance.now()
    journal.take(record, entry)
    return (performance.now() - begin) * 1_000
  })
  const [first] = prepared
  const bytes = first?.bytes ?? new Uint8Array(1_000)
  const proving = compared(
    () => void journal.prove(Math.floor(length / 3)),
    () => void sha256(bytes),
  )
  const floor = { name: "one SHA-256 of it", ...proving.floor }
  const { read } = journal.prove(Math.floor(length / 3))
  const at = `at ${String(length)} entries`
  return [
    rowOf(
      { suite: "journal", name: `fold and grow, ${at}`, time: summary(samples), note: "" },
      floor,
    ),
    rowOf(
      {
        suite: "journal",
        name: `prove inclusion, ${at}`,
        time: proving.time,
        note: `${String(read)} hashes read`,
      },
      floor,
    ),
  ]
}
