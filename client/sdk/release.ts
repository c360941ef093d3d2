// A draft that answers something, released: its stage goes in the same frame, behind the envelope, in the same chain. What the
// draft says is known only here, where it is opened, so the stage is added between holding the envelope and numbering it.

import type { Result } from "../../shared/result.ts"
import type { MessageId } from "../../shared/records/names.ts"
import { authorStages, type Acts } from "./acts.ts"
import type { Parts } from "./desk.ts"
import type { Follow } from "./follow.ts"
import type { Now } from "./ports.ts"
import { openProofOf } from "./seal/proof.ts"
import type { OutgoingPart } from "./store-layout.ts"
import { subjectOf } from "./subject.ts"

/** To be called where nothing is numbered in between: in one act of the desk. */
export function releaseAnswer(
  desk: { readonly parts: Parts; readonly acts: Acts; readonly now: Now },
  message: MessageId,
  follow: Follow | undefined,
): Result<MessageId> {
  const { parts, acts, now } = desk
  const stage = follow === undefined ? undefined : stageOf(parts, message, follow, now)
  if (stage?.ok === false) return stage
  const released = acts.release(message, now)
  if (!released.ok || stage === undefined) return released
  const held = parts.outbox.items.find((item) =>
    item.parts.some((part) => part.kind === "envelope" && part.message === message),
  )
  if (held === undefined) return released
  parts.outbox.withdraw(message, parts.out)
  parts.out.store(parts.outbox.hold(held.precedence, [...held.parts, stage.value], now))
  return released
}

function stageOf(
  parts: Parts,
  substance: MessageId,
  { message, fact }: Follow,
  now: Now,
): Result<OutgoingPart> {
  const isOurs = authorStages.has(fact.kind)
  const subject = subjectOf(parts, message, isOurs)
  if (!subject.ok) return subject
  const { sent, opened } = subject.value
  const openProof = isOurs ? undefined : openProofOf(opened.opening, parts.identity.device)
  return {
    ok: true,
    value: {
      kind: "stage",
      message,
      header: sent.header,
      fact,
      openProof,
      arrived: now.wall,
      substance,
    },
  }
}
