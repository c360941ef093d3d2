// Line checks: once an hour a person at each desk shows that the line, the desk and the officer are there. When it is due
// follows from the line's name, so both desks expect the same minute and an outsider does not.

import { sha256 } from "../crypto/digest.ts"
import { bytesOfHex, joinBytes, uint64 } from "../encoding/bytes.ts"
import { limits } from "../limits.ts"
import { isValue } from "../catalogue/value.ts"
import type { Side } from "../records/charter.ts"
import type { LineId } from "../records/names.ts"
import { isSound } from "./judge.ts"
import {
  heldWhere,
  otherSide,
  referringTo,
  saidBy,
  timeOf,
  type DialogueState,
  type Held,
} from "./state.ts"

/** `everyMs` is the charter's; a drill compresses it, and the other times with it. `since`: when the line was founded. */
export interface CheckPlan {
  readonly line: LineId
  readonly everyMs: number
  readonly since: number
}

export interface ScheduledCheck {
  /** Hours since 1970, for an hourly plan. */
  readonly slot: number
  /** Who calls: party A in even hours UTC, party B in odd ones. */
  readonly by: Side
  readonly at: number
}

const minutesAround = 10

/** Within ten minutes of the hour, either way, at a minute that follows from the line and the hour. */
export function scheduledCheck(
  { line, everyMs }: Omit<CheckPlan, "since">,
  slot: number,
): ScheduledCheck {
  const [a = 0, b = 0] = sha256(joinBytes(bytesOfHex(line), uint64(slot)))
  const offset = ((a * 256 + b) % (2 * minutesAround + 1)) - minutesAround
  return {
    slot,
    by: slot % 2 === 0 ? "A" : "B",
    at: slot * everyMs + Math.round((offset * everyMs) / 60),
  }
}

export function nextCheck(plan: CheckPlan, now: number): ScheduledCheck {
  const slot = slotOf(plan, now)
  const here = scheduledCheck(plan, slot)
  return here.at >= now ? here : scheduledCheck(plan, slot + 1)
}

/** The hour that an instant is nearest to: a check and its repeat stay within the half hour around it. */
function slotOf({ everyMs }: CheckPlan, at: number): number {
  return Math.round(at / everyMs)
}

/** The check that an instant is about; a line that has just been founded begins with its first one. */
function checkAround(plan: CheckPlan, at: number): ScheduledCheck {
  const nearest = scheduledCheck(plan, slotOf(plan, at))
  return nearest.at < plan.since ? nextCheck(plan, plan.since) : nearest
}

/**
 * coming, due: nothing is wrong. not-sent: the side whose turn it is has not called. waiting: called, and the answer has
 * time. missed: no answer in time, the repeat is not due yet. repeat: call again now. supervisor: call one, the repeat went
 * unanswered, or there was no call at all. late: answered, but not in time. answered: by a person, with the text repeated.
 */
type CheckPhase =
  | "coming"
  | "due"
  | "not-sent"
  | "waiting"
  | "missed"
  | "repeat"
  | "supervisor"
  | "late"
  | "answered"

export interface CheckStatus extends ScheduledCheck {
  readonly phase: CheckPhase
  readonly calls: readonly Held[]
  /** From call to answer within one relay's journal; absent where no relay took both. */
  readonly answeredInMs: number | undefined
}

/** How the check nearest to `now` stands. Both desks ask this, each with its own clock. */
export function checkStatus(state: DialogueState, plan: CheckPlan, now: number): CheckStatus {
  const scheduled = checkAround(plan, now)
  const scale = plan.everyMs / limits.lineCheckEveryMs
  const times = {
    answer: limits.lineCheckAnswerMs * scale,
    repeat: limits.lineCheckRepeatMs * scale,
  }
  const calls = heldWhere(
    state,
    (held) =>
      held.side === scheduled.by &&
      saidBy(held).code === "LC-01" &&
      slotOf(plan, timeOf(held)) === scheduled.slot &&
      isSound(state, held),
  )
  const answers = calls.flatMap((call) => answersOf(state, call))
  const inTime = answers.find(({ took }) => took === undefined || took <= times.answer)
  const first = inTime ?? answers[0]
  if (first !== undefined) {
    const phase = inTime === undefined ? "late" : "answered"
    return { ...scheduled, calls, phase, answeredInMs: first.took }
  }
  const phase = openPhase({ calls, at: scheduled.at, now, times })
  return { ...scheduled, calls, phase, answeredInMs: undefined }
}

