// How far a message has come, and waiting until it has come so far.

import { unreachable } from "../../../shared/assert.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import { charterOf, currentCharter } from "../../../shared/line/agreement.ts"
import { counted, envelopeOf, meets, timetableOf } from "../../../shared/line/delivery.ts"
import type { Row } from "../../../shared/line/state.ts"
import type { Demand, MessageId } from "../../../shared/records/names.ts"
import type { Parts } from "../../sdk/desk.ts"
import type { DeskWork } from "./desk-work.ts"
import type { MessageForm } from "./message-form.ts"
import type { Goal } from "./ops.ts"

/** A relay that lags gets this long to show its index too, once the goal is reached. */
const secondRelayMs = 1_000

export async function waitFor(
  work: DeskWork,
  asked: { readonly id: string; readonly goal: Goal; readonly timeoutMs: number | null },
  signal: AbortSignal,
): Promise<{ readonly reached: boolean; readonly message: MessageForm }> {
  const message = branded<MessageId>(asked.id)
  const patience = { timeoutMs: asked.timeoutMs ?? allowedMs(work, message, asked.goal), signal }
  const reached = await work.runtime.until(
    (parts) => (isReached(parts, message, asked.goal) ? true : undefined),
    patience,
  )
  if (reached === true) {
    await work.runtime.until((parts) => (isEverywhere(parts, message) ? true : undefined), {
      timeoutMs: secondRelayMs,
      signal,
    })
  }
  return { reached: reached === true, message: work.form(message) }
}

function isReached({ union }: Parts, message: MessageId, goal: Goal): boolean {
  const row = union.rowOf(message)
  if (row === undefined || row.arrivals.length === 0) return false
  const stages = counted(union.state, row)
  switch (goal) {
    case "accepted":
      return true
    case "received":
      return stages.some((stage) => meets(stage, "received"))
    case "ack":
      return stages.some((stage) => meets(stage, "read"))
    case "readback":
      return stages.some(({ fact }) => fact.kind === "read-back")
    case "answer":
      return stages.some(({ fact }) => fact.kind === "answered" || fact.kind === "declined")
    default:
      return unreachable(goal)
  }
}

/** The message and what was said of it stand in every journal whose relay answers now. */
function isEverywhere({ union, links }: Parts, message: MessageId): boolean {
  const row = union.rowOf(message)
  const up = [...links.values()].filter((link) => link.isCurrent).map(({ circuit }) => circuit.id)
  const isIn = (places: readonly { readonly relay: string }[]): boolean =>
    up.every((relay) => places.some((place) => place.relay === relay))
  return isIn(row?.arrivals ?? []) && (row?.reached ?? []).every((each) => isIn(each.admitted))
}

const demandOf: Readonly<Record<Exclude<Goal, "accepted">, Demand>> = {
  received: "received",
  ack: "read",
  readback: "understood",
  answer: "answered",
}

/** As long as the charter gives from release: to be accepted, and then until the demand falls due. */
function allowedMs({ parts, runtime }: DeskWork, message: MessageId, goal: Goal): number {
  const row = parts.union.rowOf(message)
  const timetable = timetableOf(charterFor(parts, row), precedenceOf(parts, message, row))
  if (goal === "accepted") return timetable.accepted
  const passed = runtime.act(({ now }) => {
    const arrival = row?.arrivals.find(({ base }) => base > 0)
    const link = arrival === undefined ? undefined : parts.links.get(arrival.relay)
    return arrival === undefined ? 0 : (link?.clock.lineTime(now) ?? now.wall) - arrival.base
  })
  return Math.max(0, timetable.accepted + timetable[demandOf[goal]] - passed)
}

function charterFor({ union }: Parts, row: Row | undefined): ReturnType<typeof currentCharter> {
  const sent = row === undefined ? undefined : envelopeOf(row)
  const named = sent === undefined ? undefined : charterOf(union.state, sent.charter)
  return named ?? currentCharter(union.state)
}

function precedenceOf(
  { outbox }: Parts,
  message: MessageId,
  row: Row | undefined,
): MessageForm["precedence"] {
  const sent = row === undefined ? undefined : envelopeOf(row)
  const held = outbox.items.find((item) =>
    item.parts.some((part) => part.kind === "envelope" && part.message === message),
  )
  return sent?.precedence ?? held?.precedence ?? "ROUTINE"
}
