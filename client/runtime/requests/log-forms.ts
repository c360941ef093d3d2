// What the log's screen asks for: pages of facts, the line of time, and the proof.

import * as v from "valibot"

import { auditForm } from "../log/audit-form.ts"
import { factForm } from "../log/fact-json.ts"

/** A long journal is taken in slice by slice: whoever asks asks again until `read` is `of`. */
const progress = { read: v.number(), of: v.number() }

export const factPageForm = v.object({
  ...progress,
  line: v.string(),
  /** What people call the relays. */
  relays: v.record(v.string(), v.string()),
  total: v.number(),
  facts: v.array(factForm),
})

const taken = v.object({ at: v.string(), ms: v.number() })

/** Null: nothing declared from then on. */
const change = v.object({ at: v.string(), level: v.nullable(v.string()) })

export const timelineForm = v.object({
  ...progress,
  /** The words that a side may declare, least first. */
  levels: v.array(v.string()),
  tension: v.object({ ours: v.array(change), theirs: v.array(change) }),
  /** The newest, oldest first; `messagesBefore` more are of the same time and not among them. */
  messages: v.array(
    v.object({
      at: v.string(),
      serial: v.nullable(v.string()),
      direction: v.picklist(["out", "in"]),
      precedence: v.picklist(["ROUTINE", "PRIORITY", "IMMEDIATE", "FLASH"]),
    }),
  ),
  messagesBefore: v.number(),
  flashes: v.number(),
  steps: v.array(
    v.object({
      at: v.string(),
      serial: v.nullable(v.string()),
      demand: v.string(),
      action: v.string(),
    }),
  ),
  delivered: v.array(taken),
  acknowledged: v.array(taken),
})
export type TimelineForm = v.InferOutput<typeof timelineForm>

/** `audit` is null until everything is judged. `held`: entries of each journal here, signed over or not. */
export const proofForm = v.object({
  phase: v.picklist(["reading", "judging", "done"]),
  done: v.number(),
  of: v.number(),
  audit: v.nullable(auditForm),
  held: v.array(v.object({ name: v.string(), relay: v.string(), size: v.number() })),
  at: v.nullable(v.string()),
})
export type ProofForm = v.InferOutput<typeof proofForm>
