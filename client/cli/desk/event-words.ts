// Events in words: what happened, what it means, what to do.

import { unreachable } from "../../../shared/assert.ts"
import { clockTime, isoTime } from "../../runtime/times.ts"
import type { NoticeForm } from "../../runtime/requests/event.ts"
import type { MessageForm } from "../../runtime/requests/message-form.ts"
import { messageHead, messageWords, stageLine, stepWords, type Page } from "./message-words.ts"
import type { StatusForm } from "../../runtime/requests/status-form.ts"

/** What an event is about, as far as it is known. */
interface EventAbout {
  readonly message: MessageForm | undefined
  readonly status: StatusForm | undefined
}

type NoticeOf<K extends NoticeForm["kind"]> = Extract<NoticeForm, { readonly kind: K }>
type OfMessage = NoticeOf<"arrived" | "stage" | "overdue" | "not-sent" | "cannot-open">
type OfDraft = NoticeOf<
  "release-request" | "draft-returned" | "draft-withdrawn" | "withdrawn-too-late"
>
type OfDuty = NoticeOf<
  "countersign-asked" | "proposal-ended" | "handed-over" | "suspended" | "rewrapped"
>
type OfLine = Exclude<NoticeForm, OfMessage | OfDraft | OfDuty>

const ofMessage: ReadonlySet<string> = new Set<OfMessage["kind"]>([
  "arrived",
  "stage",
  "overdue",
  "not-sent",
  "cannot-open",
])
const ofDraft: ReadonlySet<string> = new Set<OfDraft["kind"]>([
  "release-request",
  "draft-returned",
  "draft-withdrawn",
  "withdrawn-too-late",
])

const ofDuty: ReadonlySet<string> = new Set<OfDuty["kind"]>([
  "countersign-asked",
  "proposal-ended",
  "handed-over",
  "suspended",
  "rewrapped",
])

function isOfDuty(told: NoticeForm): told is OfDuty {
  return ofDuty.has(told.kind)
}

function isOfMessage(told: NoticeForm): told is OfMessage {
  return ofMessage.has(told.kind)
}

function isOfDraft(told: NoticeForm): told is OfDraft {
  return ofDraft.has(told.kind)
}

/** Empty for what a person need not see. */
export function eventWords(told: NoticeForm, about: EventAbout, page: Page): string {
  const words = wordsOf(told, about, page)
  return words === "" ? "" : `${page.palette.muted(clockTime(page.now, page.now))} ${words}`
}

function wordsOf(told: NoticeForm, about: EventAbout, page: Page): string {
  const { message } = about
  if (isOfMessage(told)) {
    return message === undefined ? "" : messageEvent(told, message, about, page)
  }
  if (isOfDraft(told)) return message === undefined ? "" : draftEvent(told, message, page)
  return isOfDuty(told) ? dutyEvent(told, page) : lineEvent(told, page)
}

function dutyEvent(told: OfDuty, { palette }: Page): string {
  switch (told.kind) {
    case "countersign-asked": {
      const what = told.terms.kind === "handover" ? "to hand over the watch" : "for a suspension"
      return palette.warn(
        `… SIGNATURE ASKED ${what}: parley countersign ${told.proposal.slice(0, 12)}`,
      )
    }
    case "proposal-ended":
      return `what was to be signed by two is ${told.how}: ${told.reason}`
    case "handed-over":
      return palette.strong("the watch has changed hands: `parley status` shows who has it")
    case "suspended":
      return palette.alarm(`✕ A DEVICE IS SUSPENDED: ${told.reason}. What it signs counts no more.`)
    case "rewrapped":
      return ""
    default:
      return unreachable(told)
  }
}

function messageEvent(
  told: OfMessage,
  message: MessageForm,
  about: EventAbout,
  page: Page,
): string {
  const name = message.serial ?? `unnumbered ${message.id.slice(0, 12)}`
  switch (told.kind) {
    case "arrived":
      return arrivedWords(message, page)
    case "stage":
      return stageWords(told, message, page)
    case "overdue":
      return overdueWords(told, message, page)
    case "not-sent":
      return notSentWords(name, about, page)
    case "cannot-open":
      return page.palette.alarm(
        `✕ CANNOT OPEN ${name}: a message of theirs arrived and cannot be opened (${told.code}). Ask them to wrap it again.`,
      )
    default:
      return unreachable(told)
  }
}

function draftEvent(told: OfDraft, message: MessageForm, page: Page): string {
  const name = `${message.code ?? ""} ${message.id.slice(0, 12)}`
  switch (told.kind) {
    case "release-request":
      return `${page.palette.warn("… RELEASE REQUESTED")}\n${messageWords(message, page)}\n  Read it, then: parley release ${message.id.slice(0, 12)}`
    case "draft-returned":
      return `↩ RETURNED ${name}: ${told.reason}`
    case "draft-withdrawn":
      return `— WITHDRAWN ${name}: ${told.reason}`
    case "withdrawn-too-late":
      return page.palette.alarm(
        `✕ SENT ALL THE SAME ${name}: its author took the draft back too late (${told.reason}). Send a correction or cancel it.`,
      )
    default:
      return unreachable(told)
  }
}

