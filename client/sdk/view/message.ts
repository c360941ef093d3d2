// One message as a screen shows it: what it says, where it stands, every stage with its times at every relay, every step of
// the ladder. A pure function of what the desk knows and the time.

import { judge, type Verdict } from "../../../shared/dialogue/judge.ts"
import { fateOf, type Fate } from "../../../shared/dialogue/fate.ts"
import { agreesWithStage } from "../../../shared/dialogue/stages.ts"
import { heldOf } from "../../../shared/dialogue/state.ts"
import type { Content } from "../../../shared/catalogue/statement.ts"
import { compareText } from "../../../shared/encoding/bytes.ts"
import { counted, envelopeOf, openDemands } from "../../../shared/line/delivery.ts"
import { isDelayed } from "../../../shared/line/latency.ts"
import type { Reached, Row, Sent } from "../../../shared/line/state.ts"
import type { Side } from "../../../shared/records/charter.ts"
import type {
  Demand,
  DeviceId,
  Hash,
  MessageId,
  Precedence,
  RelayId,
} from "../../../shared/records/names.ts"
import type { Fact } from "../../../shared/records/stage.ts"
import type { Result } from "../../../shared/result.ts"
import type { Now } from "../ports.ts"
import type { Conversation } from "./conversation.ts"
import { messagesIn, type Named } from "../subject.ts"
import { demandsOf, stepsOf, type DemandSeen, type StepSeen } from "./deadlines.ts"
import { serialOfSent } from "./naming.ts"
import { stateOf, type MessageState } from "./progress.ts"

/** That one relay holds it. */
interface HeldAt {
  readonly relay: RelayId
  readonly index: number
  /** By that relay's line time. */
  readonly t: number
  readonly isLate: boolean
}

export interface StageSeen {
  readonly fact: Fact
  readonly by: DeviceId
  readonly side: Side
  /** As its signer signed it. */
  readonly t: number
  readonly substance: MessageId | undefined
  /** False for what was signed after a suspension, by the wrong side, without having opened the message, or beside a statement that says something else. */
  readonly counts: boolean
  /** `afterMs`: since the message was accepted, within this relay's journal; absent where this came there before the message. */
  readonly at: readonly {
    readonly relay: RelayId
    readonly index: number
    readonly t: number
    readonly afterMs: number | undefined
  }[]
}

export interface MessageView {
  readonly message: MessageId
  /** Its envelopes: more than one where two officers released one draft. */
  readonly headers: readonly Hash[]
  /** The id stands for another message as well: somebody reused it. */
  readonly isReused: boolean
  readonly serial: string
  readonly side: Side
  readonly isOurs: boolean
  readonly from: DeviceId
  readonly author: DeviceId | undefined
  readonly precedence: Precedence
  /** Undefined while it is not opened here. */
  readonly content: Result<Content> | undefined
  readonly writtenAt: number
  readonly references: readonly MessageId[]
  readonly state: MessageState
  readonly open: readonly Demand[]
  readonly isOverdue: boolean
  /** Received later than the charter's mark for DELAYED. */
  readonly isDelayed: boolean
  readonly fate: Fate
  readonly verdict: Verdict | undefined
  readonly heldAt: readonly HeldAt[]
  readonly stages: readonly StageSeen[]
  readonly steps: readonly StepSeen[]
  readonly demands: readonly DemandSeen[]
}

/**
 * Undefined until a relay has accepted the envelope. Where an id was used for several messages, the one whose envelope is
 * named, else one that is open here: its times, its author and its words are of one envelope in any case.
 */
export function messageView(
  conversation: Conversation,
  about: MessageId | Named,
  now: Now,
): MessageView | undefined {
  const views = messageViews(conversation, typeof about === "string" ? about : about.message, now)
  const named = typeof about === "string" ? undefined : about.header
  return (
    views.find(({ headers }) => named !== undefined && headers.includes(named)) ??
    views.find(({ content }) => content !== undefined) ??
    views[0]
  )
}

