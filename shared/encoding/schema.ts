// A schema says once what a structure looks like and gives its type, its encoder and its decoder.
// Structures travel as arrays by position, with exact lengths: no maps, so nothing to sort and no unknown keys.

import { ok, refused, type Result } from "../result.ts"
import { bytesOfHex, hexOf } from "./bytes.ts"
import { decodeItem, encodeItem } from "./cbor.ts"
import { hiddenCharacter } from "./hidden.ts"
import { Malformed, type Item } from "./item.ts"

/** Methods, not properties: a schema of a narrow type must stand where one of a wide type is asked. */
export interface Schema<T> {
  encode(value: T): Item
  /** Throws `Malformed`, naming the path; `decodeAs` is the door that turns it into a refusal. */
  decode(item: Item, path: string): T
}

export type Infer<S> = S extends Schema<infer T> ? T : never

type Fields = Readonly<Record<string, Schema<unknown>>>
export type Shape<F extends Fields> = { readonly [K in keyof F]: Infer<F[K]> }

/** The bytes of a value. */
export function encodeAs<T>(schema: Schema<T>, value: T): Uint8Array {
  return encodeItem(schema.encode(value))
}

/** The value of bytes from outside: size, strict CBOR, exact form. Refuses with `form/malformed`. */
export function decodeAs<T>(schema: Schema<T>, encoded: Uint8Array, maxBytes: number): Result<T> {
  try {
    return ok(schema.decode(decodeItem(encoded, maxBytes), ""))
  } catch (error) {
    if (error instanceof Malformed) return refused("form/malformed", error.message)
    throw error
  }
}

export function uint(max: number = Number.MAX_SAFE_INTEGER): Schema<number> {
  return {
    encode(value) {
      if (!Number.isSafeInteger(value) || value < 0 || value > max) {
        throw new Malformed(`${String(value)} is no whole number from 0 to ${String(max)}`)
      }
      return value
    },
    decode(item, path) {
      if (typeof item !== "number" || !Number.isSafeInteger(item) || item < 0 || item > max) {
        throw new Malformed(`${path}: no whole number from 0 to ${String(max)}`)
      }
      return item
    },
  }
}

/** A whole number from 1: a place in something that is counted. */
export function ordinal(): Schema<number> {
  const raw = uint()
  return {
    encode(value) {
      if (value < 1) throw new Malformed(`${String(value)} is no place in a count from 1`)
      return raw.encode(value)
    },
    decode(item, path) {
      const place = raw.decode(item, path)
      if (place < 1) throw new Malformed(`${path}: no place in a count from 1`)
      return place
    },
  }
}

/** Zig-zag: small numbers of either sign stay short, and the profile keeps only unsigned integers. */
export function signed(): Schema<number> {
  const raw = uint()
  return {
    encode(value) {
      if (!Number.isSafeInteger(value)) throw new Malformed(`${String(value)} is no whole number`)
      return raw.encode(value < 0 ? -2 * value - 1 : 2 * value)
    },
    decode(item, path) {
      const zigzag = raw.decode(item, path)
      return zigzag % 2 === 1 ? -(zigzag + 1) / 2 : zigzag / 2
    },
  }
}

export function flag(): Schema<boolean> {
  const raw = uint(1)
  return {
    encode: (value) => (value ? 1 : 0),
    decode: (item, path) => raw.decode(item, path) === 1,
  }
}

/**
 * Half a surrogate pair would be signed as another text than the one on the screen, and a leading byte order mark would be
 * lost by the reader: neither ever leaves, so that what was signed is what was written.
 */
const unsayable = /^\uFEFF|\p{Surrogate}/u

/** Text of many lines, for what has a form of its own: whoever reads it checks that. */
export function prose(maxChars: number): Schema<string> {
  return {
    encode(value) {
      if (value.length > maxChars) throw new Malformed(`text over ${String(maxChars)} characters`)
      if (unsayable.test(value)) throw new Malformed("text that has no exact encoding")
      return value
    },
    decode(item, path) {
      if (typeof item !== "string" || item.length > maxChars) {
        throw new Malformed(`${path}: no text of at most ${String(maxChars)} characters`)
      }
      return item
    },
  }
}

/**
 * One line for people: a label, a name, a reason. It comes from whoever signed it and goes to every screen, terminal and log,
 * so that it can hold nothing that turns a line round, hides a part of it, or commands a terminal.
 */
export function text(maxChars: number): Schema<string> {
  const raw = prose(maxChars)
  return {
    encode: (value) => raw.encode(visible(value, "text")),
    decode: (item, path) => visible(raw.decode(item, path), path),
  }
}

function visible(value: string, path: string): string {
  if (hiddenCharacter.test(value)) throw new Malformed(`${path}: text with hidden characters`)
  return value
}

/** Text of one form, such as a call sign. */
export function formed(form: RegExp, maxChars: number): Schema<string> {
  const raw = text(maxChars)
  const check = (value: string, path: string): string => {
    if (!form.test(value)) throw new Malformed(`${path}: not of the form ${String(form)}`)
    return value
  }
  return {
    encode: (value) => raw.encode(check(value, "text")),
    decode: (item, path) => check(raw.decode(item, path), path),
  }
}

