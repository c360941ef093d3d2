// NAME, NAMES, TEXT and PROSE: what is quoted as it stands and never translated. SERIAL: the number of a message as people say it.

import { Malformed } from "../../encoding/item.ts"
import { list, prose, text as textSchema } from "../../encoding/schema.ts"
import { mapped, parameter, type ParameterType } from "../parameter.ts"
import { hasHidden, parseProse, visibleLine, visibleRemark } from "../visible.ts"
import { joined } from "../words.ts"

// Call signs are the parties' own and may be in any script.
const serialForm = /^[\p{L}\p{N}]{1,8}-\d{4,10}$/u
const nameMost = 40
const namesMost = 20

/** Text of at most so many characters. Hidden characters are refused where it is typed, and marked where it is shown. */
export function textOf(most: number): ParameterType {
  return wording(most, `text of at most ${String(most)} characters`, "Two lights north of the pier")
}

export const name: ParameterType = wording(
  nameMost,
  "a name of at most 40 characters, in its own script",
  "STEADY HERON 26",
)

function wording(most: number, form: string, example: string): ParameterType {
  return parameter("text", {
    unit: "none",
    form,
    example,
    schema: mapped(
      textSchema(most),
      (text) => {
        if (text === "") throw new Malformed("an empty text")
        return { type: "text" as const, text }
      },
      (value) => value.text,
    ),
    parse(text) {
      const composed = text.normalize("NFC")
      if (composed === "") return "the text is empty"
      if (composed.length > most) return `the text has ${String(composed.length)} characters`
      if (hasHidden(composed)) return `hidden characters in ${visibleLine(composed)}`
      return { type: "text", text: composed }
    },
    write: (value) => value.text,
    show: (value, { words }) =>
      joined(
        words,
        words.connectors.quote,
        { text: visibleLine(value.text), direction: "auto" },
        words.connectors.quote,
      ),
  })
}

/** Names of several persons or units, each in its own script, in any order but kept in the one that was typed. */
export const names: ParameterType = parameter("names", {
  unit: "none",
  form: "up to 20 names of at most 40 characters, each in its own script, with / between",
  example: "FIRST NAME/SECOND NAME",
  schema: mapped(
    list(textSchema(nameMost), namesMost),
    (of) => {
      const fault = namesFault(of)
      if (fault !== undefined) throw new Malformed(fault)
      return { type: "names" as const, names: of }
    },
    (value) => value.names,
  ),
  parse(text) {
    const of = text.split("/").map((each) => each.trim().normalize("NFC"))
    const hidden = of.find(hasHidden)
    if (hidden !== undefined) return `hidden characters in ${visibleLine(hidden)}`
    return namesFault(of) ?? { type: "names", names: of }
  },
  write: (value) => value.names.join("/"),
  show: ({ names: of }, { words }) =>
    joined(
      words,
      ...of.flatMap((each, i) => [
        `${i === 0 ? "" : words.connectors.list}${words.connectors.quote}`,
        { text: visibleLine(each), direction: "auto" } as const,
        words.connectors.quote,
      ]),
    ),
})

function namesFault(of: readonly string[]): string | undefined {
  if (of.length === 0 || of.length > namesMost) return `not 1 to ${String(namesMost)} names`
  const wrong = of.find(
    (each) => each.trim() !== each || each === "" || each.length > nameMost || each.includes("/"),
  )
  return wrong === undefined ? undefined : `"${visibleLine(wrong)}" is no name`
}

/** Like a remark: of several lines, without links, and never rendered as agreed wording. */
export function proseOf(most: number): ParameterType {
  return parameter("text", {
    unit: "none",
    form: `text of at most ${String(most)} characters, line breaks allowed`,
    example: "The pilot reports two lights north of the pier.",
    schema: mapped(
      prose(most),
      (text) => {
        if (text === "") throw new Malformed("an empty text")
        return { type: "text" as const, text }
      },
      (value) => value.text,
    ),
    parse(text) {
      const parsed = parseProse(text, most, "the text")
      if (!parsed.ok) return parsed.error
      return parsed.value === "" ? "the text is empty" : { type: "text", text: parsed.value }
    },
    write: (value) => value.text,
    show: (value, { words }) =>
      joined(
        words,
        words.connectors.quote,
        { text: visibleRemark(value.text), direction: "auto" },
        words.connectors.quote,
      ),
  })
}

export const serial: ParameterType = parameter("text", {
  unit: "none",
  form: "a serial: call sign and counter",
  example: "A1-0417",
  schema: mapped(
    textSchema(24),
    (text) => {
      if (!serialForm.test(text)) throw new Malformed("no serial")
      return { type: "text" as const, text }
    },
    (value) => value.text,
  ),
  parse: (text) => (serialForm.test(text) ? { type: "text", text } : `"${text}" is no serial`),
  write: (value) => value.text,
  show: (value) => ({ text: value.text, direction: "ltr" }),
})
