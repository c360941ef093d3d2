// Is each invariant's check awake? A bug that somebody could have written is planted in a copy of the product, and the
// simulation runs there: the invariant that the bug breaks must go red, whatever else does. The same schedules of the product as
// it is keep that invariant, or its red would prove nothing.
//
// A patch that lies too far from the code of today says which file to look at. One whose schedules no longer meet its bug
// wants other seeds: build the copy by hand, or try more with `node dist/tests/planted/trial.child.js --until I7 1 2 3 …`.

import { join } from "node:path"
import process from "node:process"

import { afterAll, beforeAll, describe, expect, test } from "vitest"

import { invariantCodes, type InvariantCode } from "../simulation/checker/violation.ts"
import { projectRoot } from "../support/house.ts"
import { bugsIn, type PlantedBug } from "./bug.ts"
import { CopiedTree } from "./copied-tree.ts"
import type { Trial } from "./trial.ts"

const bugs = bugsIn(join(projectRoot, "tests", "planted", "patches"))
const ending = new AbortController()
let product: CopiedTree

beforeAll(async () => {
  product = await CopiedTree.of(projectRoot, ending.signal)
})

afterAll(async () => {
  ending.abort()
  await product.dispose()
})

function codesOf(trials: readonly Trial[]): readonly InvariantCode[] {
  return [...new Set(trials.flatMap(({ violations }) => violations.map(({ code }) => code)))]
}

function report(bug: PlantedBug, trials: readonly Trial[]): void {
  for (const { seed, violations } of trials) {
    const seen = violations.map(({ code, detail }) => `${code} (${detail})`)
    process.stdout.write(`${bug.name}, seed ${String(seed)}: ${seen.join(", ") || "nothing"}\n`)
  }
}

test("every invariant has a bug planted against it", () => {
  const broken = new Set(bugs.map(({ breaks }) => breaks))
  expect(invariantCodes.filter((code) => !broken.has(code))).toEqual([])
})

describe.concurrent("the checker", () => {
  test("finds none of it in the product as it is", async () => {
    const seeds = [...new Set(bugs.flatMap((bug) => bug.seeds))]
    const trials = await product.trials(seeds)
    const wrong = trials.flatMap(({ seed, violations }) =>
      bugs
        .filter((bug) => bug.seeds.includes(seed))
        .filter((bug) => violations.some(({ code }) => code === bug.breaks))
        .map(({ breaks, name }) => `${breaks} without ${name}, seed ${String(seed)}`),
    )
    expect(wrong).toEqual([])
  })

  test.for(bugs.map((bug) => [bug.breaks, bug.what, bug] as const))(
    "%s goes red: %s",
    async ([breaks, , bug], { signal }) => {
      const tree = await product.with(bug, signal)
      try {
        const trials = await tree.trials(bug.seeds, breaks)
        report(bug, trials)
        expect(codesOf(trials)).toContain(breaks)
      } finally {
        await tree.dispose()
      }
    },
  )
})
