import { setTimeout as pause } from "node:timers/promises"

import { expect, test } from "vitest"

import { present } from "../../../shared/assert.ts"
import { limits } from "../../../shared/limits.ts"
import { sizeOf } from "../../../server/core/folded.ts"
import { PresenceHub } from "../../../server/presence/memory.ts"
import { JournalWatch } from "../../../server/shell/journal-watch.ts"
import { Lines } from "../../../server/shell/lines.ts"
import { makeLog } from "../../../server/shell/log.ts"
import { MemoryJournal } from "../../support/memory-journal.ts"
import { seededRandomness } from "../../support/simulated-crypto.ts"
import { practice } from "./line-bench.ts"
import { openedWorld, settled, worldOf } from "./loop-world.ts"

interface Hand {
  readonly watch: JournalWatch
  now: number
  trouble: string | undefined
  /** Each asking to fold what was missed, to be answered or refused by the test. */
  readonly askings: { readonly answer: () => void; readonly refuse: () => void }[]
}

function hand(): Hand {
  const askings: { readonly answer: () => void; readonly refuse: () => void }[] = []
  const made: Hand = {
    now: 0,
    trouble: undefined,
    askings,
    watch: new JournalWatch({
      trouble: () => made.trouble,
      mono: () => made.now,
      catchUp: () =>
        new Promise((resolve, reject) => {
          askings.push({
            answer: resolve,
            refuse: () => {
              reject(new Error("away"))
            },
          })
        }),
    }),
  }
  return made
}

function away(given: Hand, ms: number): void {
  given.trouble = "no answer"
  given.watch.look()
  given.now += ms
  given.watch.look()
}

function back(given: Hand): void {
  given.trouble = undefined
  given.watch.look()
}

test("[RDS2] a short outage is sat out, and nothing has to be made good", () => {
  const given = hand()
  away(given, limits.journalPatienceMs - 1)
  expect(given.watch.isOpen).toBe(true)
  expect(given.watch.faults).toEqual(["the journal cannot be reached: no answer"])
  back(given)
  expect(given.watch.isOpen).toBe(true)
  expect([given.askings.length, given.watch.faults]).toEqual([0, []])
})

test("[RDS14] after a long one nobody is let in before what was written is folded", async () => {
  const given = hand()
  away(given, limits.journalPatienceMs)
  expect([given.watch.isAway, given.watch.isOpen]).toEqual([true, false])
  back(given)
  expect([given.watch.isAway, given.watch.isOpen]).toEqual([false, false])
  expect(given.watch.faults.join()).toMatch(/is being read/)
  given.watch.look()
  expect(given.askings).toHaveLength(1)
  given.askings[0]?.answer()
  await settled()
  expect([given.watch.isOpen, given.watch.faults]).toEqual([true, []])
})

test("[RDS14] a catching up that fails, or that another absence has overtaken, opens nothing", async () => {
  const given = hand()
  away(given, limits.journalPatienceMs)
  back(given)
  given.askings[0]?.refuse()
  await settled()
  expect(given.watch.isOpen).toBe(false)
  back(given)
  expect(given.askings).toHaveLength(2)
  away(given, limits.journalPatienceMs)
  back(given)
  given.askings[1]?.answer()
  await settled()
  expect(given.watch.isOpen).toBe(false)
  back(given)
  given.askings[2]?.answer()
  await settled()
  expect(given.watch.isOpen).toBe(true)
})

/** A journal in memory that says how long it is when the test lets it. */
class SlowJournal extends MemoryJournal {
  isHeld = false
  readonly #held: (() => void)[] = []

  override async size(line: typeof practice.line): Promise<number> {
    if (this.isHeld) await new Promise<void>((resolve) => this.#held.push(resolve))
    return await super.size(line)
  }

  get isAsked(): boolean {
    return this.#held.length > 0
  }

  release(): void {
    this.isHeld = false
    for (const resolve of this.#held.splice(0)) resolve()
  }
}

test("[RDS14] the lines of a process are closed until each has folded what its journal holds", async () => {
  const journal = new SlowJournal()
  const world = worldOf(journal)
  let trouble: string | undefined
  const codes: string[] = []
  const lines = new Lines(
    [world.loop.relay],
    {
      journal,
      clock: { mono: () => world.clock.now, wall: () => world.story.now + world.clock.now },
      random: seededRandomness("lines"),
      presence: new PresenceHub(() => world.clock.now).join(),
      pager: { page: () => undefined },
      note: () => undefined,
      outlet: {
        send: () => undefined,
        fail: (_, code) => codes.push(code),
        hangUp: () => undefined,
      },
      journalTrouble: () => trouble,
    },
    makeLog("error", { write: () => undefined }),
  )
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await pause(5)
  }
  expect(await lines.open()).toBeUndefined()
  expect(lines.isOpen).toBe(true)
  const { device } = practice.devices.A1
  lines.get(practice.line)?.dispatch({ kind: "connected", circuit: 1, device })
  trouble = "cut off"
  await until(() => {
    world.clock.now += 100
    return codes.includes("relay/journal")
  })
  const sibling = await openedWorld(journal)
  journal.isHeld = true
  trouble = undefined
  await until(() => journal.isAsked)
  expect([lines.isOpen, lines.health().faults]).toEqual([false, [expect.stringMatching(/read/)]])
  journal.release()
  await until(() => lines.isOpen)
  const size = sizeOf(present(lines.get(practice.line), "the line").relay.folded)
  expect(size).toBe(await journal.size(practice.line))
  expect(size).toBe(sizeOf(sibling.loop.relay.folded))
  lines.stop()
})
