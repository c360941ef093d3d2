// Everything a watch officer needs at a glance, in the order in which it is read (desk, strip and `parley status` alike).

import { isValue } from "../../../shared/catalogue/value.ts"
import {
  checkStatus,
  nextCheck,
  plainText,
  type CheckStatus,
  type ScheduledCheck,
} from "../../../shared/dialogue/line-check.ts"
import {
  heldWhere,
  referringTo,
  saidBy,
  timeOf,
  type DialogueState,
  type Held,
} from "../../../shared/dialogue/state.ts"
import { tensionOf, type Declared } from "../../../shared/dialogue/tension.ts"
import { currentCharter, enrolledDevices, otherSide } from "../../../shared/line/agreement.ts"
import { rosterTime, type RosterState } from "../../../shared/line/expiry.ts"
import type { Violation } from "../../../shared/line/state.ts"
import type { Verdict } from "../../../shared/line/verdict.ts"
import { limits } from "../../../shared/limits.ts"
import type { Charter, Side } from "../../../shared/records/charter.ts"
import type { DeviceId, RelayId } from "../../../shared/records/names.ts"
import type { ErrorCode } from "../../../shared/errors.ts"
import type { CircuitPhase } from "../circuit.ts"
import type { LatencyTail } from "../latencies.ts"
import type { Now } from "../ports.ts"
import type { Conversation } from "./conversation.ts"
import { ourDesk, theirDesk, type OurDesk, type TheirDesk } from "./desks.ts"
import type { MessageView } from "./message.ts"
import { obligations, type Obligations } from "./obligations.ts"
import { observationOf, theirNewestProof, verdictView, type UpSince } from "./observation.ts"
import { draftViews, queueView, type DraftView, type QueuedView } from "./queue.ts"

interface CircuitView {
  readonly relay: RelayId
  readonly url: string
  readonly phase: CircuitPhase
  /** One way, by heartbeat, on a quiet line. */
  readonly latencyMs: number | undefined
  /** The same over the last hour: a frozen number would look healthy. */
  readonly latencyTail: LatencyTail | undefined
  /** Since anything was heard on it. */
  readonly silenceMs: number | undefined
  readonly isCurrent: boolean
  readonly clock: { readonly offsetMs: number; readonly boundMs: number } | undefined
  readonly downFor: number | undefined
  readonly downCode: ErrorCode | undefined
}

interface JournalView {
  readonly relay: RelayId
  readonly epoch: number
  readonly size: number
  /** The newest signed head that agrees with our copy, and who has cosigned it. */
  readonly agreed:
    | { readonly size: number; readonly root: string; readonly cosigners: readonly DeviceId[] }
    | undefined
}

interface RosterView {
  readonly side: Side
  readonly version: number
  readonly expires: number
  readonly state: RosterState
}

/** A check that the other side answered, scheduled or not. */
interface AnsweredCheck {
  readonly call: Held
  readonly at: number
  readonly answeredAt: number
}

export interface StatusView {
  readonly at: number
  readonly clock: "right" | "warn" | "wrong" | "not-measured"
  readonly ourDesk: OurDesk
  readonly line: {
    /** A green circuit proves nothing about the other side: up means somebody there is heard. */
    readonly isUp: boolean
    readonly proofOfLifeAgeMs: number | undefined
    readonly circuits: readonly CircuitView[]
    readonly lastAnswered: AnsweredCheck | undefined
    readonly check: CheckStatus
    readonly next: ScheduledCheck
  }
  readonly theirDesk: TheirDesk
  readonly keys: {
    readonly devices: number
    /** Nothing stops when a roster is over; nobody new is trusted then, and both sides are to see it. */
    readonly rosters: readonly RosterView[]
    readonly suspended: readonly DeviceId[]
    readonly forked: readonly DeviceId[]
    readonly violations: readonly Violation[]
    readonly journals: readonly JournalView[]
    readonly incomplete: number
  }
  readonly tension: { readonly ours: Declared | undefined; readonly theirs: Declared | undefined }
  readonly obligations: Obligations
  readonly queue: readonly QueuedView[]
  readonly drafts: readonly DraftView[]
  readonly verdicts: readonly { readonly about: MessageView; readonly verdict: Verdict }[]
  readonly mode: Charter["mode"]
}

