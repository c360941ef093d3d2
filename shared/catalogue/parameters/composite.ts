// VALUES and STATEMENT: fields of another statement by value, for read-back, correction and acceptance; and a whole new
// statement inside one that supersedes. Both name the code they speak of, so they decode without holding the other message.

import { Malformed, type Item } from "../../encoding/item.ts"
import { list, text as textSchema, type Schema } from "../../encoding/schema.ts"
import { present } from "../../assert.ts"
import {
  parameter,
  type ParameterType,
  type ParseContext,
  type Parsed,
  type ShowContext,
} from "../parameter.ts"
import type { Field, StatementType } from "../statement-type.ts"
import { fieldOf, isReplaceable, rowOf, typeOf } from "../table.ts"
import type { Code, FieldValue, Params } from "../value.ts"
import { joined, labelOf, type Shown } from "../words.ts"
import { simpleOf } from "./simple.ts"

const codeSchema = textSchema(8)
const pairs: Schema<readonly Item[]> = list(
  { encode: (item: Item) => item, decode: (item: Item) => item },
  10,
)
/**
 * A type whose fields can be carried by value: all of them are plain, or some are read back of it, as with a decision.
 * Values inside values are not carried: an acknowledgement of an acknowledgement would nest without end, and nobody can read
 * it back.
 */
function holdable(code: string): StatementType | undefined {
  const type = typeOf(code)
  if (type === undefined) return undefined
  const isReadBack = type.fields.some((field) => field.critical && isPlain(field))
  return isReadBack || type.fields.every(isPlain) ? type : undefined
}

function isPlain(field: Field): boolean {
  return simpleOf(field) !== undefined
}

function kindOf(field: Field): ParameterType {
  return present(simpleOf(field), "only plain fields are carried")
}

/** Field by field: `CODE name=value; name=value`. A backslash takes the meaning from the next character. */
export const values: ParameterType = parameter("values", {
  unit: "none",
  form: "a code and fields by name or number: CODE field=value; field=value (\\; for a ; in a value)",
  example: "NT-05 count=1; impactArea=zone:K-12; timeToImpact=12",
  schema: {
    encode: ({ code, values: of }) => [codeSchema.encode(code), encodePairs(rowOf(code), of)],
    decode(item, path) {
      const [type, rest] = decodeCode(item, path)
      return { type: "values", code: type.code, values: decodePairs(type, rest, path) }
    },
  },
  parse(text, context) {
    const parsed = parseFields(text, context)
    if (!parsed.ok) return parsed.error
    return { type: "values", code: parsed.value.type.code, values: parsed.value.values }
  },
  write: ({ code, values: of }) => writeFields(code, of),
  show: ({ code, values: of }, context) => shownFields(rowOf(code), of, context),
})

export const replacement: ParameterType = parameter("statement", {
  unit: "none",
  form: "a code and all its fields: CODE field=value; field=value (\\; for a ; in a value)",
  example: "TN-01 level=watchful",
  schema: {
    encode: ({ code, params }) => {
      const type = rowOf(code)
      return [codeSchema.encode(code), type.fields.map((field) => encodeField(field, params))]
    },
    decode(item, path) {
      const [type, rest] = decodeCode(item, path)
      if (!isReplaceable(type)) throw new Malformed(`${path}: ${type.code} replaces nothing`)
      return { type: "statement", code: type.code, params: decodeParams(type, rest, path) }
    },
  },
  parse(text, context) {
    const parsed = parseFields(text, context)
    if (!parsed.ok) return parsed.error
    const { type, values: given } = parsed.value
    if (!isReplaceable(type)) return `${type.code} replaces nothing`
    const missing = type.fields.filter(({ name }) => given.every(({ field }) => field !== name))
    if (missing.length > 0) return `missing: ${missing.map(({ name }) => name).join(", ")}`
    return { type: "statement", code: type.code, params: paramsOf(given) }
  },
  write: ({ code, params }) =>
    writeFields(
      code,
      rowOf(code).fields.map(({ name }) => ({ field: name, value: present(params[name], name) })),
    ),
  show: ({ code, params }, context) => context.textOf(code, params),
})

function paramsOf(given: readonly FieldValue[]): Params {
  return Object.fromEntries(given.map(({ field, value }) => [field, value]))
}

function encodeField(field: Field, params: Params): Item {
  const value = params[field.name]
  if (value === undefined) throw new Malformed(`${field.name} is missing`)
  return kindOf(field).schema.encode(value)
}

function encodePairs(type: StatementType, given: readonly FieldValue[]): Item {
  return given.map(({ field: name, value }) => {
    const field = fieldOf(type, name)
    if (field === undefined || !isPlain(field)) {
      throw new Malformed(`${type.code} has no plain field ${name}`)
    }
    return [field.number, kindOf(field).schema.encode(value)]
  })
}

