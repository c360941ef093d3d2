// A statement in a language whose texts are at hand. MessageFormat puts `{$name}` in place of what it cannot resolve and only
// tells a callback: here any such error refuses the text, and the raw values are shown instead. Nobody ever acts on half a sentence.

import { MessageFormat } from "messageformat"
import type { MessageFunction } from "messageformat/functions"

import type { MessageId } from "../records/names.ts"
import { writtenParameters } from "./compose.ts"
import type { ShowContext } from "./parameter.ts"
import { parameterOf } from "./parameters/parameter-of.ts"
import { categoryOf } from "./plural.ts"
import type { Field } from "./statement-type.ts"
import type { Said } from "./substance.ts"
import { rowOf } from "./table.ts"
import type { LanguageTexts } from "./texts/text.ts"
import { isValue, type Value } from "./value.ts"
import { CannotShow, type Language, type Review, type Shown } from "./words.ts"

/** Where a parameter stands in a text, in UTF-16 units, without the isolating marks around it. */
interface Span {
  readonly field: string
  readonly start: number
  readonly end: number
}

export type Rendering =
  | {
      readonly ok: true
      readonly text: string
      readonly spans: readonly Span[]
      readonly review: Review
    }
  | {
      readonly ok: false
      readonly code: "open/content"
      readonly detail: string
      /** Code and typed values, for the desk to show in place of the text. */
      readonly raw: { readonly code: string; readonly params: Readonly<Record<string, string>> }
    }

export interface RenderContext {
  /** The serial under which a message is known here; undefined shows its message id. */
  serialOf(message: MessageId): string | undefined
}

/** What a desk calls that has loaded the texts of its two languages and no others. */
export function renderWith(said: Said, texts: LanguageTexts, context: RenderContext): Rendering {
  try {
    return { ok: true, ...rendered(said, texts, context) }
  } catch (error) {
    if (!(error instanceof CannotShow)) throw error
    return { ok: false, code: "open/content", detail: error.message, raw: rawOf(said) }
  }
}

function rawOf(said: Said): {
  readonly code: string
  readonly params: Readonly<Record<string, string>>
} {
  return { code: said.code, params: writtenParameters(said) }
}

interface Rendered {
  readonly text: string
  readonly spans: readonly Span[]
  readonly review: Review
}

function rendered(said: Said, language: LanguageTexts, context: RenderContext): Rendered {
  const { texts, words } = language
  const source = texts[said.code]
  if (source === undefined) throw new CannotShow(`${said.code} has no text in ${words.language}`)
  const show: ShowContext = {
    words,
    serialOf: (message) => context.serialOf(message),
    textOf: (code, params): Shown => ({
      text: rendered({ code, params }, language, context).text,
      direction: words.direction,
    }),
  }
  const input = Object.fromEntries(
    rowOf(said.code).fields.map((field) => [field.name, inputOf(field, said, show)]),
  )
  return { ...formatted(source.text, words.language, input), review: source.review }
}

/** What the `:value` function is given: the shown text, and the keys that a `.match` selects by, the most exact first. */
class ShownValue {
  readonly name: string
  readonly shown: Shown
  readonly keys: readonly string[]

  constructor(name: string, shown: Shown, keys: readonly string[]) {
    this.name = name
    this.shown = shown
    this.keys = keys
  }
}

function inputOf(field: Field, said: Said, context: ShowContext): ShownValue {
  const value = said.params[field.name]
  if (value === undefined) throw new CannotShow(`${said.code} needs ${field.name}`)
  return new ShownValue(field.name, parameterOf(field).show(value, context), keysOf(value, context))
}

/** A word is chosen by itself; a number by its digits, then by its plural category in the language. */
function keysOf(value: Value, { words }: ShowContext): readonly string[] {
  if (isValue(value, "number")) {
    return [String(value.number), categoryOf(words.language, value.number)]
  }
  return isValue(value, "word") || isValue(value, "special") ? [value.word] : []
}

const showValue: MessageFunction<"value"> = (_context, _options, input) => {
  if (!(input instanceof ShownValue)) throw new CannotShow("a parameter has no value")
  const { name, shown, keys: own } = input
  return {
    type: "value",
    dir: shown.direction,
    selectKey: (keys) => own.find((key) => keys.has(key)) ?? null,
    toParts: () => [{ type: "value", id: name, value: shown.text }],
    toString: () => shown.text,
  }
}

/**
 * Isolation is on: a value that runs against the language is wrapped in isolating marks, so that neither a name in another
 * script nor a number can reorder the words around it.
 */
function formatted(
  source: string,
  language: Language,
  input: Readonly<Record<string, ShownValue>>,
): { readonly text: string; readonly spans: readonly Span[] } {
  let failure: string | undefined
  const parts = messageOf(source, language).formatToParts({ ...input }, (error) => {
    failure ??= String(error)
  })
  let text = ""
  const spans: Span[] = []
  for (const part of parts) {
    if (part.type !== "text" && part.type !== "value" && part.type !== "bidiIsolation") {
      failure ??= `a ${part.type} part`
      continue
    }
    const piece = String(part.value)
    if (part.type === "value") {
      spans.push({ field: part.id ?? "", start: text.length, end: text.length + piece.length })
    }
    text += piece
  }
  if (failure !== undefined) throw new CannotShow(failure)
  return { text, spans }
}

function messageOf(source: string, language: Language): MessageFormat<"value"> {
  try {
    return new MessageFormat<"value">(language, source, {
      bidiIsolation: "default",
      functions: { value: showValue },
    })
  } catch (error) {
    throw new CannotShow(error instanceof Error ? error.message : "the text does not parse")
  }
}
