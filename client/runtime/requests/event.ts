// What a desk notices, as `watch` takes it from the process at work in the home. Kinds that this program does not know are passed
// over: the other process may be newer.

import * as v from "valibot"

const point = v.object({
  step: v.string(),
  message: v.string(),
  demand: v.string(),
  number: v.number(),
  action: v.string(),
  dueAt: v.number(),
})
const message = v.string()
const relay = v.string()
const said = { code: v.string(), detail: v.string() }

export const notice = v.variant("kind", [
  v.object({ kind: v.literal("circuit-up"), relay }),
  v.object({ kind: v.literal("circuit-down"), relay, code: v.optional(v.string()) }),
  v.object({ kind: v.literal("arrived"), message, header: v.optional(v.string()) }),
  v.object({ kind: v.literal("cannot-open"), message, code: v.string() }),
  v.object({
    kind: v.literal("stage"),
    message,
    from: v.string(),
    fact: v.object({
      kind: v.string(),
      role: v.optional(v.string()),
      level: v.optional(v.string()),
      until: v.optional(v.number()),
    }),
    substance: v.optional(v.string()),
  }),
  v.object({ kind: v.literal("numbered"), message }),
  v.object({ kind: v.literal("accepted"), message, relay, index: v.number() }),
  v.object({ kind: v.literal("unsendable"), message: v.optional(message), ...said }),
  v.object({ kind: v.literal("not-sent"), message }),
  v.object({ kind: v.literal("overdue"), point, by: v.string(), relay }),
  v.object({ kind: v.literal("relay-not-keeping-time"), relay, point }),
  v.object({ kind: v.literal("refused"), relay, ...said }),
  v.object({ kind: v.literal("violation"), relay, ...said }),
  v.object({ kind: v.literal("stopped-signing"), detail: v.string() }),
  v.object({ kind: v.literal("release-request"), message, author: v.string() }),
  v.object({ kind: v.literal("draft-returned"), message, reason: v.string() }),
  v.object({ kind: v.literal("draft-withdrawn"), message, reason: v.string() }),
  v.object({ kind: v.literal("withdrawn-too-late"), message, reason: v.string() }),
  v.object({
    kind: v.literal("countersign-asked"),
    proposal: v.string(),
    from: v.string(),
    terms: v.object({ kind: v.string() }),
  }),
  v.object({
    kind: v.literal("proposal-ended"),
    proposal: v.string(),
    how: v.string(),
    reason: v.string(),
  }),
  v.object({ kind: v.literal("handed-over"), outgoing: v.string(), incoming: v.string() }),
  v.object({
    kind: v.literal("suspended"),
    device: v.string(),
    by: v.string(),
    reason: v.string(),
  }),
  v.object({ kind: v.literal("rewrapped"), message, to: v.string(), by: v.string() }),
])
export type NoticeForm = v.InferOutput<typeof notice>
