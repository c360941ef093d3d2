// From the SDK's view of a message to the form that leaves this process: ids become serials, instants become ISO times.

import { catalogue } from "../../../shared/catalogue/catalogue.ts"
import { writtenParameters } from "../../../shared/catalogue/compose.ts"
import { render } from "../../../shared/catalogue/render.ts"
import { decodeStatement, type Content } from "../../../shared/catalogue/statement.ts"
import { languages } from "../../../shared/catalogue/words.ts"
import { visibleRemark } from "../../../shared/catalogue/visible.ts"
import { otherSide } from "../../../shared/line/agreement.ts"
import type { LineState } from "../../../shared/line/state.ts"
import type { Side } from "../../../shared/records/charter.ts"
import type { MessageId } from "../../../shared/records/names.ts"
import type { Result } from "../../../shared/result.ts"
import type { Now } from "../../sdk/ports.ts"
import type { Conversation } from "../../sdk/view/conversation.ts"
import { messageView, type MessageView, type StageSeen } from "../../sdk/view/message.ts"
import { callSignOf, languageOf, relayName, serialOf } from "../../sdk/view/naming.ts"
import { draftViews, queueView } from "../../sdk/view/queue.ts"
import { isoTime } from "../times.ts"
import type { Named } from "../../sdk/subject.ts"
import type { MessageForm, StageForm } from "./message-form.ts"

/** Wherever the message is: on the line, in the queue, or waiting for a second officer. Undefined where it is nowhere here. */
export function messageJson(
  conversation: Conversation,
  about: MessageId | Named,
  now: Now,
): MessageForm | undefined {
  const view = messageView(conversation, about, now)
  if (view !== undefined) return viewedJson(conversation, view)
  const message = typeof about === "string" ? about : about.message
  return queuedJson(conversation, message, now) ?? draftJson(conversation, message)
}

export function viewedJson(conversation: Conversation, view: MessageView): MessageForm {
  const { state } = conversation.parts.union
  const history = view.stages.map((stage) => stageJson(state, stage))
  return {
    ...unsent(conversation, view.message, view.content),
    serial: view.serial,
    direction: view.isOurs ? "out" : "in",
    from: callSignOf(state, view.from),
    author: view.author === undefined ? null : callSignOf(state, view.author),
    precedence: view.precedence,
    references: view.references.map((each) => serialOf(state, each) ?? each),
    writtenAt: isoTime(view.writtenAt),
    state: view.state,
    overdue: view.isOverdue,
    delayed: view.isDelayed,
    fate: view.fate,
    faults: [...(view.verdict?.faults ?? [])],
    indexes: Object.fromEntries(view.heldAt.map(({ relay, index }) => [relay, index])),
    stages: firstOfEach([releasedStage(state, view), acceptedStage(view), ...history]),
    history,
    steps: view.steps.map(({ step, demand, action, number, dueAt, at }) => ({
      step,
      demand,
      action,
      number,
      dueAt: isoTime(dueAt),
      relays: Object.fromEntries(at.map(({ relay, t }) => [relay, isoTime(t)])),
    })),
    open: view.demands
      .filter((demand) => !demand.isMet)
      .map(({ demand, dueAt }) => ({
        demand,
        dueAt: dueAt === undefined ? null : isoTime(dueAt),
      })),
  }
}

/** What can be said of a message from its content alone. */
function unsent(
  conversation: Conversation,
  message: MessageId,
  content: Result<Content> | undefined,
): MessageForm {
  const { identity } = conversation.parts
  return {
    id: message,
    serial: null,
    direction: "out",
    from: identity.callSign,
    author: null,
    precedence: "ROUTINE",
    ...contentJson(conversation, content),
    references: [],
    writtenAt: "",
    state: "queued",
    overdue: false,
    delayed: false,
    fate: "stands",
    faults: [],
    indexes: {},
    relays: namesOfRelays(conversation),
    stages: {},
    history: [],
    steps: [],
    open: [],
  }
}

function queuedJson(
  conversation: Conversation,
  message: MessageId,
  now: Now,
): MessageForm | undefined {
  const { parts } = conversation
  const queued = queueView(parts, now).find((each) => each.message === message)
  const item = parts.outbox.items.find((each) =>
    each.parts.some((part) => part.kind === "envelope" && part.message === message),
  )
  const envelope = item?.parts.find((part) => part.kind === "envelope")
  if (item === undefined || envelope === undefined) return undefined
  const at = isoTime(item.releasedAt)
  return {
    ...unsent(conversation, message, decodeStatement(envelope.payload)),
    precedence: item.precedence,
    references: envelope.references.map((each) => serialOf(parts.union.state, each) ?? each),
    writtenAt: at,
    state: queued?.state ?? "sending",
    stages: { released: plainStage("released", parts.identity.callSign, at) },
  }
}