/** Bytes of an exact length, or from a shortest to a longest. */
export function bytes(min: number, max: number = min): Schema<Uint8Array> {
  const check = (value: Item, path: string): Uint8Array => {
    if (!(value instanceof Uint8Array) || value.length < min || value.length > max) {
      throw new Malformed(`${path}: no byte string of ${String(min)} to ${String(max)} bytes`)
    }
    return value
  }
  return { encode: (value) => check(value, "bytes"), decode: check }
}

/** An identifier: bytes on the wire, lower-case hexadecimal inside, so that it can be a key. */
export function id<T extends string>(length: number): Schema<T> {
  const raw = bytes(length)
  return {
    encode: (value) => raw.encode(bytesOfHex(value)),
    decode: (item, path) => branded<T>(hexOf(raw.decode(item, path))),
  }
}

/** Absent travels as an empty byte string: for byte strings and ids, which must not be empty themselves. */
export function optional<T>(inner: Schema<T>): Schema<T | undefined> {
  return {
    encode(value) {
      if (value === undefined) return new Uint8Array(0)
      const item = inner.encode(value)
      if (isAbsent(item)) throw new Malformed("an empty value that would be read as absent")
      return item
    },
    decode: (item, path) => (isAbsent(item) ? undefined : inner.decode(item, path)),
  }
}

function isAbsent(item: Item): boolean {
  return item instanceof Uint8Array && item.length === 0
}

export function list<T>(inner: Schema<T>, max: number): Schema<readonly T[]> {
  return {
    encode(value) {
      if (value.length > max) throw new Malformed(`a list of over ${String(max)}`)
      return value.map((element) => inner.encode(element))
    },
    decode(item, path) {
      if (!Array.isArray(item) || item.length > max) {
        throw new Malformed(`${path}: no list of at most ${String(max)}`)
      }
      return item.map((element: Item, i) => inner.decode(element, `${path}[${String(i)}]`))
    },
  }
}

/** A structure: its fields by position, in the order in which they are written here. */
export function record<F extends Fields>(fields: F): Schema<Shape<F>> {
  const entries = Object.entries(fields)
  return {
    encode: (value) => entries.map(([name, field]) => field.encode(value[name])),
    decode(item, path) {
      if (!Array.isArray(item) || item.length !== entries.length) {
        throw new Malformed(`${path}: no array of ${String(entries.length)}`)
      }
      const value: Record<string, unknown> = {}
      entries.forEach(([name, field], i) => {
        value[name] = field.decode(item[i] as Item, `${path}.${name}`)
      })
      return value as Shape<F>
    },
  }
}

/** One constant, such as a version: anything else is refused. */
export function constant(value: number): Schema<number> {
  return {
    encode(given) {
      if (given !== value) throw new Malformed(`${String(given)} where ${String(value)} stands`)
      return value
    },
    decode(item, path) {
      if (item !== value) throw new Malformed(`${path}: not ${String(value)}`)
      return value
    },
  }
}

/** One of a closed list of words, each with its number on the wire. */
export function choice<T extends string>(numbers: Readonly<Record<T, number>>): Schema<T> {
  const words = new Map<Item, T>()
  for (const [word, number] of Object.entries<number>(numbers)) words.set(number, branded<T>(word))
  return {
    encode: (value) => numbers[value],
    decode(item, path) {
      const word = words.get(item)
      if (word === undefined) throw new Malformed(`${path}: not in the list`)
      return word
    },
  }
}

type Cases = Readonly<Record<string, readonly [tag: number, fields: Fields]>>
export type Variant<C extends Cases> = {
  [K in keyof C & string]: { readonly kind: K } & Shape<C[K][1]>
}[keyof C & string]

/** One of several structures: `[tag, fields…]`, told apart inside by `kind`. */
export function variant<C extends Cases>(cases: C): Schema<Variant<C>> {
  const byTag = new Map<Item, readonly [kind: string, fields: Schema<object>]>()
  const byKind = new Map<string, readonly [tag: number, fields: Schema<object>]>()
  for (const [kind, [tag, fields]] of Object.entries(cases)) {
    const schema: Schema<object> = record(fields)
    byTag.set(tag, [kind, schema])
    byKind.set(kind, [tag, schema])
  }
  return {
    encode(value) {
      const found = byKind.get(value.kind)
      if (found === undefined) throw new Malformed(`no kind ${value.kind}`)
      return [found[0], ...(found[1].encode(value) as readonly Item[])]
    },
    decode(item, path) {
      if (!Array.isArray(item)) throw new Malformed(`${path}: no array`)
      const found = byTag.get(item[0] as Item)
      if (found === undefined) throw new Malformed(`${path}: kind not in the list`)
      const fields = found[1].decode(item.slice(1) as Item[], `${path}.${found[0]}`)
      return { kind: found[0], ...fields } as Variant<C>
    },
  }
}

/** The one cast from plain text to a name with a meaning; the schema around it has checked the form. */
export function branded<T extends string>(name: string): T {
  return name as T
}
