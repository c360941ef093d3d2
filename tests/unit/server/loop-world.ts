// One line as the shell runs it, on a journal in memory, with one device attached.

import { encodeAs } from "../../../shared/encoding/schema.ts"
import type { ErrorCode } from "../../../shared/errors.ts"
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

/** A journal in memory that takes so many appends and then is lost. */
export class FailingJournal extends MemoryJournal {
  left = Number.POSITIVE_INFINITY

  override async append(append: Append): Promise<Appended> {
    if (this.left <= 0) throw new JournalFailure("unwritable", "the disk is full")
    this.left -= 1
    return await super.append(append)
  }
}

export interface World {
  readonly journal: MemoryJournal
  readonly loop: LineLoop
  readonly frames: RelayFrame[]
  readonly codes: ErrorCode[]
  readonly notes: Note[]
  readonly story: Story
  readonly clock: { now: number }
  /** Waits for a frame that fits, also for one that has been sent. */
  frame(kind: RelayFrame["kind"], fits?: (frame: RelayFrame) => boolean): Promise<RelayFrame>
}

export function worldOf(journal: MemoryJournal = new MemoryJournal()): World {
  const story = new Story(practice)
  const clock = { now: 0 }
  const frames: RelayFrame[] = []
  const codes: ErrorCode[] = []
  const notes: Note[] = []
  const looking: (() => void)[] = []
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
        for (const look of looking.splice(0)) look()
      },
      fail: (_, code) => codes.push(code),
      hangUp: () => undefined,
    },
  })
  const frame: World["frame"] = async (kind, fits = () => true) => {
    for (;;) {
      const found = frames.find((each) => each.kind === kind && fits(each))
      if (found !== undefined) return found
      await new Promise<void>((resolve) => looking.push(resolve))
    }
  }
  return { journal, loop, frames, codes, notes, story, clock, frame }
}

export async function openedWorld(journal?: MemoryJournal): Promise<World> {
  const world = worldOf(journal)
  world.loop.start()
  await world.loop.ready
  const { device } = practice.devices.A1
  world.loop.dispatch({ kind: "connected", circuit: 1, device })
  const attach = { kind: "attach", epoch: 1, next: 0, software: "loop" } as const
  world.loop.dispatch({ kind: "frame", circuit: 1, frame: attach })
  return world
}

export function submit({ loop, story }: World, number: number): void {
  const sent = story.northSends()
  const enclosure = story.enclosureOf(sent)
  const record = encodeAs(signed, sent.signed)
  const submissions = [{ record, enclosure, carried: new Uint8Array() }]
  loop.dispatch({ kind: "frame", circuit: 1, frame: { kind: "submit", number, submissions } })
}

/** Everything that is on its way through promises has arrived. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 50; i += 1) await Promise.resolve()
}
