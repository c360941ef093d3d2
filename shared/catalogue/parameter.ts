// A parameter type: how a value travels, how it is typed on a command line, how it reads in a language. One place for all
// three, so that what is typed, what is sent and what is shown cannot drift apart.

import { equalBytes } from "../encoding/bytes.ts"
import { Malformed } from "../encoding/item.ts"
import { encodeAs, type Schema } from "../encoding/schema.ts"
import type { MessageId } from "../records/names.ts"
import {
  isValue,
  type Code,
  type Params,
  type SpecialWord,
  type Value,
  type ValueType,
} from "./value.ts"
import type { Shown, Unit, Words } from "./words.ts"

/** A value of typed text, or what was wrong with it and how it should look. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: string }

/** People speak in serials, the wire in message ids: whoever holds the messages translates. */
export interface ParseContext {
  messageOf(serial: string): MessageId | undefined
}

export interface ShowContext {
  readonly words: Words
  serialOf(message: MessageId): string | undefined
  /** The text of a statement inside a statement (CR-02). Throws `CannotShow`. */
  textOf(code: Code, params: Params): Shown
}

export interface ParameterType {
  readonly unit: Unit
  /** How to type it, in one line. */
  readonly form: string
  /** A valid text; the error of a wrong one repeats it. */
  readonly example: string
  readonly schema: Schema<Value>
  parse(text: string, context: ParseContext): Parsed<Value>
  /** The canonical text, which `parse` reads back to the same value. References are written as message ids. */
  write(value: Value): string
  /** Throws `CannotShow` where the language lacks a word. */
  show(value: Value, context: ShowContext): Shown
}

/** The same without the tag: what the author of one parameter type writes. */
export interface ParameterParts<K extends ValueType> {
  readonly unit: Unit
  readonly form: string
  readonly example: string
  readonly schema: Schema<Extract<Value, { readonly type: K }>>
  /** Undefined or a sentence stands for "wrong"; the wrapper adds form and example. */
  parse(text: string, context: ParseContext): Extract<Value, { readonly type: K }> | string
  write(value: Extract<Value, { readonly type: K }>): string
  show(value: Extract<Value, { readonly type: K }>, context: ShowContext): Shown
}

/** A parameter type whose values all have one tag. */
export function parameter<K extends ValueType>(type: K, parts: ParameterParts<K>): ParameterType {
  const own = (value: Value): Extract<Value, { readonly type: K }> => {
    if (!isValue(value, type)) throw new Malformed(`a ${value.type} where a ${type} belongs`)
    return value
  }
  return {
    unit: parts.unit,
    form: parts.form,
    example: parts.example,
    schema: {
      encode: (value) => parts.schema.encode(own(value)),
      decode: (item, path) => parts.schema.decode(item, path),
    },
    parse(text, context) {
      const found = parts.parse(text.trim(), context)
      if (typeof found !== "string") return { ok: true, value: found }
      return { ok: false, error: `${found}. Type ${parts.form}, for example ${parts.example}` }
    },
    write: (value) => parts.write(own(value)),
    show: (value, context) => parts.show(own(value), context),
  }
}

/** A schema over another one; `make` may throw `Malformed` for what the inner schema cannot see. */
export function mapped<Inner, Outer>(
  inner: Schema<Inner>,
  make: (value: Inner) => Outer,
  unmake: (value: Outer) => Inner,
): Schema<Outer> {
  return {
    encode(value) {
      const raw = unmake(value)
      // What would not be taken is not sent: both ends apply the same check.
      make(raw)
      return inner.encode(raw)
    },
    decode: (item, path) => make(inner.decode(item, path)),
  }
}

/** The same type, with one special word that may stand in. It travels as an empty byte string, which no value is. */
export function orSpecial(inner: ParameterType, word: SpecialWord): ParameterType {
  const special: Value = { type: "special", word }
  return {
    ...inner,
    form: `${inner.form}, or ${word}`,
    schema: {
      encode: (value) =>
        isValue(value, "special") && value.word === word
          ? new Uint8Array(0)
          : inner.schema.encode(value),
      decode: (item, path) =>
        item instanceof Uint8Array && item.length === 0 ? special : inner.schema.decode(item, path),
    },
    parse(text, context) {
      if (text.trim().toUpperCase() === word) return { ok: true, value: special }
      const parsed = inner.parse(text, context)
      return parsed.ok ? parsed : { ok: false, error: `${parsed.error} or ${word}` }
    },
    write: (value) => (isValue(value, "special") ? value.word : inner.write(value)),
    show: (value, context) =>
      isValue(value, "special")
        ? { text: context.words.special[value.word], direction: context.words.direction }
        : inner.show(value, context),
  }
}

/** Equal for read-back: the same bytes on the wire. Numbers are exact, areas are the same name or the same corners. */
export function equalValues(type: ParameterType, a: Value, b: Value): boolean {
  return equalBytes(encodeAs(type.schema, a), encodeAs(type.schema, b))
}
