// What has been released here and no relay has yet, and what waits for a second officer.

import { decodeStatement } from "../../../shared/catalogue/statement.ts"
import { currentCharter, deviceIn } from "../../../shared/line/agreement.ts"
import { timetableOf } from "../../../shared/line/delivery.ts"
import type { DeviceId, MessageId, Precedence } from "../../../shared/records/names.ts"
import type { Parts } from "../desk.ts"
import type { ReleaseRequest } from "../release-requests.ts"
import { messageOf } from "../outbox.ts"
import type { Now } from "../ports.ts"
import type { OutgoingItem } from "../store-layout.ts"

/** queued: waits for its number, for the line. sending: numbered and signed, not accepted. held: past its time, NOT SENT. */
type QueueState = "queued" | "sending" | "held"

export interface QueuedView {
  /** Undefined where it is no message but a stage or a watch record. */
  readonly message: MessageId | undefined
  readonly code: string | undefined
  readonly kinds: readonly string[]
  readonly precedence: Precedence
  readonly releasedAt: number
  readonly heldAt: number
  readonly state: QueueState
}

/** Most urgent first. */
export function queueView(parts: Parts, now: Now): readonly QueuedView[] {
  return parts.outbox.queued.map((item) => queued(parts, item, now))
}

function queued(parts: Parts, item: OutgoingItem, now: Now): QueuedView {
  const charter = currentCharter(parts.union.state)
  const heldAt = item.releasedAt + timetableOf(charter, item.precedence).accepted
  const isHeld = now.wall > heldAt
  const envelope = item.parts.find((part) => part.kind === "envelope")
  const waiting = item.numbered.length === 0 ? "queued" : "sending"
  return {
    message: messageOf(item),
    code: envelope === undefined ? undefined : codeOf(envelope.payload),
    kinds: item.parts.map((part) => (part.kind === "stage" ? part.fact.kind : part.kind)),
    precedence: item.precedence,
    releasedAt: item.releasedAt,
    heldAt,
    state: isHeld ? "held" : waiting,
  }
}

export interface DraftView {
  readonly message: MessageId
  readonly code: string | undefined
  readonly precedence: Precedence
  readonly author: DeviceId
  readonly writtenAt: number
  readonly state: ReleaseRequest["state"]
  readonly isOurs: boolean
  /** Why this device cannot release it; undefined where it can. */
  readonly obstacle: "own-draft" | "same-officer" | "no-permission" | "not-waiting" | undefined
}

/** Drafts of this desk that wait, or waited, for a second officer; the oldest first. */
export function draftViews(parts: Parts): readonly DraftView[] {
  return parts.mailbox.requests
    .map((request) => draftView(parts, request))
    .toSorted((a, b) => a.writtenAt - b.writtenAt)
}

function draftView(parts: Parts, request: ReleaseRequest): DraftView {
  const { message, precedence, author, t } = request.draft
  return {
    message,
    code: codeOf(request.payload),
    precedence,
    author,
    writtenAt: t,
    state: stateOf(parts, request),
    isOurs: author === parts.identity.device,
    obstacle: obstacleTo(parts, request),
  }
}

/** Once its envelope is on the line it was released, whichever device of this desk did it. */
function stateOf({ union }: Parts, { draft, state }: ReleaseRequest): ReleaseRequest["state"] {
  const isSent = (union.rowOf(draft.message)?.sent.length ?? 0) > 0
  return isSent ? "released" : state
}

function obstacleTo(parts: Parts, request: ReleaseRequest): DraftView["obstacle"] {
  const { identity, union } = parts
  if (stateOf(parts, request) !== "waiting") return "not-waiting"
  if (request.draft.author === identity.device) return "own-draft"
  const author = deviceIn(union.state, request.draft.author)
  if (author?.entry.officer === identity.officer) return "same-officer"
  const own = deviceIn(union.state, identity.device)
  return own?.entry.permissions.includes("release") === true ? undefined : "no-permission"
}

function codeOf(payload: Uint8Array): string | undefined {
  const content = decodeStatement(payload)
  if (!content.ok) return undefined
  return content.value.kind === "statement" ? content.value.statement.code : content.value.code
}