/** Every message that stands under this id: one, unless somebody has used it again. */
export function messageViews(
  conversation: Conversation,
  message: MessageId,
  now: Now,
): readonly MessageView[] {
  const whole = conversation.parts.union.rowOf(message)
  const rows = whole === undefined ? [] : messagesIn(whole)
  return rows.flatMap((row) => {
    const sent = shownOf(conversation, row)
    return sent === undefined
      ? []
      : [viewOf(conversation, { row, sent, isReused: rows.length > 1 }, now)]
  })
}

/** The release that is open here; before that, the one that names the times. */
function shownOf({ parts }: Conversation, row: Row): Sent | undefined {
  return (
    row.sent.find(({ header }) => parts.inbox.openedAs(header) !== undefined) ?? envelopeOf(row)
  )
}

function viewOf(
  conversation: Conversation,
  { row, sent, isReused }: { readonly row: Row; readonly sent: Sent; readonly isReused: boolean },
  now: Now,
): MessageView {
  const { union, identity, disproofs } = conversation.parts
  const { message } = row
  const { state } = union
  const believed = disproofs.believed(state, row)
  const isOurs = sent.side === identity.side
  const stages = row.reached
    .toSorted(inOrder)
    .map((reached) => stageSeen(conversation, row, reached))
  const open = openDemands(state, believed)
  const steps = stepsOf(conversation.parts, row, now)
  const { dialogue } = conversation
  const held = heldOf(dialogue, sent.side, message)
  const content = conversation.contentOf(message, sent)
  return {
    message,
    headers: row.sent.map(({ header }) => header),
    isReused,
    serial: serialOfSent(state, sent),
    side: sent.side,
    isOurs,
    from: sent.from,
    author: sent.author,
    precedence: sent.precedence,
    content,
    writtenAt: sent.t,
    references: sent.references,
    state: stateOf({ conversation, held, open, stages, isOurs }),
    open,
    isOverdue: steps.some((step) => open.includes(step.demand)),
    isDelayed: isDelayed(state, row),
    fate: held === undefined ? "stands" : fateOf(dialogue, held),
    verdict: held === undefined ? undefined : judge(dialogue, held),
    heldAt: heldAt(row, sent),
    stages,
    steps,
    demands: demandsOf(conversation.parts, { row, open, content }, now),
  }
}

/** As they were signed; what one device signed in one millisecond, by its own numbers. */
function inOrder(a: Reached, b: Reached): number {
  return a.t - b.t || compareText(a.from, b.from) || a.seq - b.seq
}

function heldAt(row: Row, sent: Sent): readonly HeldAt[] {
  return row.arrivals
    .filter((arrival) => arrival.header === sent.header)
    .map(({ relay, index, t, late }) => ({ relay, index, t, isLate: late }))
}

function stageSeen(conversation: Conversation, row: Row, reached: Reached): StageSeen {
  const { disproofs, union } = conversation.parts
  const { state } = union
  const { fact, from, side, t, substance } = reached
  const isCounted = counted(state, row).includes(reached)
  return {
    fact,
    by: from,
    side,
    t,
    substance,
    counts:
      isCounted && !disproofs.isDisproved(state, row, reached) && agrees(conversation, reached),
    at: reached.admitted.map((admitted) => {
      const arrival = row.arrivals.find(
        (each) => each.relay === admitted.relay && each.header === reached.header,
      )
      const isAfter = arrival !== undefined && arrival.base > 0 && arrival.base <= admitted.t
      const afterMs = isAfter ? admitted.t - arrival.base : undefined
      return { relay: admitted.relay, index: admitted.index, t: admitted.t, afterMs }
    }),
  }
}

/** What the stage says in the clear against what its statement says under seal. Not opened yet: nothing is held against it. */
function agrees(conversation: Conversation, { substance, fact, from }: Reached): boolean {
  if (substance === undefined) return true
  const own = conversation.parts.union.rowOf(substance)?.sent.find((sent) => sent.from === from)
  const content = own === undefined ? undefined : conversation.contentOf(substance, own)
  if (content === undefined) return true
  if (!content.ok || content.value.kind !== "statement") return false
  return agreesWithStage(content.value.statement, fact)
}