export function statusView(conversation: Conversation, upSince: UpSince, now: Now): StatusView {
  const { parts, dialogue } = conversation
  const { state } = parts.union
  const charter = currentCharter(state)
  const since = state.charters[0]?.document.created ?? charter.created
  const plan = { line: state.line, everyMs: charter.lineCheckEveryMs, since }
  const their = theirDesk(parts, now)
  const owed = obligations(conversation, now)
  const { side } = parts.identity
  return {
    at: now.wall,
    clock: clockVerdict(conversation, now),
    ourDesk: ourDesk(parts, now),
    line: {
      isUp: their.state !== "not-heard",
      proofOfLifeAgeMs: theirNewestProof(parts, now)?.ageMs,
      circuits: circuitViews(conversation, now),
      lastAnswered: lastAnsweredCheck(dialogue),
      check: checkStatus(dialogue, plan, now.wall),
      next: nextCheck(plan, now.wall),
    },
    theirDesk: their,
    keys: keysView(conversation, now),
    tension: { ours: tensionOf(dialogue, side), theirs: tensionOf(dialogue, otherSide(side)) },
    obligations: owed,
    queue: queueView(parts, now),
    drafts: draftViews(parts).filter((draft) => draft.state === "waiting"),
    verdicts: verdicts(conversation, owed, upSince, now),
    mode: charter.mode,
  }
}

/** One verdict for each of our messages to which something is still owed. */
function verdicts(
  { parts }: Conversation,
  owed: Obligations,
  upSince: UpSince,
  now: Now,
): StatusView["verdicts"] {
  const observation = observationOf(parts, upSince, now)
  return owed.theyOwe.flatMap((about) => {
    const asked = { message: about.message, author: about.side }
    const verdict = verdictView(parts, asked, observation, now)
    return verdict === undefined ? [] : [{ about, verdict }]
  })
}

function circuitViews({ parts }: Conversation, now: Now): readonly CircuitView[] {
  return [...parts.links.values()].map(({ circuit, clock, isCurrent }) => {
    const claim = clock.claim(now)
    return {
      relay: circuit.id,
      url: circuit.relay.url,
      phase: circuit.phase,
      latencyMs: circuit.phase === "up" ? clock.latencyMs : undefined,
      latencyTail: clock.latencyTail(now),
      silenceMs: circuit.silenceMs(now),
      isCurrent,
      clock: claim === undefined ? undefined : { offsetMs: claim.offset, boundMs: claim.bound },
      downFor: circuit.down === undefined ? undefined : now.mono - circuit.down.since,
      downCode: circuit.down?.code,
    }
  })
}

/** Answered by a person: with the text of the call, whoever called and whenever. */
function lastAnsweredCheck(dialogue: DialogueState): AnsweredCheck | undefined {
  const calls = heldWhere(dialogue, (held) => saidBy(held).code === "LC-01")
  for (const call of calls.toReversed()) {
    const answer = referringTo(dialogue, call.message, otherSide(call.side)).find((reply) =>
      isEcho(call, reply),
    )
    if (answer !== undefined) return { call, at: timeOf(call), answeredAt: timeOf(answer) }
  }
  return undefined
}

function isEcho(call: Held, reply: Held): boolean {
  const { text } = saidBy(call).params
  const { echo } = saidBy(reply).params
  if (!isValue(text, "text") || !isValue(echo, "text")) return false
  return plainText(text.text) === plainText(echo.text)
}

/** Against the best circuit: one relay with a wrong clock must not make ours look wrong. */
function clockVerdict({ parts }: Conversation, now: Now): StatusView["clock"] {
  const offsets = [...parts.links.values()].flatMap(({ clock }) => {
    const claim = clock.claim(now)
    return claim === undefined ? [] : [Math.max(0, Math.abs(claim.offset) - claim.bound)]
  })
  if (offsets.length === 0) return "not-measured"
  const least = Math.min(...offsets)
  if (least > limits.lineDeadMs) return "wrong"
  return least > limits.clockWarnMs ? "warn" : "right"
}

function keysView({ parts }: Conversation, now: Now): StatusView["keys"] {
  const { state } = parts.union
  const devices = (["A", "B"] as const).flatMap((side) => enrolledDevices(state, side))
  return {
    devices: devices.length,
    rosters: (["A", "B"] as const).map((side) => ({ side, ...rosterTime(state, side, now.wall) })),
    suspended: [...state.suspensions.keys()],
    forked: [...state.forked.keys()],
    violations: state.violations,
    journals: [...parts.links.values()].map(({ circuit, copy }) => ({
      relay: circuit.id,
      epoch: copy.epoch,
      size: copy.next,
      agreed:
        copy.agreed === undefined
          ? undefined
          : { size: copy.agreed.size, root: copy.agreed.root, cosigners: copy.agreed.cosigners },
    })),
    incomplete: parts.inbox.awaiting.length,
  }
}