interface OpenCheck {
  readonly calls: readonly Held[]
  readonly at: number
  readonly now: number
  readonly times: { readonly answer: number; readonly repeat: number }
}

function openPhase({ calls, at, now, times }: OpenCheck): CheckPhase {
  const last = calls.at(-1)
  if (last === undefined) {
    if (now < at) return "coming"
    if (now < at + times.repeat) return "due"
    return now < at + times.answer ? "not-sent" : "supervisor"
  }
  const missedAt = timeOf(last) + times.answer
  if (now < missedAt) return "waiting"
  if (calls.length > 1) return "supervisor"
  if (now < missedAt + times.repeat) return "missed"
  // A desk that does not repeat its call is as good as one that did not make it.
  return now < missedAt + times.repeat + times.answer ? "repeat" : "supervisor"
}

interface CheckAnswer {
  readonly took: number | undefined
}

/** Replies of the other side that repeat the text of the call. Anything else is no answer: nobody read it. */
function answersOf(state: DialogueState, call: Held): readonly CheckAnswer[] {
  return referringTo(state, call.message, otherSide(call.side)).flatMap((reply) => {
    if (saidBy(reply).code !== "LC-02" || !isSound(state, reply)) return []
    return isEcho(call, reply) ? [{ took: durationBetween(call, reply) }] : []
  })
}

function isEcho(call: Held, reply: Held): boolean {
  const { text } = saidBy(call).params
  const { echo } = saidBy(reply).params
  if (!isValue(text, "text") || !isValue(echo, "text")) return false
  return plainText(text.text) === plainText(echo.text)
}

/** A person types it again: spaces and capitals are not what is tested. */
export function plainText(text: string): string {
  return text.normalize("NFC").trim().toLowerCase().replaceAll(/\s+/gu, " ")
}

/** The shortest of the journals that hold both: a deadline met in any journal is met. */
function durationBetween(call: Held, reply: Held): number | undefined {
  const called = acceptedBy(call)
  const durations = [...acceptedBy(reply)].flatMap(([relay, t]) => {
    const start = called.get(relay)
    return start === undefined ? [] : [Math.max(0, t - start)]
  })
  return durations.length === 0 ? undefined : Math.min(...durations)
}

function acceptedBy(held: Held): ReadonlyMap<string, number> {
  const byRelay = new Map<string, number>()
  for (const { accepted } of held.copies.values()) {
    for (const { relay, t } of accepted) byRelay.set(relay, Math.min(t, byRelay.get(relay) ?? t))
  }
  return byRelay
}

/** What two desks hold of each other's serials, as a line check says it. `lack` names whose messages are missing where. */
export interface CheckedSerials {
  readonly lastSent: string | undefined
  readonly lastReceived: string | undefined
}

export interface SerialGaps {
  /** They have not received our last message. Perhaps it is on its way: compare again at the next check. */
  readonly theyLack: boolean
  /** We have not received their last message. */
  readonly weLack: boolean
}

/** Compares a check or its reply with what this desk last sent and received. */
export function serialGaps(check: Held, own: CheckedSerials): SerialGaps {
  const { lastSent, lastReceived } = saidBy(check).params
  const sent = isValue(lastSent, "text") ? lastSent.text : undefined
  const received = isValue(lastReceived, "text") ? lastReceived.text : undefined
  return { theyLack: received !== own.lastSent, weLack: sent !== own.lastReceived }
}
