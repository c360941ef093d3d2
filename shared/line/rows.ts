// How envelopes, stages and ladder steps enter the row of their message. Everything is merged as a set and kept in one order,
// so that the same facts give the same bytes of a snapshot. What is kept is bounded, and a device can only crowd out itself.

import { compareText } from "../encoding/bytes.ts"
import { limits } from "../limits.ts"
import type { Side } from "../records/charter.ts"
import type { DeviceId, MessageId } from "../records/names.ts"
import type { ParsedEnvelope, ParsedStage } from "../records/parsed.ts"
import type { Relayed } from "../records/relayed.ts"
import { stepIdOf } from "./deadlines.ts"
import type { Standing } from "./fold.ts"
import {
  emptyRow,
  withEntry,
  type Arrival,
  type LineState,
  type Reached,
  type Row,
  type Sent,
} from "./state.ts"

interface Fact<R> {
  readonly at: Standing
  readonly record: R
  readonly counts: boolean
  readonly side: Side
}

function withRow(state: LineState, message: MessageId, change: (row: Row) => Row): LineState {
  const row = state.rows.get(message) ?? emptyRow(message)
  return { ...state, rows: withEntry(state.rows, message, change(row)) }
}

export function foldEnvelope(
  state: LineState,
  fact: Fact<ParsedEnvelope> & { readonly officers: readonly string[] },
): LineState {
  const { record, side } = fact
  const { core } = record
  const sent: Sent = {
    header: record.hash,
    from: core.link.from,
    side,
    author: core.drafted[0]?.author,
    officers: fact.officers,
    seq: core.link.seq,
    serial: core.serial,
    precedence: core.precedence,
    owes: core.owes,
    life: core.life,
    references: core.references,
    commitment: core.commitment,
    t: core.link.t,
    terr: core.link.terr,
    charter: core.link.charter,
    recipients: core.recipients.map((recipient) => recipient.device),
  }
  const told = withRow(state, core.message, (row) => {
    const merged = mergeSorted(row.sent, sent, (known) => known.header)
    const kept = bounded(merged, limits.rowEnvelopesPerDeviceMax, (known) => known.header)
    const arrivals = mergeSorted(row.arrivals, arrivalOf(fact), arrivalName)
    const isKept = (arrival: Arrival): boolean =>
      kept.some((known) => known.header === arrival.header)
    return { ...row, sent: kept, arrivals: arrivals.filter(isKept) }
  })
  return [...new Set(core.references)].reduce(
    (next, about) => withAnswer(next, about, sent, core.message),
    told,
  )
}

/** What an envelope is about knows of it: a stage that has something to say counts only beside the envelope that says it. */
function withAnswer(
  state: LineState,
  about: MessageId,
  { header, from, side, seq }: Sent,
  message: MessageId,
): LineState {
  return withRow(state, about, (row) => {
    const answers = mergeSorted(
      row.answers,
      { header, from, side, seq, message },
      (each) => each.header,
    )
    return {
      ...row,
      answers: bounded(answers, limits.rowAnswersPerDeviceMax, (each) => each.header),
    }
  })
}

/** One arrival a journal and envelope: two releases of one draft, or a message id used twice, arrive each for themselves. */
function arrivalName(arrival: Arrival): string {
  return `${arrival.relay} ${arrival.header}`
}

/**
 * Admitted more than 30 s after it was signed, or brought from another relay: late. It counts for what was said, not for how
 * long it took. Its clocks start at the other relay's acceptance, as long as that is neither before the signature nor ahead of
 * this relay by more than clocks may differ; else at its admission: nobody makes a ladder fire by dating a message back. Past
 * its life it arms nothing.
 */
function arrivalOf({ at, record, counts }: Fact<ParsedEnvelope>): Arrival {
  const { link, life } = record.core
  const isLate = at.carriedAt !== undefined || at.t > link.t + limits.lateEntryMs
  const start = isPlausible(at, link.t) ? at.carriedAt : at.t
  const isAlive = at.t <= link.t + life
  return {
    relay: at.relay,
    header: record.hash,
    index: at.index,
    t: at.t,
    counts,
    spokenAt: spokenAt(at),
    late: isLate,
    base: isAlive ? start : 0,
  }
}

/** When some relay first took it, as far as this entry says. */
function spokenAt({ t, carriedAt }: Standing): number {
  return Math.min(t, carriedAt ?? t)
}

