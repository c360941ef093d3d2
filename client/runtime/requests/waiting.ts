// How far a message has come, and waiting until it has come so far.

import { unreachable } from "../../../shared/assert.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import { charterOf, currentCharter } from "../../../shared/line/agreement.ts"
import { envelopeOf, timetableOf } from "../../../shared/line/delivery.ts"
import type { Row } from "../../../shared/line/state.ts"
import type { Demand, MessageId } from "../../../shared/records/names.ts"
import type { StageKind } from "../../../shared/records/stage.ts"
import type { Parts } from "../../sdk/desk.ts"
import type { Now } from "../../sdk/ports.ts"
import type { Conversation } from "../../sdk/view/conversation.ts"
import { messageView } from "../../sdk/view/message.ts"
import { readingStages } from "../../sdk/view/progress.ts"
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
    (_parts, now) => (isReached(work.conversation, message, asked.goal, now) ? true : undefined),
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

/** By what counts for this desk: a stage that it can disprove, or that contradicts its statement, reaches nothing. */
function isReached(conversation: Conversation, message: MessageId, goal: Goal, now: Now): boolean {
  const view = messageView(conversation, message, now)
  if (view === undefined || view.heldAt.length === 0) return false
  const kinds = new Set(view.stages.filter(({ counts }) => counts).map(({ fact }) => fact.kind))
  const isAny = (wanted: readonly StageKind[]): boolean => wanted.some((kind) => kinds.has(kind))
  switch (goal) {
    case "accepted":
      return true
    case "received":
      return isAny(["received", ...readingStages])
    case "ack":
      return isAny(readingStages)
    case "readback":
      return isAny(["read-back"])
    case "answer":
      return isAny(["answered", "declined"])
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
