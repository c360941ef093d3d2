// REF, QUOTE, HEAD, FLD: pointing at messages, at what was said elsewhere, at a journal, at fields. A reference is a message
// id on the wire and a serial in people's mouths.

import { Malformed } from "../../encoding/item.ts"
import { branded, list, record, uint } from "../../encoding/schema.ts"
import {
  hash,
  messageId,
  relayId,
  type Hash,
  type MessageId,
  type RelayId,
} from "../../records/names.ts"
import { mapped, parameter, type ParameterType, type ParseContext } from "../parameter.ts"
import { isValue } from "../value.ts"
import { grouped, joined, type Shown, type Words } from "../words.ts"
import { parsedWhole } from "./whole.ts"
import { textOf } from "./wording.ts"

const idForm = /^[0-9a-f]{32}$/u
const headForm = /^([0-9a-f]{16})\/(\d{1,15})\/(\d{1,15})\/([0-9a-f]{64})$/u
const fieldsMost = 10
const referencesMost = 8

export const reference: ParameterType = parameter("ref", {
  unit: "none",
  form: "the serial of a message held here, or its message id in 32 hexadecimal digits",
  example: "01936d2e5c7a7c3f9b1e4d5a6f708192",
  schema: mapped(
    messageId,
    (message) => ({ type: "ref" as const, message }),
    (value) => value.message,
  ),
  parse(text, context) {
    const message = messageNamed(text, context)
    return message === undefined ? `no message ${text} is held here` : { type: "ref", message }
  },
  write: (value) => value.message,
  show: (value, context) => ({
    text: context.serialOf(value.message) ?? value.message,
    direction: "ltr",
  }),
})

/** Several messages, each once, in the order in which they are asked about. */
export const references: ParameterType = parameter("refs", {
  unit: "none",
  form: "2 to 8 serials of messages held here, or their message ids, with commas between",
  example: "01936d2e5c7a7c3f9b1e4d5a6f708192,01936d2e61b07d41a25c8f3e9d604b17",
  schema: mapped(
    list(messageId, referencesMost),
    (messages) => {
      if (!areSeveral(messages)) throw new Malformed("no list of several messages")
      return { type: "refs" as const, messages }
    },
    (value) => value.messages,
  ),
  parse(text, context) {
    const messages: MessageId[] = []
    for (const part of text.split(",")) {
      const message = messageNamed(part.trim(), context)
      if (message === undefined) return `no message ${part.trim()} is held here`
      messages.push(message)
    }
    return areSeveral(messages) ? { type: "refs", messages } : "it takes 2 to 8 different messages"
  },
  write: (value) => value.messages.join(","),
  show: ({ messages }, context) =>
    joined(
      context.words,
      ...messages.flatMap((message, i) => {
        const shown: Shown = { text: context.serialOf(message) ?? message, direction: "ltr" }
        return i === 0 ? [shown] : [context.words.connectors.list, shown]
      }),
    ),
})

function areSeveral(messages: readonly MessageId[]): boolean {
  const { size } = new Set(messages)
  return size === messages.length && size >= 2 && size <= referencesMost
}

const quoted = textOf(500)

/** A message of this line, or words heard elsewhere. Bytes on the wire for the one, text for the other. */
export const quotation: ParameterType = {
  unit: "none",
  form: `${reference.form}; or text: and the words, at most 500 characters`,
  example: "text:We will close the strait at noon",
  schema: {
    encode: (value) =>
      isValue(value, "ref") ? reference.schema.encode(value) : quoted.schema.encode(value),
    decode: (item, path) =>
      typeof item === "string"
        ? quoted.schema.decode(item, path)
        : reference.schema.decode(item, path),
  },
  parse(text, context) {
    const words = /^text:(.*)$/su.exec(text.trim())?.[1]
    if (words !== undefined) return quoted.parse(words, context)
    const parsed = reference.parse(text, context)
    if (parsed.ok) return parsed
    return {
      ok: false,
      error: `no message ${text} is held here. Type ${this.form}, for example ${this.example}`,
    }
  },
  write: (value) =>
    isValue(value, "ref") ? reference.write(value) : `text:${quoted.write(value)}`,
  show: (value, context) =>
    isValue(value, "ref") ? reference.show(value, context) : quoted.show(value, context),
}

/** People name a head; the relay's signature on it travels in the records of devices. */
const journalHead = record({ relay: relayId, epoch: uint(), size: uint(), root: hash })

/** A journal as one side last saw it: relay, epoch, number of entries, root. Compared at every line check. */
export const head: ParameterType = parameter("head", {
  unit: "none",
  form: "a journal head as relay/epoch/size/root, hexadecimal for relay and root",
  example: `0a1b2c3d4e5f6071/0/1285/${"8f".repeat(32)}`,
  schema: mapped(
    journalHead,
    (seen) => ({ type: "head" as const, head: seen }),
    (value) => value.head,
  ),
  parse(text) {
    const [, relay = "", epoch = "", size = "", root = ""] = headForm.exec(text) ?? []
    if (root === "") return `"${text}" is no journal head`
    return {
      type: "head",
      head: {
        relay: branded<RelayId>(relay),
        epoch: Number(epoch),
        size: Number(size),
        root: branded<Hash>(root),
      },
    }
  },
  write: ({ head: { relay, epoch, size, root } }) =>
    `${relay}/${String(epoch)}/${String(size)}/${root}`,
  show: ({ head: { relay, size, root } }, { words }) => shownHead(words, relay, size, root),
})

export const fields: ParameterType = parameter("fields", {
  unit: "none",
  form: "field numbers with commas between",
  example: "2,6",
  schema: mapped(
    list(uint(fieldsMost), fieldsMost),
    (numbers) => {
      if (!isAscending(numbers)) throw new Malformed("field numbers out of order")
      return { type: "fields" as const, numbers }
    },
    (value) => value.numbers,
  ),
  parse(text) {
    const numbers = text.split(",").map((part) => parsedWhole(part.trim()))
    const found = numbers.filter((number) => number !== undefined)
    const sorted = [...new Set(found)].toSorted((a, b) => a - b)
    if (found.length !== numbers.length || !isAscending(sorted)) return `"${text}" is no field list`
    return { type: "fields", numbers: sorted }
  },
  write: (value) => value.numbers.join(","),
  show: (value, { words }) =>
    joined(words, `${words.connectors.field} `, {
      text: value.numbers.join(", "),
      direction: "ltr",
    }),
})

function messageNamed(text: string, context: ParseContext): MessageId | undefined {
  return idForm.test(text) ? branded<MessageId>(text) : context.messageOf(text)
}

function isAscending(numbers: readonly number[]): boolean {
  if (numbers.length === 0) return false
  return numbers.every(
    (number, i) => number >= 1 && number <= fieldsMost && number > (numbers[i - 1] ?? 0),
  )
}

/** People compare the beginning of a root by voice; the whole of it is in the raw values. */
function shownHead(words: Words, relay: RelayId, size: number, root: Hash): Shown {
  const short = `${relay} #${grouped(size)} ${root.slice(0, 16)}`
  return joined(words, `${words.connectors.tree} `, { text: short, direction: "ltr" })
}