function arrivedWords(message: MessageForm, page: Page): string {
  const todo =
    message.direction === "in" && message.open.some(({ demand }) => demand === "read")
      ? `\n  Acknowledge: parley ack ${message.serial ?? message.id}`
      : ""
  return `${page.palette.strong("NEW")}\n${messageWords(message, page)}${todo}`
}

/** The stage that the notice tells of is the newest of its kind by that device. */
function stageWords(
  told: Extract<NoticeForm, { kind: "stage" }>,
  message: MessageForm,
  page: Page,
): string {
  // That a machine of ours has opened it is said by the arrival.
  if (told.fact.kind === "received" && message.direction === "in") return ""
  const stage = message.history.findLast(({ stage: kind }) => kind === told.fact.kind)
  if (stage === undefined) return messageHead(message, page)
  return `${message.serial ?? message.id}${stageLine(stage, message, page).replace(/^ +/u, " ")}`
}

function overdueWords(
  told: Extract<NoticeForm, { kind: "overdue" }>,
  message: MessageForm,
  page: Page,
): string {
  const { point, by, relay } = told
  const step = message.steps.find((each) => each.step === point.step) ?? {
    step: point.step,
    demand: point.demand,
    action: point.action,
    number: point.number,
    dueAt: isoTime(point.dueAt),
    relays: by === "relay" ? { [relay]: "" } : {},
  }
  const { serial, precedence, direction } = message
  const whose = direction === "out" ? "ours" : "theirs"
  return `${page.palette.precedence(precedence)} ${serial ?? message.id} (${whose}) ${stepWords(step, message, page)}`
}

function notSentWords(name: string, { status }: EventAbout, { palette }: Page): string {
  const telephone = status === undefined ? "" : ` Telephone: ${status.telephone.theirs}.`
  return palette.alarm(
    `✕ NOT SENT, HELD ${name}: no relay has accepted it in time. It waits here and goes out when the line is back.${telephone}`,
  )
}

function lineEvent(told: OfLine, page: Page): string {
  const { palette } = page
  switch (told.kind) {
    case "circuit-up":
      return `circuit to relay ${told.relay} is up`
    case "circuit-down":
      return palette.warn(downWords(told))
    case "relay-not-keeping-time":
      return palette.alarm(
        `✕ relay ${told.relay} is not keeping time: a step of the ladder is due and it has not recorded it. Trust this desk's clock.`,
      )
    case "numbered":
    case "accepted":
      return ""
    case "violation":
    case "refused":
    case "unsendable":
    case "stopped-signing":
      return palette.alarm(troubleWords(told))
    default:
      return unreachable(told)
  }
}

function downWords({ relay, code }: NoticeOf<"circuit-down">): string {
  return `circuit to relay ${relay} is down (${code ?? "no reason given"})`
}

function troubleWords(
  told: NoticeOf<"violation" | "refused" | "unsendable" | "stopped-signing">,
): string {
  switch (told.kind) {
    case "violation":
      return `✕ VIOLATION at relay ${told.relay}: ${told.code}: ${told.detail}`
    case "refused":
      return `! relay ${told.relay} refused a record: ${told.code}: ${told.detail}`
    case "unsendable":
      return `✕ DROPPED, it can never be sent: ${told.code}: ${told.detail}`
    case "stopped-signing":
      return `✕ THIS DEVICE SIGNS NOTHING MORE: ${told.detail}. Call your custodian and enrol again.`
    default:
      return unreachable(told)
  }
}

/** What a person should know of a change of the line; undefined where nothing changed. The first look tells how it stands. */
export function lineChange(
  before: StatusForm | undefined,
  now: StatusForm,
  page: Page,
): string | undefined {
  const isSame =
    before !== undefined &&
    before.line.up === now.line.up &&
    before.theirDesk.state === now.theirDesk.state &&
    before.ourDesk.state === now.ourDesk.state
  if (isSame) return undefined
  const at = page.palette.muted(clockTime(page.now, page.now))
  return `${at} ${lineWord(now, page)} · their desk ${theirWord(now, page)}`
}

function lineWord({ line, ourDesk, telephone }: StatusForm, { palette }: Page): string {
  if (line.up) return palette.good("● line up")
  const why =
    ourDesk.state === "off-line"
      ? "no relay answers. Messages wait here."
      : "a relay answers, and nobody of theirs is heard: cut off or empty, from here nobody can say which."
  return palette.alarm(`✕ LINE DOWN: ${why} Telephone: ${telephone.theirs}`)
}

function theirWord({ theirDesk }: StatusForm, { palette }: Page): string {
  if (theirDesk.state === "staffed") return palette.good("● staffed")
  return theirDesk.state === "unattended"
    ? palette.warn("◐ unattended: alive, nobody on watch")
    : palette.alarm("✕ NOT HEARD")
}
