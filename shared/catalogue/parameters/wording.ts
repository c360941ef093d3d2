// NAME and TEXT: what is quoted as it stands and never translated. SERIAL: the number of a message as people say it.

import { Malformed } from "../../encoding/item.ts"
import { text as textSchema } from "../../encoding/schema.ts"
import { mapped, parameter, type ParameterType } from "../parameter.ts"
import { hasHidden, visibleLine } from "../visible.ts"
import { joined } from "../words.ts"

// Call signs are the parties' own and may be in any script.
const serialForm = /^[\p{L}\p{N}]{1,8}-\d{4,10}$/u

/** Text of at most so many characters. Hidden characters are refused where it is typed, and marked where it is shown. */
export function textOf(most: number): ParameterType {
  return wording(most, `text of at most ${String(most)} characters`, "Two lights north of the pier")
}

export const name: ParameterType = wording(
  40,
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
