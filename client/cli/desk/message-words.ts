// A message in words for a terminal: what it says, where it stands, who did what and when.

import { clockTime, countdown, span } from "../../runtime/times.ts"
import { wrapped } from "../output/layout.ts"
import type { Palette } from "../output/palette.ts"
import type { MessageForm, StageForm, StepForm } from "../../runtime/requests/message-form.ts"

export interface Page {
  readonly palette: Palette
  readonly columns: number
  readonly now: number
}

/** The vocabulary of all screens; each word means no more than somebody signed. */
const stateWords: Readonly<Record<string, string>> = {
  "awaiting-release": "… AWAITING RELEASE",
  returned: "↩ RETURNED",
  withdrawn: "— WITHDRAWN",
  released: "RELEASED",
  queued: "◌ QUEUED",
  sending: "◌ SENDING",
  held: "✕ NOT SENT, HELD",
  sent: "→ SENT",
  "on-their-desk": "◐ ON THEIR DESK",
  new: "! NEW",
  acknowledged: "● ACKNOWLEDGED",
  contested: "● NOT UNDERSTOOD",
  "read-back": "⇄ READ BACK, not confirmed yet",
  "read-back-differs": "✕ READ BACK DIFFERS",
  confirmed: "⇄ READ BACK ✓",
  "stand-by": "● STAND BY",
  declined: "✓ DECLINED",
  "answer-due": "● ANSWER DUE",
  answered: "✓ ANSWERED",
  "cannot-open": "✕ CANNOT OPEN",
  closed: "✓ CLOSED",
}

function stateWord({ state, overdue, fate }: MessageForm, palette: Palette): string {
  const word = stateWords[state] ?? state.toUpperCase()
  const late = overdue ? ` ${palette.alarm("! OVERDUE")}` : ""
  const later = fate === "stands" ? "" : ` ${palette.warn(fateWords[fate] ?? fate.toUpperCase())}`
  return `${palette.strong(word)}${late}${later}`
}

const fateWords: Readonly<Record<string, string>> = {
  held: "DO NOT ACT UNTIL CONFIRMED",
  superseded: "SUPERSEDED",
  cancelled: "CANCELLED",
}

/** The whole of it. */
export function messageWords(message: MessageForm, page: Page): string {
  return [
    messageHead(message, page),
    ...saidLines(message, page),
    ...stageLines(message, page),
    ...openLines(message, page),
  ].join("\n")
}

/** `■ FLASH  A1-0417  OUT  NT-05 Accidental …   ● ACKNOWLEDGED`. */
export function messageHead(message: MessageForm, { palette }: Page): string {
  const { precedence, serial, direction, code, title, from, author } = message
  const name = serial ?? `unnumbered ${message.id.slice(0, 12)}`
  const two = author === null || author === from ? "" : palette.muted(` written by ${author}`)
  const what = [code, title].filter((part) => part !== null).join(" ")
  const way = direction === "out" ? "OUT" : `IN from ${from}`
  return [
    palette.precedence(precedence),
    palette.strong(name),
    way,
    what,
    stateWord(message, palette) + two,
  ].join("  ")
}

function saidLines(message: MessageForm, page: Page): readonly string[] {
  const { palette, columns } = page
  const { remark, delayed } = message
  const lines = [...textLines(message, page), ...troubleLines(message, page)]
  if (remark !== null) {
    const words = `remark, not agreed wording [${remark.language}]: ${remark.text}`
    lines.push(wrapped(words, columns, "  "))
  }
  if (delayed) lines.push(palette.warn("  ! DELAYED: it came late, and may be out of date"))
  return lines
}

/** The reader's language, then the other one; raw values where there is no agreed text. */
function textLines({ texts, params }: MessageForm, { palette, columns }: Page): readonly string[] {
  if (texts.length === 0) {
    return Object.entries(params).map(([name, value]) => `  ${name}: ${value}`)
  }
  return texts.map(({ language, text, review }, i) => {
    const mark = review === "reviewed" ? "" : " UNREVIEWED"
    const shown = wrapped(`${text} [${language}${mark}]`, columns, "  ")
    return i === 0 ? shown : palette.muted(shown)
  })
}

function troubleLines({ faults, unreadable }: MessageForm, { palette }: Page): readonly string[] {
  const words = faults.map((fault) => faultWords[fault] ?? fault)
  const all = unreadable === null ? words : [unreadable, ...words]
  return all.map((each) => palette.alarm(`  ✕ ${each}`))
}