function draftJson(conversation: Conversation, message: MessageId): MessageForm | undefined {
  const { parts } = conversation
  const draft = draftViews(parts).find((each) => each.message === message)
  const request = parts.mailbox.requestOf(message)
  if (draft === undefined || request === undefined) return undefined
  const author = callSignOf(parts.union.state, draft.author)
  return {
    ...unsent(conversation, message, decodeStatement(request.payload)),
    from: author,
    author,
    precedence: draft.precedence,
    references: request.draft.references.map((each) => serialOf(parts.union.state, each) ?? each),
    writtenAt: isoTime(draft.writtenAt),
    state: draft.state === "waiting" ? "awaiting-release" : draft.state,
    stages: { drafted: plainStage("drafted", author, isoTime(draft.writtenAt)) },
  }
}

function namesOfRelays({ parts }: Conversation): Readonly<Record<string, string>> {
  const { state } = parts.union
  return Object.fromEntries(
    [...parts.links.keys()].map((relay) => [relay, relayName(state, relay)]),
  )
}

/** What a message says, without anything that was done with it. */
export function contentOf(conversation: Conversation, message: MessageId): ContentForm {
  return contentJson(conversation, conversation.onlyContentOf(message))
}

type ContentForm = Pick<
  MessageForm,
  "code" | "title" | "params" | "texts" | "remark" | "unreadable"
>

function contentJson(
  conversation: Conversation,
  content: Result<Content> | undefined,
): ContentForm {
  const nothing: ContentForm = {
    code: null,
    title: null,
    params: {},
    texts: [],
    remark: null,
    unreadable: null,
  }
  if (content === undefined) return { ...nothing, unreadable: "not opened here" }
  if (!content.ok) return { ...nothing, unreadable: content.detail }
  if (content.value.kind === "unavailable") {
    const { code, version, remark } = content.value
    const unreadable = `agreed text unavailable: catalogue ${version}`
    return { ...nothing, code, unreadable, remark: remarkJson(remark) }
  }
  const { statement } = content.value
  return {
    ...nothing,
    code: statement.code,
    title: catalogue.languages.en.texts[statement.code]?.title ?? null,
    params: { ...writtenParameters(statement) },
    texts: textsOf(conversation, statement),
    remark: remarkJson(statement.remark),
  }
}

function remarkJson(
  remark: { readonly text: string; readonly language: string } | undefined,
): MessageForm["remark"] {
  if (remark === undefined) return null
  return { text: visibleRemark(remark.text), language: visibleRemark(remark.language) }
}

/** The reader's own language first. A text that cannot be rendered is left out: the values are shown instead, never a guess. */
function textsOf(
  conversation: Conversation,
  said: Parameters<typeof render>[0],
): MessageForm["texts"] {
  const { identity, union } = conversation.parts
  const sides: readonly Side[] = [identity.side, otherSide(identity.side)]
  const wanted = new Set(sides.map((side) => languageOf(union.state, side)))
  return [...wanted].flatMap((name) => {
    const language = languages.find((known) => known === name)
    if (language === undefined) return []
    const serials = { serialOf: (message: MessageId) => serialOf(union.state, message) }
    const rendering = render(said, language, serials)
    return rendering.ok ? [{ language, text: rendering.text, review: rendering.review }] : []
  })
}

function stageJson(state: LineState, seen: StageSeen): StageForm {
  const { fact } = seen
  const [first] = seen.at
  return {
    stage: fact.kind,
    by: callSignOf(state, seen.by),
    role: "role" in fact ? fact.role : null,
    level: "level" in fact ? fact.level : null,
    until: "until" in fact ? isoTime(fact.until) : null,
    at: isoTime(first?.t ?? seen.t),
    afterMs: leastOf(seen.at.flatMap(({ afterMs }) => afterMs ?? [])),
    counts: seen.counts,
    substance:
      seen.substance === undefined ? null : (serialOf(state, seen.substance) ?? seen.substance),
    relays: Object.fromEntries(
      seen.at.map(({ relay, index, t, afterMs }) => [
        relay,
        { index, at: isoTime(t), afterMs: afterMs ?? null },
      ]),
    ),
  }
}

function leastOf(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : Math.min(...numbers)
}

function plainStage(stage: string, by: string | null, at: string): StageForm {
  return {
    stage,
    by,
    role: null,
    level: null,
    until: null,
    at,
    afterMs: null,
    counts: true,
    substance: null,
    relays: {},
  }
}

function releasedStage(state: LineState, view: MessageView): StageForm {
  return plainStage("released", callSignOf(state, view.from), isoTime(view.writtenAt))
}

function acceptedStage(view: MessageView): StageForm {
  const [first] = view.heldAt
  return {
    ...plainStage("accepted", null, isoTime(first?.t ?? view.writtenAt)),
    afterMs: 0,
    relays: Object.fromEntries(
      view.heldAt.map(({ relay, index, t }) => [relay, { index, at: isoTime(t), afterMs: 0 }]),
    ),
  }
}

function firstOfEach(stages: readonly StageForm[]): Readonly<Record<string, StageForm>> {
  const first = new Map<string, StageForm>()
  for (const stage of stages)
    if (stage.counts && !first.has(stage.stage)) first.set(stage.stage, stage)
  return Object.fromEntries(first)
}
