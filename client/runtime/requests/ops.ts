// What commands ask of the process that is at work in the home: name, arguments, answer. Both are checked where they arrive,
// since the two processes need not be of one version.

import * as v from "valibot"

import { codes } from "../../../shared/catalogue/value.ts"
import { limits } from "../../../shared/limits.ts"
import { Failure } from "../failure.ts"
import type { Asking } from "../handle.ts"
import { boardForm } from "./board-forms.ts"
import { factPageForm, proofForm, timelineForm } from "./log-forms.ts"
import { messageForm } from "./message-form.ts"
import {
  catalogueForm,
  composingForm,
  draftText,
  previewForm,
  renderedForm,
} from "./screen-forms.ts"
import { statusForm } from "./status-form.ts"

export interface Op<A, R> {
  readonly name: string
  readonly args: v.GenericSchema<A>
  readonly answer: v.GenericSchema<R>
}

const op = <A, R>(
  name: string,
  args: v.GenericSchema<A>,
  answer: v.GenericSchema<R>,
): Op<A, R> => ({ name, args, answer })

const precedence = v.picklist(["ROUTINE", "PRIORITY", "IMMEDIATE", "FLASH"])
const role = v.picklist(["duty", "supervisor", "translator", "principal"])
const params = v.record(v.string(), v.string())
const serial = v.object({ serial: v.string() })
const noArgs = v.object({})
const slot = v.pipe(v.string(), v.maxLength(limits.draftSlotCharsMax))

/** How far a message has to come: accepted by a relay, received by a machine, read by a person, read back, answered. */
export const goals = ["accepted", "received", "ack", "readback", "answer"] as const
export type Goal = (typeof goals)[number]

/** One field of a read-back beside what was said. */
const comparedField = v.object({
  number: v.number(),
  field: v.string(),
  said: v.nullable(v.string()),
  given: v.nullable(v.string()),
  same: v.boolean(),
})
export type ComparedField = v.InferOutput<typeof comparedField>

const draftForm = v.object({
  message: messageForm,
  /** Why this device cannot release it; null where it can. */
  obstacle: v.nullable(v.string()),
  /** Fields that the second officer types again. */
  retype: v.array(v.string()),
})
export type DraftForm = v.InferOutput<typeof draftForm>

const journalForm = v.object({
  relay: v.string(),
  name: v.string(),
  epoch: v.number(),
  size: v.number(),
  /** What to take off this relay's times to get those of this machine. */
  offsetMs: v.number(),
  agreed: v.nullable(v.object({ size: v.number(), root: v.string(), note: v.string() })),
})
export type JournalForm = v.InferOutput<typeof journalForm>

/** An act: what it was about, or what it made. `accepted`: a relay has it; else it waits in the home. */
const acted = v.object({ accepted: v.boolean(), message: messageForm })
export type Acted = v.InferOutput<typeof acted>

/** What another officer of this desk asks this one to sign, or this device asks of others. */
const proposalForm = v.object({
  proposal: v.string(),
  kind: v.picklist(["handover", "suspend"]),
  from: v.string(),
  /** The device that is relieved, or heard no more. */
  device: v.string(),
  role: v.nullable(v.string()),
  until: v.nullable(v.string()),
  reason: v.nullable(v.string()),
  open: v.array(v.string()),
})
export type ProposalForm = v.InferOutput<typeof proposalForm>

/** done: the record stands in a journal, with both signatures. waiting: nobody has said anything in time. */
const outcome = v.object({
  proposal: v.string(),
  outcome: v.picklist(["done", "refused", "withdrawn", "lapsed", "waiting"]),
  reason: v.nullable(v.string()),
})
export type OutcomeForm = v.InferOutput<typeof outcome>

const pictureForm = v.object({
  status: statusForm,
  /** The newest, newest first. */
  messages: v.array(messageForm),
  drafts: v.array(draftForm),
  proposals: v.array(proposalForm),
})
export type PictureForm = v.InferOutput<typeof pictureForm>

