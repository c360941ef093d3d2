// Saying something: one officer sends, two release. Asked by `send`, `answer`, `release`, `withdraw` and their kin.

import { rowOf } from "../../../shared/catalogue/table.ts"
import { parseParameters, writtenParameters } from "../../../shared/catalogue/compose.ts"
import { equalValues } from "../../../shared/catalogue/parameter.ts"
import { parameterOf } from "../../../shared/catalogue/parameters/parameter-of.ts"
import { decodeStatement } from "../../../shared/catalogue/statement.ts"
import type { Field } from "../../../shared/catalogue/statement-type.ts"
import type { Code, Statement } from "../../../shared/catalogue/value.ts"
import { currentCharter } from "../../../shared/line/agreement.ts"
import type { MessageId, Precedence } from "../../../shared/records/names.ts"
import { refused, type Result } from "../../../shared/result.ts"
import type { Parts } from "../../sdk/desk.ts"
import { releaseAnswer } from "../../sdk/release.ts"
import { catalogueFault, prepare, prepareStatement } from "../../sdk/statements.ts"
import { messageNamed } from "../../sdk/view/naming.ts"
import { draftViews, type DraftView } from "../../sdk/view/queue.ts"
import { Failure, failureOf, unwrap } from "../failure.ts"
import { wrongParameters } from "./wrong-parameters.ts"
import type { DeskView } from "../desk-runtime.ts"
import type { DeskWork } from "./desk-work.ts"
import { messageJson } from "./message-json.ts"
import type { Acted, DraftForm } from "./ops.ts"

export interface Saying {
  readonly code: Code
  readonly params: Readonly<Record<string, string>>
  readonly precedence: Precedence | null
  readonly remark: string | null
  /** Whether the other party's relay may carry a release request where ours does not answer. */
  readonly mailElsewhere?: boolean
}

/** One officer where that is enough, a release request where it is not. An answer goes with the stage that names it. */
export async function say(work: DeskWork, saying: Saying, signal: AbortSignal): Promise<Acted> {
  refuseOtherCatalogue(work)
  // What it is about may have come while no desk was open here. Without a reference nothing is waited for: the line may be down.
  if (referenceIn(saying) !== undefined) await work.caughtUp(signal)
  return await work.act((desk) => said(work, saying, desk), signal)
}

function said(work: DeskWork, saying: Saying, desk: DeskView): Result<MessageId> {
  const { acts, now } = desk
  const prepared = prepare(
    work.conversation,
    {
      code: saying.code,
      given: saying.params,
      precedence: saying.precedence ?? undefined,
      remark: saying.remark ?? undefined,
    },
    now,
  )
  if (!prepared.ok) {
    if (prepared.code !== undefined) return prepared
    throw wrongParameters(saying.code, prepared.errors)
  }
  const { letter, officers, follow } = prepared.value
  if (officers === 2) return acts.requestRelease(letter, now, saying.mailElsewhere)
  if (follow === undefined) return acts.send(letter, now)
  const { message, fact } = follow
  return work.madeIn((at) => acts.report(message, fact, letter, at), now)
}

function referenceIn({ code, params }: Saying): string | undefined {
  const field = rowOf(code).fields.find(({ type }) => type === "REF")
  return field === undefined ? undefined : params[field.name]
}

function refuseOtherCatalogue(work: DeskWork): void {
  const fault = catalogueFault(currentCharter(work.parts.union.state))
  if (fault !== undefined) throw failureOf(fault)
}

/** Drafts that wait at this desk, with what the second officer has to type again. */
export function drafts(work: DeskWork): readonly DraftForm[] {
  return work.runtime.act(({ parts, now }) =>
    draftViews(parts)
      .filter((draft) => draft.state === "waiting")
      .flatMap((draft) => {
        const message = messageJson(work.conversation, draft.message, now)
        const statement = draftedStatement(work, draft.message)
        if (message === undefined) return []
        const retype = statement === undefined ? [] : retyped(statement).map(({ name }) => name)
        return [{ message, obstacle: draft.obstacle ?? null, retype }]
      }),
  )
}

function draftedStatement({ parts }: DeskWork, message: MessageId): Statement | undefined {
  const request = parts.mailbox.requestOf(message)
  const content = request === undefined ? undefined : decodeStatement(request.payload)
  return content?.ok === true && content.value.kind === "statement"
    ? content.value.statement
    : undefined
}

/** The critical fields; where a type has none, all that is not a reference or an authority. */
function retyped({ code }: Statement): readonly Field[] {
  const { fields } = rowOf(code)
  const critical = fields.filter((field) => field.critical)
  const plain = fields.filter(({ type }) => type !== "REF" && type !== "AUTH")
  return critical.length > 0 ? critical : plain
}

