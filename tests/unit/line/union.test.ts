// The one property that everything hinges on: what the parties said is one state, whichever relay told it first.

import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { hexOf } from "../../../shared/encoding/bytes.ts"
import { authenticate } from "../../../shared/line/admission.ts"
import { wantedRows, withoutRows, withRows } from "../../../shared/line/fold.ts"
import { encodeState } from "../../../shared/line/snapshot.ts"
import type { LineState, Row } from "../../../shared/line/state.ts"
import type { Hash, MessageId } from "../../../shared/records/names.ts"
import { isFounding } from "../../../shared/records/parsed.ts"
import {
  foldEntries,
  foldOne,
  type PracticeEntry,
  type PracticeJournal,
} from "../../support/practice-journal.ts"
import { practiceLine } from "../../support/practice-line.ts"
import { simulatedWorld } from "../../support/simulated-crypto.ts"
import { events } from "./random-events.ts"
import { History, interleaved } from "./random-history.ts"

/** Keyed hashes for signatures: the same rules in less time, so that more histories fit. */
const { signatures } = simulatedWorld("union").client("union")
const line = practiceLine({ signatures })
const order = fc.array(fc.nat(1_000), { minLength: 1, maxLength: 60 })
const relayByRelay: readonly (readonly number[])[] = [[0], [2]]

function journalsOf(told: Parameters<History["tell"]>[0]): readonly PracticeJournal[] {
  const history = new History(line)
  history.tell(told)
  return history.relays.map((relay) => relay.journal)
}

function bytesOf(state: LineState): string {
  return hexOf(encodeState(state))
}

describe("the union of journals", () => {
  test("[UNI1] folds to the same bytes in every interleaving", () => {
    fc.assert(
      fc.property(events, fc.tuple(order, order, order), (told, orders) => {
        const journals = journalsOf(told)
        const folded = [...relayByRelay, ...orders].map((choices) =>
          bytesOf(foldEntries(line.began, interleaved(journals, choices))),
        )
        expect(new Set(folded).size).toBe(1)
      }),
      { numRuns: 30 },
    )
  })

  test("[UNI1] has been asked about forks, suspensions, removals, contradictions and missed deadlines", () => {
    const states = fc
      .sample(events, { seed: 20_260_105, numRuns: 16 })
      .map((told) => foldEntries(line.began, interleaved(journalsOf(told), [0, 1])))
    const having = (is: (state: LineState) => boolean): number => states.filter(is).length
    expect(having((state) => state.forked.size > 0)).toBeGreaterThan(0)
    expect(having((state) => state.suspensions.size > 0)).toBeGreaterThan(0)
    expect(having((state) => state.removals.size > 0)).toBeGreaterThan(0)
    expect(having((state) => state.watches.size > 0)).toBeGreaterThan(0)
    expect(
      having((state) => state.violations.some((each) => each.what === "roster/forked")),
    ).toBeGreaterThan(0)
    expect(
      having((state) => [...state.rows.values()].some((row) => row.steps.length > 0)),
    ).toBeGreaterThan(0)
  })

  test("[UNI2] changes by nothing when every entry is folded once more", () => {
    fc.assert(
      fc.property(events, order, (told, choices) => {
        const entries = interleaved(journalsOf(told), choices)
        const once = foldEntries(line.began, entries)
        expect(bytesOf(foldEntries(line.began, [...entries, ...entries]))).toBe(bytesOf(once))
      }),
      { numRuns: 12 },
    )
  })

  test("[UNI3] leaves every state that it was given as it was", () => {
    fc.assert(
      fc.property(events, (told) => {
        const held = new Map<string, Hash>()
        let state = line.began
        for (const entry of interleaved(journalsOf(told), [0, 1, 2])) {
          const before = bytesOf(state)
          const next = foldOne(state, entry, held)
          expect(bytesOf(state)).toBe(before)
          state = next
        }
      }),
      { numRuns: 5 },
    )
  })

  test("[UNI4] is the same when rows are put away and loaded again", () => {
    fc.assert(
      fc.property(events, order, (told, choices) => {
        const entries = interleaved(journalsOf(told), choices)
        expect(bytesOf(foldForgetful(entries))).toBe(bytesOf(foldEntries(line.began, entries)))
      }),
      { numRuns: 12 },
    )
  })

  test("[AUT10] holds only records that are good wherever their journal has got to", () => {
    fc.assert(
      fc.property(events, order, (told, choices) => {
        const held = new Map<string, Hash>()
        let state = line.began
        for (const entry of interleaved(journalsOf(told), choices)) {
          expect(isGood(state, entry)).toBe(true)
          state = foldOne(state, entry, held)
        }
      }),
      { numRuns: 10 },
    )
  })
})

function isGood(state: LineState, { said }: PracticeEntry): boolean {
  if (said.by === "relay" || isFounding(said.record)) return true
  return authenticate(state, said.record, line.signatures).ok
}

/** Keeps no row in memory from one entry to the next. */
function foldForgetful(entries: readonly PracticeEntry[]): LineState {
  const stored = new Map<MessageId, Row>()
  const held = new Map<string, Hash>()
  let state = line.began
  for (const entry of entries) {
    const wanted = wantedRows({ at: entry.at, said: foldingOf(entry) })
    const loaded = [...stored].filter(([message]) => wanted.includes(message))
    state = foldOne(withRows(state, new Map(loaded)), entry, held)
    for (const [message, row] of state.rows) stored.set(message, row)
    state = withoutRows(state, [...state.rows.keys()])
  }
  return withRows(state, stored)
}

function foldingOf({ said }: PracticeEntry): Parameters<typeof wantedRows>[0]["said"] {
  return said.by === "relay" ? said : { ...said, prior: undefined }
}