export const ops = {
  say: op(
    "desk/say",
    v.object({
      code: v.picklist(codes),
      params,
      precedence: v.nullable(precedence),
      remark: v.nullable(v.string()),
      /** The officer agrees that the other party's relay may carry a release request, sealed, where ours does not answer. */
      mailElsewhere: v.boolean(),
    }),
    acted,
  ),
  /** The same as it is being written; nothing is done. */
  preview: op(
    "desk/preview",
    v.object({
      code: v.picklist(codes),
      params,
      precedence: v.nullable(precedence),
      remark: v.nullable(v.string()),
      /** The reader's own, where it is another than the charter's. */
      language: v.nullable(v.string()),
    }),
    previewForm,
  ),
  /** A message that is open here, in pieces. */
  rendered: op(
    "desk/rendered",
    v.object({ id: v.string(), language: v.nullable(v.string()) }),
    v.object({ texts: v.array(renderedForm) }),
  ),
  sheets: op("desk/sheets", v.object({ language: v.string() }), catalogueForm),
  picture: op("desk/picture", v.object({ limit: v.number() }), pictureForm),
  /** By slot: what is written anew and each answer have a place of their own, so that none overwrites another. */
  composing: op("desk/composing", v.object({ slot }), composingForm),
  keepComposing: op(
    "desk/keep-composing",
    v.object({ slot, draft: v.nullable(draftText) }),
    composingForm,
  ),
  /** Waits until a message has come so far, at most so long; null: as long as the charter allows for it. */
  wait: op(
    "desk/wait",
    v.object({ id: v.string(), goal: v.picklist(goals), timeoutMs: v.nullable(v.number()) }),
    v.object({ reached: v.boolean(), message: messageForm }),
  ),
  message: op("desk/message", serial, messageForm),
  /** What somebody still owes something to, soonest due first. */
  open: op("desk/open", noArgs, v.object({ messages: v.array(messageForm) })),
  drafts: op("desk/drafts", noArgs, v.object({ drafts: v.array(draftForm) })),
  release: op("desk/release", v.object({ id: v.string(), params }), acted),
  giveBack: op("desk/give-back", v.object({ id: v.string(), reason: v.string() }), acted),
  takeBack: op("desk/take-back", v.object({ id: v.string(), reason: v.string() }), acted),
  /** `comesWithinMs`: how long to wait for the message itself, should it not be here yet. */
  ack: op(
    "desk/ack",
    v.object({ serial: v.string(), contested: v.boolean(), comesWithinMs: v.number() }),
    acted,
  ),
  /** What a read-back of this message has to repeat, without the values. */
  readBackFields: op(
    "desk/read-back-fields",
    serial,
    v.object({
      code: v.string(),
      fields: v.array(v.object({ number: v.number(), name: v.string(), form: v.string() })),
    }),
  ),
  readBack: op("desk/read-back", v.object({ serial: v.string(), params }), acted),
  /** The newest read-back of a message of ours, field by field. */
  comparison: op(
    "desk/comparison",
    serial,
    v.object({
      message: messageForm,
      readBack: v.nullable(
        v.object({
          serial: v.string(),
          by: v.string(),
          answer: v.string(),
          fields: v.array(comparedField),
        }),
      ),
    }),
  ),
  judge: op("desk/judge", v.object({ serial: v.string(), differing: v.array(v.string()) }), acted),
  takeWatch: op(
    "desk/take-watch",
    v.object({
      role: v.nullable(role),
      until: v.number(),
    }),
    statusForm,
  ),
  leaveWatch: op("desk/leave-watch", noArgs, statusForm),
  propose: op(
    "desk/propose",
    v.object({
      what: v.variant("kind", [
        v.object({
          kind: v.literal("handover"),
          outgoing: v.string(),
          role: v.nullable(role),
          until: v.number(),
        }),
        v.object({ kind: v.literal("suspend"), device: v.string(), reason: v.string() }),
      ]),
      timeoutMs: v.number(),
    }),
    outcome,
  ),
  proposals: op("desk/proposals", noArgs, v.object({ proposals: v.array(proposalForm) })),
  countersign: op("desk/countersign", v.object({ id: v.string() }), outcome),
  refuseCountersign: op(
    "desk/refuse-countersign",
    v.object({ id: v.string(), reason: v.string() }),
    outcome,
  ),
  status: op("desk/status", v.object({ patienceMs: v.number() }), statusForm),
  lineCheck: op("desk/line-check", v.object({ text: v.nullable(v.string()) }), acted),
  answerLineCheck: op(
    "desk/answer-line-check",
    v.object({ serial: v.nullable(v.string()), echo: v.string() }),
    acted,
  ),
  /** With a signed head over all of each journal, where its relay answers in time. */
  journals: op(
    "desk/journals",
    noArgs,
    v.object({ line: v.string(), journals: v.array(journalForm) }),
  ),
  /** Entries of one journal as they lie in this desk's copy, in base64; at most a page of them. */
  entries: op(
    "desk/entries",
    v.object({ relay: v.string(), epoch: v.number(), from: v.number(), limit: v.number() }),
    v.object({ entries: v.array(v.string()) }),
  ),
  /** Facts of the journals, each once, oldest first. */
  facts: op("desk/facts", v.object({ from: v.number(), limit: v.number() }), factPageForm),
  timeline: op("desk/timeline", v.object({ fromMs: v.number(), toMs: v.number() }), timelineForm),
  /** What stands now, in the reader's language first; null: the charter's languages alone. */
  board: op("desk/board", v.object({ language: v.nullable(v.string()) }), boardForm),
  /** Works on the proof of this desk's copies for a moment, and says how far it is. */
  proof: op("desk/proof", v.object({ anew: v.boolean() }), proofForm),
} as const

/** Asks whoever is at work in the home. */
export async function ask<A, R>(
  desk: { request(op: string, args: unknown, asking?: Asking): Promise<unknown> },
  { name, answer }: Op<A, R>,
  args: A,
  asking: Asking = {},
): Promise<R> {
  const read = v.safeParse(answer, await desk.request(name, args, asking))
  if (read.success) return read.output
  throw new Failure(
    "cli/again",
    `the process at work in this home answers ${name} in another form`,
    "It is another version of this program. Stop it, start it anew, and run the command again.",
  )
}