/** Desk mail comes after the journal, and nothing says when it has all come: a draft is waited for a moment. */
async function draftComing(work: DeskWork, name: string, signal: AbortSignal): Promise<MessageId> {
  await work.caughtUp(signal)
  await work.runtime.until((parts) => (draftsNamed(parts, name).length > 0 ? true : undefined), {
    timeoutMs: mailMs,
    signal,
  })
  return draftNamed(work, name)
}

const mailMs = 3_000

function draftsNamed(parts: Parts, name: string): readonly DraftView[] {
  return draftViews(parts).filter(({ message }) => message.startsWith(name.toLowerCase()))
}

/** Ids are long: the beginning is enough where it names one draft. */
function draftNamed({ parts }: DeskWork, name: string): MessageId {
  const found = draftsNamed(parts, name)
  const waiting = found.filter(({ state }) => state === "waiting")
  const [one, ...more] = waiting.length > 0 ? waiting : found
  if (one === undefined) throw new Failure("cli/not-held", `no draft ${name} waits at this desk`)
  if (more.length > 0)
    throw new Failure("cli/input", `${name} begins the id of more than one draft`)
  return one.message
}

/** The second officer has typed the critical values again: they must be those of the draft. */
export async function release(
  work: DeskWork,
  asked: { readonly id: string; readonly params: Readonly<Record<string, string>> },
  signal: AbortSignal,
): Promise<Acted> {
  refuseOtherCatalogue(work)
  const message = await draftComing(work, asked.id, signal)
  const statement = draftedStatement(work, message)
  const draft = work.parts.mailbox.requestOf(message)?.draft
  if (statement === undefined || draft === undefined) {
    throw new Failure("open/content", "the draft is no statement of this catalogue")
  }
  compareRetyped(work, statement, asked.params)
  return await work.act((desk) => {
    const prepared = prepareStatement(work.conversation, statement, draft.precedence, desk.now)
    if (!prepared.ok) return prepared
    return releaseAnswer(desk, message, prepared.value.follow)
  }, signal)
}

function compareRetyped(
  work: DeskWork,
  statement: Statement,
  given: Readonly<Record<string, string>>,
): void {
  const { code } = statement
  const fields = retyped(statement)
  const names = fields.map(({ name }) => name)
  const missing = names.filter((name) => given[name] === undefined)
  if (missing.length > 0) {
    throw new Failure(
      "cli/input",
      `type again, as --param name=value: ${missing.join(", ")}`,
      "Nothing was released. The second officer reads the draft and types these values, so that two people have seen them.",
    )
  }
  const whole = { ...writtenParameters(statement), ...given }
  const parsed = parseParameters(code, whole, {
    messageOf: (serial) => messageNamed(work.parts.union.state, serial),
  })
  if (!parsed.ok) throw wrongParameters(code, parsed.errors)
  const different = fields.filter((field) => {
    const typed = parsed.params[field.name]
    const drafted = statement.params[field.name]
    if (typed === undefined || drafted === undefined) return true
    return !equalValues(parameterOf(field), typed, drafted)
  })
  if (different.length === 0) return
  throw new Failure(
    "cli/refused",
    `not what the draft says: ${different.map(({ name }) => name).join(", ")}`,
    "Nothing was released. Read the draft again; if it is wrong, return it with a reason.",
  )
}

export async function giveBack(
  work: DeskWork,
  asked: { readonly id: string; readonly reason: string },
  signal: AbortSignal,
): Promise<Acted> {
  const message = await draftComing(work, asked.id, signal)
  // The act gives the id of the mail; what is shown is the draft.
  return await work.act(({ acts, now }) => {
    const done = acts.giveBack(message, asked.reason, now)
    return done.ok ? { ok: true, value: message } : done
  }, signal)
}

/** By draft id, or by the id of a message that has no number yet. */
export async function takeBack(
  work: DeskWork,
  asked: { readonly id: string; readonly reason: string },
  signal: AbortSignal,
): Promise<Acted> {
  const { outbox, union } = work.parts
  const serial = messageNamed(union.state, asked.id)
  const queued = outbox.items
    .flatMap((item) => item.parts)
    .find((part) => part.kind === "envelope" && part.message.startsWith(asked.id.toLowerCase()))
  if (queued?.kind === "envelope") {
    const form = work.form(queued.message)
    unwrap(work.runtime.act(({ acts, now }) => acts.takeBack(queued.message, asked.reason, now)))
    await work.runtime.settled()
    return { accepted: true, message: { ...form, state: "withdrawn" } }
  }
  if (serial !== undefined) throw failureOf(tooLate)
  const message = draftNamed(work, asked.id)
  return await work.act(({ acts, now }) => {
    const done = acts.takeBack(message, asked.reason, now)
    return done.ok ? { ok: true, value: message } : done
  }, signal)
}

const tooLate = refused(
  "statement/refused",
  "too late: it has been sent. Send a correction (CR-01) or cancel it (CR-03)",
)
