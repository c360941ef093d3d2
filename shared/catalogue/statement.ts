// A statement as it travels, inside the sealed body only: `[1, catalogue version, code, params, remark, remark language]`.
// Content under another catalogue version is handed on as it is: its code and raw values are shown, its meaning never guessed.

import { decodeItem, encodeItem } from "../encoding/cbor.ts"
import { Malformed, type Item } from "../encoding/item.ts"
import { constant, prose, record, text as textSchema, type Schema } from "../encoding/schema.ts"
import { limits } from "../limits.ts"
import { ok, refused, type Result } from "../result.ts"
import { parameterOf } from "./parameters/parameter-of.ts"
import type { StatementType } from "./statement-type.ts"
import { catalogueVersion, rowOf, typeOf } from "./table.ts"
import type { Params, Remark, Statement } from "./value.ts"

/** Both are what somebody signed; only the first is agreed wording here. */
export type Content =
  | { readonly kind: "statement"; readonly statement: Statement }
  | {
      readonly kind: "unavailable"
      readonly version: string
      readonly code: string
      readonly raw: readonly Item[]
      readonly remark: Remark | undefined
    }

// Another catalogue version may have types with more parameters than any here.
const paramsMost = 64

const rawItems: Schema<readonly Item[]> = {
  encode: (items) => items,
  decode(item, path) {
    if (!Array.isArray(item) || item.length > paramsMost) throw new Malformed(`${path}: no list`)
    return item.map((element: Item) => element)
  },
}

const payload = record({
  format: constant(1),
  version: textSchema(16),
  code: textSchema(8),
  params: rawItems,
  remark: prose(limits.remarkCharsMax),
  language: textSchema(8),
})

/** The payload of an envelope. Refuses what `decodeStatement` would refuse, so a desk never seals what nobody can read. */
export function encodeStatement(statement: Statement): Result<Uint8Array> {
  return contained(() => {
    const bytes = encodeItem(
      payload.encode({
        format: 1,
        version: catalogueVersion,
        code: statement.code,
        params: encodeParams(rowOf(statement.code), statement.params),
        remark: statement.remark?.text ?? "",
        language: statement.remark?.language ?? "",
      }),
    )
    if (bytes.length > limits.payloadBytesMax) throw new Malformed("the statement is too large")
    return bytes
  })
}

export function decodeStatement(bytes: Uint8Array): Result<Content> {
  return contained(() => {
    const found = payload.decode(decodeItem(bytes, limits.payloadBytesMax), "statement")
    const remark = remarkOf(found.remark, found.language)
    if (found.version !== catalogueVersion) {
      return {
        kind: "unavailable",
        version: found.version,
        code: found.code,
        raw: found.params,
        remark,
      }
    }
    const type = typeOf(found.code)
    if (type === undefined) throw new Malformed(`code ${found.code} is not in the catalogue`)
    const params = decodeParams(type, found.params)
    return { kind: "statement", statement: { code: type.code, params, remark } }
  })
}

function remarkOf(text: string, language: string): Remark | undefined {
  if ((text === "") !== (language === "")) throw new Malformed("a remark names its language")
  return text === "" ? undefined : { text, language }
}

function encodeParams(type: StatementType, params: Params): readonly Item[] {
  const given = Object.keys(params).length
  if (given !== type.fields.length) {
    throw new Malformed(
      `${type.code} has ${String(type.fields.length)} parameters, not ${String(given)}`,
    )
  }
  return type.fields.map((field) => {
    const value = params[field.name]
    if (value === undefined) throw new Malformed(`${type.code} needs ${field.name}`)
    return parameterOf(field).schema.encode(value)
  })
}

function decodeParams(type: StatementType, items: readonly Item[]): Params {
  if (items.length !== type.fields.length) {
    throw new Malformed(`${type.code} has ${String(type.fields.length)} parameters`)
  }
  const entries = type.fields.map((field, i) => {
    const item = items[i]
    if (item === undefined) throw new Malformed(`${type.code} needs ${field.name}`)
    return [field.name, parameterOf(field).schema.decode(item, field.name)] as const
  })
  return Object.fromEntries(entries)
}

function contained<T>(work: () => T): Result<T> {
  try {
    return ok(work())
  } catch (error) {
    if (error instanceof Malformed) return refused("open/content", error.message)
    throw error
  }
}
