// A relay that meets two rosters of one version enters both: records under either find theirs, and both sides see the fork.

import { expect, test } from "vitest"

import { nextRoster } from "../../support/practice-changes.ts"
import { LineBench, practice } from "./line-bench.ts"

const [one, two] = (["A1", "A2"] as const).map((callSign) =>
  nextRoster(practice, practice.rosters.A, {
    devices: practice.rosters.A.core.devices.filter((entry) => entry.callSign === callSign),
  }),
)
if (one === undefined || two === undefined) throw new Error("two rosters")

test.each([
  [one, two],
  [two, one],
])("[FND5] are both entered, in either order, and shut nobody out", (first, second) => {
  const bench = LineBench.opened()
  const a1 = bench.attach("A1")
  const a2 = bench.attach("A2")
  bench.submit(bench.attach("B1"), 1, first, second)
  expect(bench.records().slice(-2)).toEqual([first.hash, second.hash])
  expect([bench.endOf(a1), bench.endOf(a2)]).toEqual([undefined, undefined])
})

test("[FND5] let devices of either branch connect and speak", () => {
  const bench = LineBench.opened()
  bench.submit(bench.attach("B1"), 1, one, two)
  const circuits = [bench.attach("A1"), bench.attach("A2")] as const
  const [a1, a2] = circuits
  bench.submit(a1, 1, bench.story.sends("A1", { link: { ownRoster: named(one) } }))
  bench.submit(a2, 1, bench.story.sends("A2", { link: { ownRoster: named(two) } }))
  bench.submit(a2, 2, bench.story.sends("A2", { link: { ownRoster: named(one) } }))
  expect(circuits.map((circuit) => bench.acceptedIn(circuit, 1).length)).toEqual([1, 1])
  expect(bench.refusalOf(a2, 2)?.code).toBe("who/device")
})

function named({
  core,
  hash,
}: {
  readonly core: { readonly version: number }
  readonly hash: typeof practice.rosters.A.hash
}) {
  return { version: core.version, hash }
}
