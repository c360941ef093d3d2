// What people call things: serials for messages, call signs for devices, the operating party's letter for relays.

import type { DialogueState } from "../../../shared/dialogue/state.ts"
import { charterOf, currentCharter, deviceEver } from "../../../shared/line/agreement.ts"
import { envelopeOf } from "../../../shared/line/delivery.ts"
import type { LineState, Sent } from "../../../shared/line/state.ts"
import type { Side } from "../../../shared/records/charter.ts"
import type { DeviceId, MessageId, RelayId } from "../../../shared/records/names.ts"
import { messagesIn, type Named } from "../subject.ts"

const counterDigits = 4

/** `A1-0417`: the device's call sign and its envelope counter, as the author signed it. */
export function serialText(callSign: string, counter: number): string {
  return `${callSign}-${String(counter).padStart(counterDigits, "0")}`
}

export function callSignOf(state: LineState, device: DeviceId): string {
  return deviceEver(state, device)?.entry.callSign ?? device.slice(0, 8)
}

export function serialOfSent(state: LineState, sent: Sent): string {
  return serialText(callSignOf(state, sent.from), sent.serial)
}

/** Undefined for a message that no relay has accepted yet, that is not held here, or whose id stands for several. */
export function serialOf(state: LineState, message: MessageId): string | undefined {
  const row = state.rows.get(message)
  if (row === undefined || messagesIn(row).length > 1) return undefined
  const sent = envelopeOf(row)
  return sent === undefined ? undefined : serialOfSent(state, sent)
}

const messageIdForm = /^[0-9a-f]{32}$/u

/** The message of a serial or a message id; capitals do not matter, leading zeros of the counter may be left out. */
export function messageNamed(state: LineState, name: string): MessageId | undefined {
  const named = envelopeNamed(state, name)
  return typeof named === "string" ? named : named?.message
}

/** The same; a serial, or a header's hash, names one envelope, and with it one message even where its id was used for more. */
export function envelopeNamed(state: LineState, name: string): MessageId | Named | undefined {
  const wanted = name.trim()
  const byId = messageIdForm.test(wanted.toLowerCase()) ? wanted.toLowerCase() : undefined
  const [, callSign = "", counter = ""] = /^(.+)-(\d{1,10})$/u.exec(wanted) ?? []
  for (const row of state.rows.values()) {
    if (row.message === byId) return row.message
    const sent = row.sent.find(
      (each) =>
        each.header === wanted ||
        (each.serial === Number(counter || "-1") &&
          callSignOf(state, each.from).toUpperCase() === callSign.toUpperCase()),
    )
    if (sent !== undefined) return { message: row.message, header: sent.header }
  }
  return undefined
}

/** The message of a serial or id that is not in memory any more: the dialogue knows every message that was opened. */
export function pastNamed(dialogue: DialogueState, name: string): MessageId | undefined {
  const wanted = name.trim().toUpperCase()
  for (const { message, copies } of dialogue.held.values()) {
    if (message.toUpperCase() === wanted) return message
    if ([...copies.values()].some(({ serial }) => serial.toUpperCase() === wanted)) return message
  }
  return undefined
}

/** `relay A`, or `relay A2` where a party operates more than one. */
export function relayName(state: LineState, relay: RelayId): string {
  const { relays } = currentCharter(state)
  const known = relays.find((each) => each.relay === relay)
  if (known === undefined) return `relay ${relay}`
  const ofParty = relays.filter((each) => each.operator === known.operator)
  const place = ofParty.length > 1 ? String(ofParty.indexOf(known) + 1) : ""
  return `relay ${known.operator}${place}`
}

/** A party as its own root document names it. */
export function partyLabel(state: LineState, side: Side): string {
  return state.parties[side].roots.at(-1)?.document.label ?? side
}

/** The language in which a party reads, as the charter says; the newest where the version is not known. */
export function languageOf(state: LineState, side: Side, charter?: number): string {
  const terms =
    (charter === undefined ? undefined : charterOf(state, charter)) ?? currentCharter(state)
  return terms.languages[side]
}
