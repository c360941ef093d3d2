// The whole desk as a screen shows it: the desk at a glance, the messages of both sides, newest first, and what waits for a
// second officer. Nothing is waited for: a screen asks again.

import type { DeskWork } from "./desk-work.ts"
import type { MessageForm } from "./message-form.ts"
import { messageJson, viewedJson } from "./message-json.ts"
import { drafts } from "./saying.ts"
import type { PictureForm } from "./ops.ts"
import { proposalForms } from "./countersigning.ts"
import { statusJson } from "./status-json.ts"
import { messageViews } from "../../sdk/view/message.ts"
import { queueView } from "../../sdk/view/queue.ts"

export function picture(work: DeskWork, asked: { readonly limit: number }): PictureForm {
  return {
    status: statusJson(work),
    messages: traffic(work, asked),
    drafts: [...drafts(work)],
    proposals: [...proposalForms(work)],
  }
}

/** Messages that are settled and long past have left memory; the log reads them from the journal. */
function traffic(
  { conversation, runtime, parts }: DeskWork,
  { limit }: { readonly limit: number },
): MessageForm[] {
  const rows = [...parts.union.state.rows.values()]
    .map((row) => ({ row, at: Math.min(...row.arrivals.map(({ t }) => t)) }))
    .toSorted((a, b) => b.at - a.at)
    .slice(0, limit)
  return runtime.act(({ now }) => {
    const waiting = queueView(parts, now).flatMap(({ message }) =>
      message === undefined ? [] : (messageJson(conversation, message, now) ?? []),
    )
    const held = rows.flatMap(({ row }) =>
      messageViews(conversation, row.message, now).map((view) => viewedJson(conversation, view)),
    )
    const known = new Set(held.map(({ id }) => id))
    return [...waiting.filter(({ id }) => !known.has(id)), ...held]
  })
}
