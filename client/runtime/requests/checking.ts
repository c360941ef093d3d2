// Line checks: a short text that a person at the other desk reads and types again, with the serials and the journal that this
// desk holds.

import {
  allHeld,
  copyOf,
  heldOf,
  otherSide,
  saidBy,
  type Held,
} from "../../../shared/dialogue/state.ts"
import { isValue } from "../../../shared/catalogue/value.ts"
import { plainText } from "../../../shared/dialogue/line-check.ts"
import { isAnswered } from "../../../shared/dialogue/answers.ts"
import type { Randomness } from "../../../shared/crypto/ports.ts"
import { currentCharter } from "../../../shared/line/agreement.ts"
import type { Side } from "../../../shared/records/charter.ts"
import { Failure } from "../failure.ts"
import type { DeskWork } from "./desk-work.ts"
import type { Acted } from "./ops.ts"
import { say } from "./saying.ts"

export async function callLineCheck(
  work: DeskWork,
  asked: { readonly text: string | null },
  signal: AbortSignal,
): Promise<Acted> {
  await work.caughtUp(signal)
  const params = {
    text: asked.text ?? checkText(work.parts.crypto.random),
    ...whatWeHold(work),
    path: pathOf(work),
  }
  return await say(work, { code: "LC-01", params, precedence: null, remark: null }, signal)
}

/** Two groups of digits: something to read and type, that nobody can send without having seen it. */
function checkText(random: Randomness): string {
  return `${fiveDigits(random)} ${fiveDigits(random)}`
}

/** Four billion cases for a hundred thousand numbers: none is likelier than another by as much as a person could notice. */
function fiveDigits(random: Randomness): string {
  const drawn = random.bytes(4).reduce((sum, byte) => sum * 256 + byte, 0)
  return String(drawn % 100_000).padStart(5, "0")
}

export async function answerLineCheck(
  work: DeskWork,
  asked: { readonly serial: string | null; readonly echo: string },
  signal: AbortSignal,
): Promise<Acted> {
  await work.caughtUp(signal)
  const call =
    asked.serial === null ? openCheck(work) : await checkNamed(work, asked.serial, signal)
  if (call === undefined) {
    throw new Failure("cli/not-held", "no line check of the other side waits for an answer")
  }
  const { text } = saidBy(call).params
  if (isValue(text, "text") && plainText(text.text) !== plainText(asked.echo)) {
    throw new Failure(
      "cli/refused",
      `that is not the text of ${copyOf(call).serial}`,
      "Nothing was sent. Read the text again and type it: the check is there to show that a person read it.",
    )
  }
  const params = { ref: call.message, echo: asked.echo, ...whatWeHold(work) }
  return await say(work, { code: "LC-02", params, precedence: null, remark: null }, signal)
}

async function checkNamed(
  work: DeskWork,
  serial: string,
  signal: AbortSignal,
): Promise<Held | undefined> {
  const message = await work.named(serial, signal)
  const { dialogue, parts } = work.conversation
  const held = heldOf(dialogue, otherSide(parts.identity.side), message)
  return held !== undefined && saidBy(held).code === "LC-01" ? held : undefined
}

/** The oldest check of theirs that nobody here has answered. */
function openCheck(work: DeskWork): Held | undefined {
  const { dialogue, parts } = work.conversation
  const side = otherSide(parts.identity.side)
  return allHeld(dialogue).find(
    (held) => held.side === side && saidBy(held).code === "LC-01" && !isAnswered(dialogue, held),
  )
}

/** For comparison at the other end: who lacks what shows at once. */
function whatWeHold(
  work: DeskWork,
): Readonly<Record<"lastSent" | "lastReceived" | "head", string>> {
  const { side } = work.parts.identity
  return {
    lastSent: lastSerial(work, side),
    lastReceived: lastSerial(work, otherSide(side)),
    head: headOf(work),
  }
}

function lastSerial({ conversation }: DeskWork, side: Side): string {
  const last = allHeld(conversation.dialogue).findLast((held) => held.side === side)
  return last === undefined ? "NONE" : copyOf(last).serial
}

function headOf({ parts }: DeskWork): string {
  for (const { copy } of parts.links.values()) {
    const { seen } = copy
    if (seen === undefined) continue
    return `${seen.relay}/${String(seen.epoch)}/${String(seen.size)}/${seen.root}`
  }
  return "UNKNOWN"
}

/** Over which relays it goes out now. */
function pathOf({ parts }: DeskWork): string {
  const { relays } = currentCharter(parts.union.state)
  const up = relays.filter(({ relay }) => parts.links.get(relay)?.circuit.phase === "up")
  if (up.length === relays.length) return "all-relays"
  const operators = new Set(up.map(({ operator }) => operator))
  if (operators.size !== 1) return "other"
  return operators.has("A") ? "relay-of-a" : "relay-of-b"
}
