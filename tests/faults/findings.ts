// What must hold after any crash, judged from what desks were told and what lies on the disks: nothing accepted is lost or shown
// twice, and every step of the ladder is recorded once, never early, and soon after the relay could.

import { dueSteps } from "../../shared/line/deadlines.ts"
import type { MessageId, RelayId } from "../../shared/records/names.ts"
import type { Relayed } from "../../shared/records/relayed.ts"
import type { Arrived } from "../../client/sdk/union.ts"
import type { DeskAtWork } from "../support/desk-at-work.ts"
import type { LineAudit } from "../support/journal-audit.ts"
import { arrivals, foldJournals } from "../support/journals-on-disk.ts"

/** How soon after its recovery a relay has recorded what fell due while it was away, and how late it may be otherwise. */
const recoveryMs = 3_000

/** What was promised and is not there, or is there twice. */
export function losses(audit: LineAudit, desks: readonly DeskAtWork[]): readonly string[] {
  const journals = new Map(
    [...audit.journals].map(([relay, entries]) => [relay, arrivals(relay, entries)] as const),
  )
  return desks.flatMap((desk) => [
    ...lostPromises(desk, journals),
    ...shownWrongly(desk, audit, desks),
    ...troubles(desk),
  ])
}

function lostPromises(
  desk: DeskAtWork,
  journals: ReadonlyMap<RelayId, readonly Arrived[]>,
): readonly string[] {
  return desk.notices("accepted").flatMap(({ message, relay, index }) => {
    const said = journals.get(relay)?.[index]?.said
    const record = said?.by === "party" ? said.record : undefined
    const isThere = record?.kind === "envelope" && record.core.message === message
    return isThere ? [] : [`${desk.callSign}: ${message} is not at ${String(index)} of ${relay}`]
  })
}

function shownWrongly(
  desk: DeskAtWork,
  audit: LineAudit,
  desks: readonly DeskAtWork[],
): readonly string[] {
  const opened = audit.desks.get(desk.callSign)?.opened ?? new Set()
  const accepted = desks.flatMap((each) => each.notices("accepted").map(({ message }) => message))
  const lost = [...new Set(accepted)].filter((message) => !opened.has(message))
  const shown = desk.notices("arrived").map(({ message }) => message)
  return [
    ...lost.map((message) => `${desk.callSign}: ${message} was accepted and never shown`),
    ...repeated(shown).map((message) => `${desk.callSign}: ${message} was shown twice`),
  ]
}

/** No crash of an honest relay may look like a crime. */
function troubles(desk: DeskAtWork): readonly string[] {
  return (["violation", "cannot-open", "stopped-signing", "unsendable"] as const)
    .flatMap((kind) => desk.notices(kind))
    .map((notice) => `${desk.callSign}: ${JSON.stringify(notice)}`)
}

export function repeated<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items.filter((item, i) => items.indexOf(item) !== i))]
}

type Overdue = Extract<Relayed, { kind: "overdue" }>

/** From when until when (Unix milliseconds) a relay, or every relay, could record nothing, though it ran. */
export interface Outage {
  readonly relay?: RelayId
  readonly from: number
  readonly until: number
}

/** What is wrong with the ladder as the journals record it. What fell due in an outage may be recorded soon after it. */
export function ladderFaults(audit: LineAudit, outages: readonly Outage[] = []): readonly string[] {
  const journals = [...audit.journals].map(([relay, entries]) => arrivals(relay, entries))
  const union = foldJournals(audit.founded, journals)
  const steps = [...union.rows.values()].flatMap((row) => row.steps.map((step) => step.step))
  return [
    ...repeated(steps).map((step) => `step ${step} is twice in the union`),
    ...journals.flatMap((journal) => [
      ...timingFaults(journal, outages),
      ...unrecorded(audit, journal),
    ]),
  ]
}

function timingFaults(journal: readonly Arrived[], outages: readonly Outage[]): readonly string[] {
  const faults: string[] = []
  const read = new Set<MessageId>()
  const recorded = new Set<string>()
  let startedAt = 0
  for (const { relay, index, entry, said } of journal) {
    const at = `${relay} ${String(index)}`
    if (said.by === "party") {
      if (said.record.kind === "stage" && said.record.core.fact.kind === "read") {
        read.add(said.record.core.message)
      }
      continue
    }
    if (said.relayed.kind === "started") startedAt = Math.max(startedAt, entry.t)
    if (said.relayed.kind !== "overdue") continue
    const { step, demand, message } = said.relayed
    if (recorded.has(step)) faults.push(`${at}: step ${step} for the second time`)
    recorded.add(step)
    if (demand === "read" && read.has(message)) faults.push(`${at}: overdue after it was read`)
    const awayUntil = Math.max(startedAt, outageAround(outages, relay, said.relayed.dueAt))
    faults.push(...punctuality(said.relayed, entry.t, awayUntil).map((why) => `${at}: ${why}`))
  }
  return faults
}

/** Until when a relay could not record what fell due then; what was due just before was still under way. */
function outageAround(outages: readonly Outage[], at: RelayId, dueAt: number): number {
  const around = outages.filter(
    ({ relay = at, from, until }) => relay === at && from - recoveryMs <= dueAt && dueAt <= until,
  )
  return Math.max(0, ...around.map(({ until }) => until))
}

function punctuality(step: Overdue, t: number, awayUntil: number): readonly string[] {
  const late = t - Math.max(step.dueAt, awayUntil)
  if (t < step.dueAt) return [`${step.demand} ${String(step.dueAt - t)} ms early`]
  return late > recoveryMs ? [`${step.demand} ${String(late)} ms late`] : []
}

/** Steps that were due well before the journal's last entry and stand nowhere in it. */
function unrecorded(audit: LineAudit, journal: readonly Arrived[]): readonly string[] {
  const [first] = journal
  const last = journal.at(-1)
  if (first === undefined || last === undefined) return ["an empty journal"]
  const state = foldJournals(audit.founded, [journal])
  return dueSteps(state, first.relay, last.entry.t - recoveryMs).map(
    ({ step, demand, dueAt }) => `${first.relay}: ${demand} of ${String(dueAt)} (${step}) missing`,
  )
}

/** How many steps the journals hold, so that a test can say that there were some. */
export function stepsRecorded(audit: LineAudit): number {
  return [...audit.journals]
    .flatMap(([relay, entries]) => arrivals(relay, entries))
    .filter(({ said }) => said.by === "relay" && said.relayed.kind === "overdue").length
}
