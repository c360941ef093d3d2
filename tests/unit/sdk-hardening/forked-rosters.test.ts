// A desk that is brought two rosters of one version, each by another relay.

import { expect, test } from "vitest"

import { hexOf } from "../../../shared/encoding/bytes.ts"
import { encodeState } from "../../../shared/line/snapshot.ts"
import { nextRoster } from "../../support/practice-changes.ts"
import type { RelayName } from "../../support/practice-line.ts"
import { DeskBench, line, start } from "./desk-bench.ts"

const one = nextRoster(line, line.rosters.A, { issued: start })
const two = nextRoster(line, line.rosters.A, { issued: start + 1 })
const said = { N: one, S: two }

function brought(...relays: readonly RelayName[]): DeskBench {
  const desk = new DeskBench("B1")
  for (const relay of relays) {
    const { signed: record, hash } = said[relay]
    desk.delivers(relay, { record, hash, enclosure: new Uint8Array() }, start)
  }
  return desk
}

test("[FND5] keeps both, says so once, and comes to one state whichever came first", () => {
  const [first, other] = [brought("N", "S"), brought("S", "N")]
  for (const desk of [first, other]) {
    expect(desk.parts.union.state.parties.A.rosters.map((known) => known.version)).toEqual([
      1, 2, 2,
    ])
    expect(desk.violations()).toEqual(["roster 2 of A"])
  }
  const bytes = [first, other].map((desk) => hexOf(encodeState(desk.parts.union.state)))
  expect(bytes[0]).toBe(bytes[1])
})
