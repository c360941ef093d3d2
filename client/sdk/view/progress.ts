// The one word for where a message stands. Each word is backed by somebody's signature, and none says more than it.

import { readBacksOf } from "../../../shared/dialogue/read-back.ts"
import type { Held } from "../../../shared/dialogue/state.ts"
import type { Demand } from "../../../shared/records/names.ts"
import type { StageKind } from "../../../shared/records/stage.ts"
import type { Conversation } from "./conversation.ts"
import type { StageSeen } from "./message.ts"

/** Before a relay has it: see queue.ts. After: sent (a relay stored it), on-their-desk (a machine of theirs opened it),
 * acknowledged (a person of theirs read it), and what that person then did. `new` is a message of theirs nobody here has read. */
export type MessageState =
  | "sent"
  | "on-their-desk"
  | "new"
  | "acknowledged"
  | "contested"
  | "read-back"
  | "read-back-differs"
  | "confirmed"
  | "stand-by"
  | "declined"
  | "answer-due"
  | "answered"
  | "cannot-open"
  | "closed"

export interface Progress {
  readonly conversation: Conversation
  readonly held: Held | undefined
  readonly open: readonly Demand[]
  readonly stages: readonly StageSeen[]
  readonly isOurs: boolean
}

export function stateOf(progress: Progress): MessageState {
  const { open, stages } = progress
  const said = new Set(stages.filter((stage) => stage.counts).map((stage) => stage.fact.kind))
  // Nothing is owed any more; a no stays in the word.
  if (open.length === 0) return said.has("declined") ? "declined" : "closed"
  const isRead = readingStages.some((kind) => said.has(kind))
  return isRead ? readState(progress, said) : unreadState(progress, said)
}

/** Whoever signs one of these has read it. */
export const readingStages: readonly StageKind[] = [
  "read",
  "read-back",
  "passed",
  "answered",
  "stand-by",
  "declined",
  "contested",
]

function unreadState({ isOurs }: Progress, said: ReadonlySet<StageKind>): MessageState {
  if (!isOurs) return "new"
  if (said.has("received")) return "on-their-desk"
  return said.has("cannot-open") ? "cannot-open" : "sent"
}

function readState(progress: Progress, said: ReadonlySet<StageKind>): MessageState {
  const { open, isOurs } = progress
  const readBack = readBackState(progress)
  if (open.includes("understood") && readBack !== undefined) return readBack
  const answer = (["declined", "answered", "stand-by"] as const).find((kind) => said.has(kind))
  if (answer !== undefined) return answer
  if (open.includes("answered")) return isOurs ? "acknowledged" : "answer-due"
  return readBack ?? (said.has("contested") ? "contested" : "acknowledged")
}

/** How the newest read-back stands; undefined where there is none. */
function readBackState({ conversation, held }: Progress): MessageState | undefined {
  const last = held === undefined ? undefined : readBacksOf(conversation.dialogue, held).at(-1)
  if (last === undefined) return undefined
  if (last.differences.length > 0 || last.answer === "differs") return "read-back-differs"
  return last.answer === "confirmed" ? "confirmed" : "read-back"
}
