// AUTH: on whose authority an assurance, a proposal or a decision is given. Mandatory there: a desk cannot bind its party.

import { Malformed } from "../../encoding/item.ts"
import { record, text as textSchema } from "../../encoding/schema.ts"
import { level, type Level } from "../../records/stage.ts"
import { mapped, parameter, type ParameterType } from "../parameter.ts"
import { hasHidden, visibleLine } from "../visible.ts"
import { joined, wordOf } from "../words.ts"
import { instantOf, textOfInstant } from "./calendar.ts"
import { instantSchema, shownInstant } from "./time.ts"

const referenceChars = 24

/** Lowest first. */
export const levels: readonly Level[] = [
  "watch-officer",
  "watch-supervisor",
  "operations-chief",
  "minister",
  "head-of-government",
]

export function isAtLeast(given: Level, least: Level): boolean {
  return levels.indexOf(given) >= levels.indexOf(least)
}

export const authority: ParameterType = parameter("authority", {
  unit: "UTC",
  form: `level@instant@own reference; the level is one of ${levels.join(", ")}`,
  example: "minister@2026-11-22T13:50:00Z@FO-221",
  schema: mapped(
    record({ level, at: instantSchema, reference: textSchema(referenceChars) }),
    (given) => {
      if (given.reference === "") throw new Malformed("an authority without a reference")
      return { type: "authority" as const, authority: given }
    },
    (value) => value.authority,
  ),
  parse(text) {
    const [name = "", instant = "", ...rest] = text.split("@")
    const found = levels.find((known) => known === name.trim().toLowerCase())
    const at = instantOf(instant.trim())
    const own = rest.join("@").trim().normalize("NFC")
    if (found === undefined) return `"${name}" is no level`
    if (at === undefined) return `"${instant}" is no instant in UTC`
    if (own === "" || own.length > referenceChars || hasHidden(own)) {
      return `an own reference of 1 to ${String(referenceChars)} characters is missing`
    }
    return { type: "authority", authority: { level: found, at, reference: own } }
  },
  write: ({ authority: given }) => `${given.level}@${textOfInstant(given.at)}@${given.reference}`,
  show: ({ authority: given }, { words }) =>
    joined(
      words,
      `${wordOf(words, "LVL", given.level)}, `,
      shownInstant(given.at),
      `, ${words.connectors.reference} `,
      { text: visibleLine(given.reference), direction: "auto" },
    ),
})
