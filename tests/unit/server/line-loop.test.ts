import { expect, test } from "vitest"

import { limits } from "../../../shared/limits.ts"
import { JournalFailure } from "../../../server/journal/failure.ts"
import { Story } from "../../support/practice-story.ts"
import { practice } from "./line-bench.ts"
import { FailingJournal, openedWorld, settled, submit, worldOf } from "./loop-world.ts"
import { mailFrom } from "./tellings.ts"

test("[ADM1] a record goes through the journal and comes back as an acceptance and a delivery", async () => {
  const world = await openedWorld()
  submit(world, 1)
  await settled()
  const kinds = world.frames.map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind === "accepted")).toHaveLength(1)
  const indexes = world.frames.flatMap((frame) =>
    frame.kind === "deliver" ? frame.deliveries.map(({ index }) => index) : [],
  )
  expect(indexes).toEqual([0, 1, 2, 3, 4])
  expect(await world.journal.size(practice.line)).toBe(5)
})

test("[BES2] [DEL6] desk mail and a body are fetched from beside the journal", async () => {
  const world = await openedWorld()
  const { loop, frames } = world
  loop.dispatch({
    kind: "frame",
    circuit: 1,
    frame: { kind: "desk-mail", mail: mailFrom("A1", ["A2"]) },
  })
  loop.dispatch({ kind: "connected", circuit: 2, device: practice.devices.A2.device })
  const attach = { kind: "attach", epoch: 1, next: 4, software: "loop" } as const
  loop.dispatch({ kind: "frame", circuit: 2, frame: attach })
  submit(world, 1)
  await settled()
  const { message } = new Story(practice).northSends().core
  loop.dispatch({ kind: "frame", circuit: 2, frame: { kind: "get-body", number: 5, message } })
  await settled()
  expect(frames.filter(({ kind }) => kind === "desk-mail")).toHaveLength(1)
  const body = frames.find((frame) => frame.kind === "body")
  expect(body?.kind === "body" ? body.enclosure.length : 0).toBeGreaterThan(1_000)
})

test("[CIR6] a journal that fails ends the line, and everybody is told", async () => {
  const journal = new FailingJournal()
  const world = await openedWorld(journal)
  journal.left = 0
  submit(world, 1)
  const outcome = await world.loop.ended
  expect(outcome.kind).toBe("halted")
  expect(outcome.kind === "halted" ? outcome.cause : undefined).toBeInstanceOf(JournalFailure)
  expect(world.codes).toEqual(["relay/journal"])
  expect(world.frames.some(({ kind }) => kind === "accepted")).toBe(false)
})

test("[CIR6] a journal that cannot be read at the start ends the line", async () => {
  const journal = new FailingJournal()
  await journal.close()
  const { loop } = worldOf(journal)
  loop.start()
  expect((await loop.ended).kind).toBe("halted")
})

test("[CIR5] draining ends with stopped in the journal", async () => {
  const { loop, journal, codes } = await openedWorld()
  loop.dispatch({ kind: "drain", reason: "SIGTERM" })
  expect(await loop.ended).toEqual({ kind: "drained" })
  expect(codes).toEqual(["wire/draining"])
  expect(await journal.size(practice.line)).toBe(5)
})

test("[BES5] a sweep goes on until nothing is left that has expired", async () => {
  const { loop, journal, clock } = await openedWorld()
  const rows = Array.from({ length: limits.sweepRowsMax + 5 }, (_, i) => ({
    key: `old/${String(i)}`,
    value: Uint8Array.of(1),
    keepUntil: 1,
  }))
  await journal.write(practice.line, rows)
  clock.now += limits.sweepEveryMs
  loop.dispatch({ kind: "ticked" })
  await settled()
  expect(await journal.besideRange(practice.line, "old/", 10)).toEqual([])
})