function isPlausible(
  at: Standing,
  signedAt: number,
): at is Standing & { readonly carriedAt: number } {
  const margin = limits.futureRecordMs
  return (
    at.carriedAt !== undefined && at.carriedAt >= signedAt - margin && at.carriedAt <= at.t + margin
  )
}

export function foldStage(state: LineState, fact: Fact<ParsedStage>): LineState {
  const { at, record, side } = fact
  const { core } = record
  const { relay, index, t } = at
  const admitted = { relay, index, t, counts: fact.counts, spokenAt: spokenAt(at) }
  return withRow(state, core.message, (row) => {
    const known = row.reached.find((candidate) => candidate.record === record.hash)
    const reached: Reached = known ?? {
      record: record.hash,
      from: core.link.from,
      side,
      seq: core.link.seq,
      header: core.header,
      follows: core.link.prev,
      fact: core.fact,
      t: core.link.t,
      arrived: core.arrived,
      substance: core.substance,
      openProof: core.openProof,
      clock: core.clock,
      admitted: [],
    }
    const merged = { ...reached, admitted: mergeSorted(reached.admitted, admitted, (a) => a.relay) }
    const others = row.reached.filter((candidate) => candidate.record !== record.hash)
    const all = sorted([...others, merged], (candidate) => candidate.record)
    const kept = bounded(all, limits.rowStagesPerDeviceMax, (candidate) => candidate.record)
    return { ...row, reached: kept }
  })
}

/** A step under an id that is not its own, or of a round that no stand-by can make, is a relay's nonsense: it says nothing. */
export function foldStep(
  state: LineState,
  at: Standing,
  overdue: Extract<Relayed, { kind: "overdue" }>,
): LineState {
  const isStep = overdue.step === stepIdOf(overdue.message, overdue.demand, overdue.number)
  if (!isStep || overdue.number >= limits.ladderStepsMax * (limits.standByMax + 1)) return state
  return withRow(state, overdue.message, (row) => {
    const known = row.steps.find((candidate) => candidate.step === overdue.step)
    const step = known ?? {
      step: overdue.step,
      demand: overdue.demand,
      number: overdue.number,
      action: overdue.action,
      dueAt: overdue.dueAt,
      at: [],
    }
    const merged = {
      ...step,
      // Each journal has its own due time, and a relay may misname the action: one of each stands, whichever was folded first.
      action: compareText(overdue.action, step.action) < 0 ? overdue.action : step.action,
      dueAt: Math.min(step.dueAt, overdue.dueAt),
      at: mergeSorted(step.at, { relay: at.relay, t: at.t }, (a) => a.relay),
    }
    const others = row.steps.filter((candidate) => candidate.step !== overdue.step)
    return { ...row, steps: sorted([...others, merged], (candidate) => candidate.step) }
  })
}

/**
 * The lowest numbers of each device, and so many devices a side: a choice from the set that does not depend on what came
 * first, and in which a device that floods a row displaces nobody but itself and its own party.
 */
function bounded<T extends { readonly from: DeviceId; readonly side: Side; readonly seq: number }>(
  items: readonly T[],
  perDevice: number,
  name: (item: T) => string,
): readonly T[] {
  if (items.length <= Math.min(perDevice, limits.rowDevicesPerSideMax)) return items
  const kept = new Set<T>()
  for (const side of ["A", "B"] as const) {
    const ofSide = items.filter((item) => item.side === side)
    const devices = [...new Set(ofSide.map((item) => item.from))].toSorted(compareText)
    for (const device of devices.slice(0, limits.rowDevicesPerSideMax)) {
      const own = ofSide
        .filter((item) => item.from === device)
        .toSorted((a, b) => a.seq - b.seq || compareText(name(a), name(b)))
      for (const item of own.slice(0, perDevice)) kept.add(item)
    }
  }
  return items.filter((item) => kept.has(item))
}

function sorted<T>(items: readonly T[], name: (item: T) => string): readonly T[] {
  return items.toSorted((a, b) => compareText(name(a), name(b)))
}

/** Adds an item unless one of that name is there: the first fact of a name stands. */
function mergeSorted<T>(items: readonly T[], item: T, name: (item: T) => string): readonly T[] {
  const isKnown = items.some((known) => name(known) === name(item))
  return isKnown ? items : sorted([...items, item], name)
}
