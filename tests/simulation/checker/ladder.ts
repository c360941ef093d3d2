// What a relay's journal demands of its relay, worked out anew from the entries alone and in the simplest way: no code of the
// rulebook is used, so that a mistake there is not repeated here. The simulated line has one charter, no suspensions, and a
// message id means one envelope, which makes this short.

import { decodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import { entry, type Entry } from "../../../shared/records/entry.ts"
import type { Demand, MessageId } from "../../../shared/records/names.ts"
import {
  parseRecord,
  type ParsedEnvelope,
  type ParsedStage,
} from "../../../shared/records/parsed.ts"
import { relayed, type Relayed } from "../../../shared/records/relayed.ts"
import type { StageKind } from "../../../shared/records/stage.ts"
import { profile } from "../world/cast.ts"

export type Overdue = Extract<Relayed, { kind: "overdue" }>

export interface ReadEntry {
  readonly index: number
  readonly entry: Entry
  readonly envelope: ParsedEnvelope | undefined
  readonly stage: ParsedStage | undefined
  readonly overdue: Overdue | undefined
}

/** A journal is asked about again and again, and its entries never change. */
const alreadyRead = new WeakMap<Uint8Array, ReadEntry | "no entry">()

export function readJournal(entries: readonly Uint8Array[]): readonly ReadEntry[] {
  return entries.flatMap((bytes, index) => {
    const known = alreadyRead.get(bytes)
    if (known !== undefined) return known === "no entry" ? [] : [known]
    const read = decodeAs(entry, bytes, limits.entryBytesMax)
    const whole = read.ok ? readOne(index, read.value) : "no entry"
    alreadyRead.set(bytes, whole)
    return whole === "no entry" ? [] : [whole]
  })
}

function readOne(index: number, read: Entry): ReadEntry {
  const blank = { index, entry: read, envelope: undefined, stage: undefined, overdue: undefined }
  if (read.speaker === "relay") {
    const said = decodeAs(relayed, read.record, limits.recordBytesMax)
    return said.ok && said.value.kind === "overdue" ? { ...blank, overdue: said.value } : blank
  }
  const record = parseRecord(read.record)
  if (!record.ok) return blank
  if (record.value.kind === "envelope") return { ...blank, envelope: record.value }
  return record.value.kind === "stage" ? { ...blank, stage: record.value } : blank
}

/** One step of one ladder, as this journal makes it due. */
export interface Step {
  readonly demand: Demand
  readonly number: number
  readonly action: string
  readonly after: number
  readonly dueAt: number
}

const reads: readonly StageKind[] = [
  "read",
  "read-back",
  "passed",
  "answered",
  "stand-by",
  "declined",
  "contested",
]
const meeting: Readonly<Record<Demand, readonly StageKind[]>> = {
  received: ["received", ...reads],
  read: reads,
  understood: ["confirmed"],
  authority: ["passed"],
  answered: ["answered", "declined"],
}

/** What a journal knows of one message up to some entry. */
export class MessageSoFar {
  readonly message: MessageId
  sent: ReadEntry | undefined
  readonly stages: ReadEntry[] = []
  readonly taken: Overdue[] = []
  /** Line time of the newest record about it. */
  touchedAt = 0

  constructor(message: MessageId) {
    this.message = message
  }

  isMet(demand: Demand): boolean {
    return this.stages.some(
      (each) => each.stage !== undefined && meeting[demand].includes(each.stage.core.fact.kind),
    )
  }

  get isLate(): boolean {
    const { sent } = this
    if (sent?.envelope === undefined) return false
    return (
      sent.entry.carried.length > 0 || sent.entry.t > sent.envelope.core.link.t + limits.lateEntryMs
    )
  }

  /** Open steps, whether due or not. A late message's are the programs' affair: its clocks started elsewhere. */
  steps(): readonly Step[] {
    const envelope = this.sent?.envelope
    if (envelope === undefined || this.sent === undefined) return []
    const { precedence, owes } = envelope.core
    const base = this.sent.entry.t
    const owed: readonly Demand[] = ["received", ...owes]
    return owed
      .filter((demand) => !this.isMet(demand))
      .flatMap((demand) =>
        profile.ladder
          .map((step, place) => ({ ...step, place }))
          .filter((step) => step.precedence === precedence && step.demand === demand)
          .map(({ after, action, place }) => {
            const until = demand === "answered" ? this.#untils(precedence) : []
            const last = Math.max(0, ...until)
            const excess = Math.max(0, after - this.#answerTime(precedence))
            return {
              demand,
              action,
              after,
              number: until.length * 64 + place,
              dueAt: until.length === 0 ? base + after : last + excess,
            }
          }),
      )
  }

  #answerTime(precedence: string): number {
    return profile.timetable.find((row) => row.precedence === precedence)?.answered ?? 0
  }

  /** The stand-bys that count: in the order of their signed times, no longer than allowed, four at most. */
  #untils(precedence: string): readonly number[] {
    const longest = profile.timetable.find((row) => row.precedence === precedence)?.standBy ?? 0
    return this.stages
      .flatMap(({ stage }) =>
        stage?.core.fact.kind === "stand-by"
          ? [{ until: stage.core.fact.until, t: stage.core.link.t, hash: stage.hash }]
          : [],
      )
      .toSorted((a, b) => a.t - b.t || (a.hash < b.hash ? -1 : 1))
      .filter(({ until, t }) => until > t && until - t <= longest)
      .slice(0, 4)
      .map(({ until }) => until)
  }
}
