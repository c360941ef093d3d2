// DTG, WIN, DUR: instants, windows and spans. UTC to the second; the sender's local time never travels.

import { Malformed } from "../../encoding/item.ts"
import { record, uint } from "../../encoding/schema.ts"
import { mapped, parameter, type ParameterType } from "../parameter.ts"
import { grouped, joined, unitOf, type Shown } from "../words.ts"
import { instantOf, isInstant, textOfInstant } from "./calendar.ts"
import { parsedWhole } from "./whole.ts"

// A year. What lasts longer is a window.
const longestMinutes = 525_600

/** On the wire an instant is whole seconds: there is no fraction to disagree about. */
export const instantSchema = mapped(
  uint(),
  (seconds) => {
    if (!isInstant(seconds * 1_000)) throw new Malformed("an instant out of range")
    return seconds * 1_000
  },
  (at) => at / 1_000,
)

/** The same in every language: year first, 24 hours, Z for UTC. */
export function shownInstant(at: number): Shown {
  return { text: textOfInstant(at).replace("T", " "), direction: "ltr" }
}

export const dtg: ParameterType = parameter("dtg", {
  unit: "UTC",
  form: "UTC to the second as YYYY-MM-DDTHH:MM:SSZ",
  example: "2026-11-22T14:05:00Z",
  schema: mapped(
    instantSchema,
    (at) => ({ type: "dtg" as const, at }),
    (value) => value.at,
  ),
  parse(text) {
    const at = instantOf(text)
    return at === undefined ? `"${text}" is no instant in UTC` : { type: "dtg", at }
  },
  write: (value) => textOfInstant(value.at),
  show: (value) => shownInstant(value.at),
})

export const window: ParameterType = parameter("window", {
  unit: "UTC",
  form: "two instants in UTC, the earlier first, with / between",
  example: "2026-11-22T14:00:00Z/2026-11-22T16:00:00Z",
  schema: mapped(
    record({ from: instantSchema, to: instantSchema }),
    ({ from, to }) => {
      if (from >= to) throw new Malformed("a window that ends before it begins")
      return { type: "window" as const, from, to }
    },
    ({ from, to }) => ({ from, to }),
  ),
  parse(text) {
    const [first = "", second = "", ...more] = text.split("/")
    const from = instantOf(first)
    const to = instantOf(second)
    if (from === undefined || to === undefined || more.length > 0) {
      return `"${text}" is no window of two instants in UTC`
    }
    return from < to ? { type: "window", from, to } : "the window ends before it begins"
  },
  write: (value) => `${textOfInstant(value.from)}/${textOfInstant(value.to)}`,
  show: (value) => ({
    text: `${shownInstant(value.from).text} – ${shownInstant(value.to).text}`,
    direction: "ltr",
  }),
})

export const duration: ParameterType = parameter("number", {
  unit: "minutes",
  form: "whole minutes",
  example: "3",
  schema: mapped(
    uint(longestMinutes),
    (number) => ({ type: "number" as const, number }),
    (value) => value.number,
  ),
  parse(text) {
    const number = parsedWhole(text)
    if (number === undefined || number > longestMinutes) return `"${text}" is no number of minutes`
    return { type: "number", number }
  },
  write: (value) => String(value.number),
  show: (value, { words }) =>
    joined(words, grouped(value.number), " ", unitOf(words, "minutes", value.number)),
})
