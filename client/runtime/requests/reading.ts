// Reading and being read: acknowledging, repeating the critical values, and the author's judgement on a read-back.

import { parameterOf } from "../../../shared/catalogue/parameters/parameter-of.ts"
import type { Said } from "../../../shared/catalogue/substance.ts"
import { fieldOf, rowOf } from "../../../shared/catalogue/table.ts"
import type { FieldValue } from "../../../shared/catalogue/value.ts"
import { versionsOf } from "../../../shared/dialogue/fate.ts"
import { readBacksOf, type ReadBack } from "../../../shared/dialogue/read-back.ts"
import { givenIn, readBackOf, type ValuesOf } from "../../../shared/dialogue/read-back-values.ts"
import { aboutOf } from "../../../shared/dialogue/judge.ts"
import { copyOf, heldOf, otherSide, saidBy, type Held } from "../../../shared/dialogue/state.ts"
import { deviceIn } from "../../../shared/line/agreement.ts"
import type { MessageId } from "../../../shared/records/names.ts"
import { ownRole } from "../../sdk/follow.ts"
import { Failure } from "../failure.ts"
import type { DeskWork } from "./desk-work.ts"
import type { Acted, ComparedField } from "./ops.ts"
import { say } from "./saying.ts"

/** AK-01 is the stage alone: an officer has read it. Contested: an officer disputes that it was read by one of theirs. */
export async function acknowledge(
  work: DeskWork,
  asked: {
    readonly serial: string
    readonly contested: boolean
    readonly comesWithinMs: number
  },
  signal: AbortSignal,
): Promise<Acted> {
  const about = await work.about(asked.serial, signal, asked.comesWithinMs)
  refuseWithoutPermission(work)
  const kind = asked.contested ? "contested" : "read"
  return await work.act(
    ({ parts, acts, now }) =>
      acts.report(about, { kind, role: ownRole(parts, now) }, undefined, now),
    signal,
  )
}

/** What a relay would refuse must not get a number: it would stop this device's chain. */
function refuseWithoutPermission({ parts }: DeskWork): void {
  const own = deviceIn(parts.union.state, parts.identity.device)?.entry.permissions ?? []
  if (own.includes("acknowledge")) return
  throw new Failure("who/permission", "this device may not acknowledge")
}

/** What was said and is to be repeated: under the code it belongs to, as it stands now. */
function wanted(work: DeskWork, held: Held): ValuesOf {
  const said = saidBy(held)
  if (said.code === "CR-01") return readBackOf(said)
  const versions = versionsOf(work.conversation.dialogue, held)
  return readBackOf(versions.at(-1) ?? said)
}

async function theirs(work: DeskWork, serial: string, signal: AbortSignal): Promise<Held> {
  const message = await work.named(serial, signal)
  const side = otherSide(work.parts.identity.side)
  const held = heldOf(work.conversation.dialogue, side, message)
  if (held !== undefined) return held
  throw new Failure("cli/refused", `${serial} is not a statement of the other side`)
}

export async function readBackFields(
  work: DeskWork,
  { serial }: { readonly serial: string },
  signal: AbortSignal,
): Promise<{
  readonly code: string
  readonly fields: { readonly number: number; readonly name: string; readonly form: string }[]
}> {
  const { code, values } = wanted(work, await theirs(work, serial, signal))
  const fields = values.flatMap(({ field }) => {
    const known = fieldOf(rowOf(code), field)
    return known === undefined
      ? []
      : [{ number: known.number, name: field, form: parameterOf(known).form }]
  })
  if (fields.length > 0) return { code, fields }
  throw new Failure("cli/refused", `${serial} (${code}) is not read back: acknowledge it with ack`)
}

/** AK-02 with its stage. The values come from the officer, never from the message. */
export async function readBack(
  work: DeskWork,
  asked: { readonly serial: string; readonly params: Readonly<Record<string, string>> },
  signal: AbortSignal,
): Promise<Acted> {
  const { code, fields } = await readBackFields(work, asked, signal)
  const missing = fields.filter(({ name }) => asked.params[name] === undefined)
  const names = fields.map(({ name }) => name)
  const other = Object.keys(asked.params).filter((name) => !names.includes(name))
  if (missing.length > 0 || other.length > 0) {
    throw new Failure(
      "cli/input",
      `a read-back of ${asked.serial} repeats ${names.join(", ")}, all of them and nothing else`,
      "Nothing was sent. Give each as --param name=value, typed from what you read.",
    )
  }
  const values = fields.map(({ name }) => `${name}=${escaped(asked.params[name] ?? "")}`)
  const params = { ref: asked.serial, values: `${code} ${values.join("; ")}` }
  return await say(work, { code: "AK-02", params, precedence: null, remark: null }, signal)
}