function decodeCode(item: Item, path: string): readonly [StatementType, Item] {
  if (!isPair(item)) throw new Malformed(`${path}: no code with fields`)
  const code = codeSchema.decode(item[0], path)
  const type = holdable(code)
  if (type === undefined) throw new Malformed(`${path}: ${code} is not in the list`)
  return [type, item[1]]
}

function isPair(item: Item): item is readonly [Item, Item] {
  return Array.isArray(item) && item.length === 2
}

function decodePairs(type: StatementType, item: Item, path: string): readonly FieldValue[] {
  let last = 0
  const found = pairs.decode(item, path).map((pair): FieldValue => {
    if (!isPair(pair)) throw new Malformed(`${path}: no field with its value`)
    const field = type.fields.find(({ number }) => number === pair[0])
    if (field === undefined || !isPlain(field))
      throw new Malformed(`${path}: ${type.code} has no such field`)
    if (field.number <= last) throw new Malformed(`${path}: fields out of order`)
    last = field.number
    return {
      field: field.name,
      value: kindOf(field).schema.decode(pair[1], `${path}.${field.name}`),
    }
  })
  if (found.length === 0) throw new Malformed(`${path}: no fields`)
  return found
}

function decodeParams(type: StatementType, item: Item, path: string): Params {
  const given = pairs.decode(item, path)
  if (given.length !== type.fields.length) throw new Malformed(`${path}: wrong number of fields`)
  return Object.fromEntries(
    type.fields.map((field, i) => [
      field.name,
      kindOf(field).schema.decode(present(given[i], "as many as fields"), `${path}.${field.name}`),
    ]),
  )
}

interface GivenFields {
  readonly type: StatementType
  readonly values: readonly FieldValue[]
}

function parseFields(text: string, context: ParseContext): Parsed<GivenFields> {
  const [, code = "", rest = ""] = /^\s*(\S+)\s+(.+)$/su.exec(text) ?? []
  const type = holdable(code.toUpperCase())
  if (type === undefined) return { ok: false, error: `"${code}" is no code with plain fields` }
  const found = new Map<string, FieldValue>()
  for (const part of unescapedParts(rest)) {
    const parsed = parseField(type, part, context)
    if (!parsed.ok) return parsed
    if (found.has(parsed.value.field))
      return { ok: false, error: `${parsed.value.field} is given twice` }
    found.set(parsed.value.field, parsed.value)
  }
  // People type them in any order; on the wire they stand in the order of the table, so that equal values are equal bytes.
  const inOrder = type.fields.flatMap(({ name }) => found.get(name) ?? [])
  return { ok: true, value: { type, values: inOrder } }
}

function parseField(type: StatementType, part: string, context: ParseContext): Parsed<FieldValue> {
  const at = part.indexOf("=")
  const key = part.slice(0, Math.max(at, 0)).trim()
  const field = type.fields.find(({ name, number }) => name === key || String(number) === key)
  if (field === undefined || !isPlain(field))
    return { ok: false, error: `${type.code} has no field "${key}"` }
  const parsed = kindOf(field).parse(part.slice(at + 1), context)
  if (!parsed.ok) return { ok: false, error: `${field.name}: ${parsed.error}` }
  return { ok: true, value: { field: field.name, value: parsed.value } }
}

/** Cut at every `;` that no backslash precedes; backslashes are taken off. An empty end, as after a last `;`, is dropped. */
function unescapedParts(text: string): readonly string[] {
  const parts: string[] = [""]
  let isEscaped = false
  for (const character of text) {
    const last = parts.length - 1
    if (!isEscaped && character === "\\") {
      isEscaped = true
    } else if (!isEscaped && character === ";") {
      parts.push("")
    } else {
      parts[last] = (parts[last] ?? "") + character
      isEscaped = false
    }
  }
  return parts.filter((part) => part.trim() !== "")
}

function writeFields(code: Code, given: readonly FieldValue[]): string {
  const type = rowOf(code)
  const parts = given.map(({ field: name, value }) => {
    const field = present(fieldOf(type, name), `${code} has ${name}`)
    return `${name}=${kindOf(field)
      .write(value)
      .replaceAll(/[\\;]/gu, String.raw`\$&`)}`
  })
  return `${code} ${parts.join("; ")}`
}

function shownFields(
  type: StatementType,
  given: readonly FieldValue[],
  context: ShowContext,
): Shown {
  const pieces = given.flatMap(({ field: name, value }, i) => {
    const field = present(fieldOf(type, name), `${type.code} has ${name}`)
    const { label: after } = context.words.connectors
    const label = `${i === 0 ? "" : "; "}${labelOf(context.words, name)}${after}`
    return [label, kindOf(field).show(value, context)]
  })
  return joined(context.words, ...pieces)
}