const faultWords: Readonly<Record<string, string>> = {
  contents: "one id with two statements: do not act on it",
  owes: "it does not owe what its class demands: it does not count",
  precedence: "a precedence that its type does not have: it does not count",
  officers: "not properly released: it needs two officers and carries one. Do not act on it",
  authority: "the authority named is not high enough: it does not count",
  references: "its header names other messages than its statement: it does not count",
  legal: "it does not answer that message: it does not count",
  values: "it does not repeat the fields that it must: it does not count",
  chain: "a correction of a correction, too many times over: it does not count",
}

const stageWords: Readonly<Record<string, string>> = {
  drafted: "written",
  released: "released",
  accepted: "→ sent",
  received: "◐ on the desk",
  read: "● read",
  "read-back": "⇄ read back",
  confirmed: "⇄ confirmed",
  differs: "✕ read-back differs",
  passed: "passed on",
  answered: "✓ answered",
  "stand-by": "stand by",
  declined: "✓ declined",
  "cannot-open": "✕ cannot open",
  contested: "● not understood, or contested",
}

function stageLines(message: MessageForm, page: Page): readonly string[] {
  const { stages, history, steps } = message
  const first = ["drafted", "released", "accepted"].flatMap((name) => stages[name] ?? [])
  return [
    ...first.map((stage) => stageLine(stage, message, page)),
    ...history.map((stage) => stageLine(stage, message, page)),
    ...steps.map((step) => `  ${stepWords(step, message, page)}`),
  ]
}

export function stageLine(stage: StageForm, message: MessageForm, page: Page): string {
  const { palette, now } = page
  const took =
    stage.afterMs === null || stage.stage === "accepted" ? "" : ` (${span(stage.afterMs)})`
  const places = Object.entries(stage.relays)
    .map(([relay, { index }]) => `${message.relays[relay] ?? relay} #${String(index)}`)
    .join(", ")
  const about = [
    stage.by ?? "",
    stage.role ?? stage.level ?? "",
    stage.until === null ? "" : `until ${clockTime(Date.parse(stage.until), now)}`,
    stage.substance === null ? "" : `by ${stage.substance}`,
    stage.counts ? "" : palette.alarm("does not count"),
  ].filter((part) => part !== "")
  const word = (stageWords[stage.stage] ?? stage.stage).padEnd(16)
  const at = clockTime(Date.parse(stage.at), now)
  return `  ${word} ${at}${took}  ${about.join(" ")}  ${palette.muted(places)}`.trimEnd()
}

const actionWords: Readonly<Record<string, string>> = {
  repeat: "rings again",
  supervisor: "the supervisor is called",
  "every-path": "every other path is tried",
  query: "they are asked again",
  "no-answer": "NO ANSWER",
}

const demandWords: Readonly<Record<string, string>> = {
  received: "not received",
  read: "not acknowledged",
  understood: "not read back and confirmed",
  authority: "not passed to authority",
  answered: "not answered",
}

export function stepWords(step: StepForm, message: MessageForm, { palette, now }: Page): string {
  const { demand, action, dueAt, relays } = step
  const names = Object.keys(relays).map((relay) => message.relays[relay] ?? relay)
  const by = names.length === 0 ? "by our clock" : `recorded by ${names.join(", ")}`
  const what = `${demandWords[demand] ?? demand}: ${actionWords[action] ?? action}`
  return `${palette.alarm("!")} ${clockTime(Date.parse(dueAt), now)} ${what} ${palette.muted(`(${by})`)}`
}

/** That a message of theirs is received is this desk's own business, and done before anybody reads it. */
function openLines({ open, direction }: MessageForm, { palette, now }: Page): readonly string[] {
  const people = open.filter(({ demand }) => direction === "out" || demand !== "received")
  const due = people.map((each) => dueWords(each, now))
  return due.length === 0 ? [] : [`  ${palette.warn("due:")} ${due.join(" · ")}`]
}

const dueNames: Readonly<Record<string, string>> = {
  received: "receipt",
  read: "acknowledgement",
  understood: "confirmed read-back",
  authority: "passing to authority",
  answered: "answer",
}

/** `acknowledgement in 40 s`, `answer 02:10 late`. */
export function dueWords({ demand, dueAt }: MessageForm["open"][number], now: number): string {
  const when = dueAt === null ? "" : ` ${countdown(Date.parse(dueAt), now)}`
  return `${dueNames[demand] ?? demand}${when}`
}
