import { expect, test } from "vitest"

import { encodeAs } from "../../../shared/encoding/schema.ts"
import type { ErrorCode } from "../../../shared/errors.ts"
import { limits } from "../../../shared/limits.ts"
import { signed } from "../../../shared/records/signed.ts"
import type { RelayFrame } from "../../../shared/wire/frames.ts"
import { JournalFailure } from "../../../server/journal/failure.ts"
import type { Append, Appended } from "../../../server/journal/port.ts"
import { newLine } from "../../../server/core/line-relay.ts"
import type { Note } from "../../../server/core/relay-event.ts"
import { PresenceHub } from "../../../server/presence/memory.ts"
import { LineLoop } from "../../../server/shell/line-loop.ts"
import { MemoryJournal } from "../../support/memory-journal.ts"
import { seededRandomness } from "../../support/simulated-crypto.ts"
import { valueOf } from "../../support/practice-line.ts"
import { Story } from "../../support/practice-story.ts"
import { LineBench, practice } from "./line-bench.ts"
import { mailFrom } from "./tellings.ts"

/** A journal in memory that takes so many appends and then is lost. */
class FailingJournal extends MemoryJournal {
  left = Number.POSITIVE_INFINITY

  override async append(append: Append): Promise<Appended> {
    if (this.left <= 0) throw new JournalFailure("unwritable", "the disk is full")
    this.left -= 1
    return await super.append(append)
  }
}

interface World {
  readonly journal: FailingJournal
  readonly loop: LineLoop
  readonly frames: RelayFrame[]
  readonly codes: ErrorCode[]
  readonly notes: Note[]
  readonly story: Story
  readonly clock: { now: number }
}

function worldOf(journal = new FailingJournal()): World {
  const story = new Story(practice)
  const clock = { now: 0 }
  const frames: RelayFrame[] = []
  const codes: ErrorCode[] = []
  const notes: Note[] = []
  const { identity } = new LineBench().relay
  const documents = {
    charter: encodeAs(signed, practice.charter.signed),
    rosters: [practice.rosters.A, practice.rosters.B].map((each) => encodeAs(signed, each.signed)),
  }
  const moment = { mono: 0, wall: story.now, random: new Uint8Array(32) }
  const loop = new LineLoop(valueOf(newLine(identity, documents, moment)), {
    journal,
    clock: { mono: () => clock.now, wall: () => story.now + clock.now },
    random: seededRandomness("loop"),
    presence: new PresenceHub(() => clock.now).join(),
    pager: { page: () => undefined },
    note: (_, note) => notes.push(note),
    outlet: {
      send: (_, frame, onWritten) => {
        frames.push(frame)
        onWritten?.()
      },
      fail: (_, code) => codes.push(code),
      hangUp: () => undefined,
    },
  })
  return { journal, loop, frames, codes, notes, story, clock }
}

async function openedWorld(): Promise<World> {
  const world = worldOf()
  world.loop.start()
  await world.loop.ready
  const { device } = practice.devices.A1
  world.loop.dispatch({ kind: "connected", circuit: 1, device })
  const attach = { kind: "attach", epoch: 1, next: 0, software: "loop" } as const
  world.loop.dispatch({ kind: "frame", circuit: 1, frame: attach })
  return world
}

function submit({ loop, story }: World, number: number): void {
  const sent = story.northSends()
  const enclosure = story.enclosureOf(sent)
  const record = encodeAs(signed, sent.signed)
  const submissions = [{ record, enclosure, carried: new Uint8Array() }]
  loop.dispatch({ kind: "frame", circuit: 1, frame: { kind: "submit", number, submissions } })
}

/** Everything that is on its way through promises has arrived. */
async function settled(): Promise<void> {
  for (let i = 0; i < 50; i += 1) await Promise.resolve()
}

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
  const world = await openedWorld()
  world.journal.left = 0
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
