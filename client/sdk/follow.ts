// The stage that goes with a statement: what its content says under seal, the stage says in the clear, so that relays can stop
// a clock without reading.

import { referenceOf } from "../../shared/catalogue/substance.ts"
import { isValue, type Statement } from "../../shared/catalogue/value.ts"
import { stageOf } from "../../shared/dialogue/stages.ts"
import { saidBy, type Held } from "../../shared/dialogue/state.ts"
import { charterOf, deviceIn } from "../../shared/line/agreement.ts"
import { envelopeOf, standBys, timetableOf } from "../../shared/line/delivery.ts"
import type { LineState } from "../../shared/line/state.ts"
import { watchOf } from "../../shared/line/watch.ts"
import { limits } from "../../shared/limits.ts"
import type { MessageId, Role } from "../../shared/records/names.ts"
import type { Fact } from "../../shared/records/stage.ts"
import { refused, type Refusal } from "../../shared/result.ts"
import { levels } from "../../shared/catalogue/parameters/authority.ts"
import type { Parts } from "./desk.ts"
import type { Now } from "./ports.ts"

/** The stage that is signed beside the statement, about the message whose clock it stops. */
export interface Follow {
  readonly message: MessageId
  readonly fact: Fact
}

/** Undefined for what is said of its own accord, and for later word about one's own message: nobody's clock waits for that. */
export function followOf(
  parts: Parts,
  statement: Statement,
  about: Held | undefined,
  now: Now,
): Follow | undefined {
  const kind = stageOf(statement)
  if (kind === undefined || about === undefined || about.side === parts.identity.side) {
    return undefined
  }
  // A read-back is answered, and what was read back is thereby understood, or not.
  if (kind === "confirmed" || kind === "differs") {
    const subject = referenceOf(saidBy(about))
    return subject === undefined ? undefined : { message: subject, fact: { kind } }
  }
  const fact = factOf(parts, kind, statement, now)
  return fact === undefined ? undefined : { message: about.message, fact }
}

/** What the stage says beyond its kind; undefined where the statement does not say it. */
function factOf(
  parts: Parts,
  kind: Exclude<Fact["kind"], "confirmed" | "differs">,
  statement: Statement,
  now: Now,
): Fact | undefined {
  const { until, level } = statement.params
  if (kind === "read" || kind === "contested") return { kind, role: ownRole(parts, now) }
  if (kind === "stand-by") return isValue(until, "dtg") ? { kind, until: until.at } : undefined
  if (kind !== "passed") return { kind }
  const named = isValue(level, "word") ? levels.find((known) => known === level.word) : undefined
  return named === undefined ? undefined : { kind, level: named }
}

/** The role in which this officer acts: of the watch, or of the roster. */
export function ownRole(parts: Parts, now: Now): Role {
  const { state } = parts.union
  const { device } = parts.identity
  return watchOf(state, device, now.wall)?.role ?? deviceIn(state, device)?.entry.role ?? "duty"
}

/** A stand-by that the rulebook would not count must not be promised: too long, or once too often. */
export function standByFault(
  state: LineState,
  { message, fact }: Follow,
  now: Now,
): Refusal | undefined {
  const row = state.rows.get(message)
  const sent = row === undefined ? undefined : envelopeOf(row)
  const charter = sent === undefined ? undefined : charterOf(state, sent.charter)
  if (fact.kind !== "stand-by" || row === undefined || sent === undefined) return undefined
  if (charter === undefined) return undefined
  const timetable = timetableOf(charter, sent.precedence)
  const minutes = String(Math.floor(timetable.standBy / 60_000))
  if (fact.until <= now.wall) return refused("statement/refused", "that time has passed")
  if (fact.until - now.wall > timetable.standBy) {
    return refused(
      "statement/refused",
      `at ${sent.precedence} a stand-by ends within ${minutes} min`,
    )
  }
  return standBys(state, row, timetable).length >= limits.standByMax
    ? refused("statement/refused", `it was held ${String(limits.standByMax)} times: answer now`)
    : undefined
}
