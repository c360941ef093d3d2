// A journal that somebody else keeps, and that goes away for a while: nothing is lost, nothing is said twice, nobody is left in
// the belief that what is sent here is kept.

import { describe, expect, test } from "vitest"

import { JournalFailure } from "../../../server/journal/failure.ts"
import type { Append, Appended, BesideWrite } from "../../../server/journal/port.ts"
import { readEntry } from "../../../server/core/journal-entry.ts"
import { MemoryJournal } from "../../support/memory-journal.ts"
import { LineBench, practice } from "./line-bench.ts"
import { openedWorld, submit } from "./loop-world.ts"
import { prekeyOf } from "./tellings.ts"

/** Each write fails so many times before it is answered; what becomes of it then is the test's choice. */
class AwayJournal extends MemoryJournal {
  failures = 0
  isWrittenAllTheSame = false
  readonly written: string[] = []

  override async append(append: Append): Promise<Appended> {
    if (!this.#fails()) return await super.append(append)
    if (this.isWrittenAllTheSame) await super.append(append)
    throw new JournalFailure("unreachable", "no answer")
  }

  override async write(line: typeof practice.line, beside: readonly BesideWrite[]): Promise<void> {
    if (this.#fails()) throw new JournalFailure("unreachable", "no answer")
    this.written.push(...beside.map(({ key }) => key))
    await super.write(line, beside)
  }

  override async size(line: typeof practice.line): Promise<number> {
    if (this.#fails()) throw new JournalFailure("unreachable", "no answer")
    return await super.size(line)
  }

  #fails(): boolean {
    this.failures -= 1
    return this.failures >= 0
  }
}

describe("an append whose answer stays away", () => {
  test.each([false, true])("[RDS4] is entered once (written all the same: %s)", async (written) => {
    const journal = new AwayJournal()
    const world = await openedWorld(journal)
    journal.failures = 3
    journal.isWrittenAllTheSame = written
    submit(world, 7)
    const accepted = await world.frame("accepted")
    expect(accepted).toMatchObject({ number: 7 })
    const entries = await journal.read(practice.line, 0, 100)
    const said = entries.map((entry, index) => readEntry(index, entry).said)
    expect(
      said.filter((each) => each.by === "party" && each.record.kind === "envelope"),
    ).toHaveLength(1)
    expect(world.codes).toEqual([])
  })

  test("[RDS4] carries the time at which it was judged again", async () => {
    const journal = new AwayJournal()
    const world = await openedWorld(journal)
    journal.failures = 2
    submit(world, 1)
    // While nobody knows what became of it, time goes by.
    world.clock.now += 4_000
    await world.frame("accepted")
    const [last] = await journal.read(practice.line, 4, 1)
    const { entry } = readEntry(4, last ?? new Uint8Array())
    expect(entry.t).toBe(world.story.now + 4_000)
  })
})

test("[RDS4] rows that are written again come in their order", async () => {
  const journal = new AwayJournal()
  const world = await openedWorld(journal)
  journal.failures = 2
  for (const counter of [1, 2, 3]) {
    const prekey = prekeyOf("A1", counter)
    world.loop.dispatch({ kind: "frame", circuit: 1, frame: { kind: "prekey", prekey } })
  }
  submit(world, 1)
  await world.frame("accepted")
  const key = `prekey/${practice.devices.A1.device}`
  while (journal.written.length < 3) await new Promise((resolve) => setImmediate(resolve))
  const kept = await journal.beside(practice.line, key)
  expect(Buffer.from(kept ?? []).includes(Buffer.from(prekeyOf("A1", 3).signature))).toBe(true)
})

test("[RDS2] a journal that stays away: circuits are told, the line lives on", () => {
  const bench = LineBench.opened()
  const [a, b] = [bench.attach("A1"), bench.attach("B1")]
  bench.happen({ kind: "journal-away" })
  expect(bench.ended).toEqual([
    { circuit: a, code: "relay/journal" },
    { circuit: b, code: "relay/journal" },
  ])
  const again = bench.attach("A1", 4)
  const sent = bench.story.northSends()
  bench.submit(again, 1, sent)
  expect(bench.framesTo(again, "accepted")).toHaveLength(1)
})