function escaped(value: string): string {
  return value.replaceAll(/[\\;]/gu, String.raw`\$&`)
}

interface Found {
  readonly about: Held
  readonly readBack: ReadBack | undefined
}

/** By the serial of our message, or of the read-back itself: the one that is named, else the newest. */
async function found(work: DeskWork, serial: string, signal: AbortSignal): Promise<Found> {
  await work.caughtUp(signal)
  const message = await work.named(serial, signal)
  const { dialogue } = work.conversation
  const { side } = work.parts.identity
  const own = heldOf(dialogue, side, message) ?? subjectOf(work, message)
  if (own === undefined) throw new Failure("cli/refused", `${serial} is not one of our statements`)
  const all = readBacksOf(dialogue, own)
  const named = all.find(({ by }) => by.message === message)
  return { about: own, readBack: named ?? all.at(-1) }
}

function subjectOf(work: DeskWork, readBackMessage: MessageId): Held | undefined {
  const { dialogue } = work.conversation
  const held = heldOf(dialogue, otherSide(work.parts.identity.side), readBackMessage)
  if (held === undefined || saidBy(held).code !== "AK-02") return undefined
  return aboutOf(dialogue, held)
}

export async function comparison(
  work: DeskWork,
  { serial }: { readonly serial: string },
  signal: AbortSignal,
): Promise<{
  readonly message: Acted["message"]
  readonly readBack: {
    readonly serial: string
    readonly by: string
    readonly answer: string
    readonly fields: ComparedField[]
  } | null
}> {
  const { about, readBack: last } = await found(work, serial, signal)
  const message = work.form(about.message)
  if (last === undefined) return { message, readBack: null }
  const copy = copyOf(last.by)
  return {
    message,
    readBack: {
      serial: copy.serial,
      by: copy.released,
      answer: last.answer,
      fields: comparedFields(work, about, last),
    },
  }
}

function comparedFields(
  work: DeskWork,
  about: Held,
  { by, differences }: ReadBack,
): ComparedField[] {
  const { code, values } = wanted(work, about)
  const given = givenIn(saidBy(by))?.values ?? []
  const names = [...new Set([...values, ...given].map(({ field }) => field))]
  return names.flatMap((name) => {
    const field = fieldOf(rowOf(code), name)
    if (field === undefined) return []
    const isDifferent = differences.some((each) => each.field === name)
    return [
      {
        number: field.number,
        field: name,
        said: written(code, values, name),
        given: written(code, given, name),
        same: !isDifferent,
      },
    ]
  })
}

function written(code: Said["code"], values: readonly FieldValue[], name: string): string | null {
  const field = fieldOf(rowOf(code), name)
  const value = values.find((each) => each.field === name)?.value
  return field === undefined || value === undefined ? null : parameterOf(field).write(value)
}

/** AK-06: all correct, or these fields differ. What the machine finds different cannot be called correct. */
export async function judgeReadBack(
  work: DeskWork,
  asked: { readonly serial: string; readonly differing: readonly string[] },
  signal: AbortSignal,
): Promise<Acted> {
  const { about, readBack: last } = await found(work, asked.serial, signal)
  if (last === undefined) {
    throw new Failure(
      "cli/refused",
      `nobody has read ${asked.serial} back yet`,
      "Nothing was sent. `parley watch` shows a read-back when it comes.",
    )
  }
  const different = last.differences.map(({ field }) => field)
  if (asked.differing.length === 0 && different.length > 0) {
    throw new Failure(
      "cli/refused",
      `the read-back differs in ${different.join(", ")}: it cannot be confirmed`,
      "Nothing was sent. Say so with --differs, then send a correction (CR-01) if what you sent was wrong.",
    )
  }
  const differing = fieldNumbers(wanted(work, about).code, asked.differing)
  const params = { ref: last.by.message, differing }
  return await say(work, { code: "AK-06", params, precedence: null, remark: null }, signal)
}

function fieldNumbers(code: Said["code"], names: readonly string[]): string {
  if (names.length === 0) return "ALL-CORRECT"
  const { fields } = rowOf(code)
  const numbers = names.map((name) => {
    const field = fields.find((each) => each.name === name || String(each.number) === name)
    if (field !== undefined) return field.number
    const known = fields.map((each) => each.name).join(", ")
    throw new Failure("cli/input", `${code} has no field ${name}. It has ${known}`)
  })
  return numbers.toSorted((a, b) => a - b).join(",")
}
