// The golden vectors on disk: what each says, and how a sample becomes one. Run with PARLEY_VECTORS=write, the suite writes
// them anew from the samples; without, it only compares, so a change of the wire cannot slip in unseen.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { fileURLToPath } from "node:url"

import { present } from "../../../shared/assert.ts"
import { hexOf } from "../../../shared/encoding/bytes.ts"
import { decodeItem } from "../../../shared/encoding/cbor.ts"
import type { Item } from "../../../shared/encoding/item.ts"
import { encodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import type { Sample } from "./samples/sample.ts"

/** A value in words: fields by name in the order of the wire, bytes as `h'…'`, words as `FLASH (3)`, nothing as `absent`. */
type Description =
  | number
  | string
  | readonly Description[]
  | { readonly [field: string]: Description }

export interface Vector {
  readonly name: string
  readonly value: Description
  readonly hex: string
}

const isWriting = process.env["PARLEY_VECTORS"] === "write"

export const folder = fileURLToPath(new URL(".", import.meta.url))

/** What stands on disk under this name; when asked to write, what the code says now takes its place first. */
export function golden(name: string, now: unknown): unknown {
  const path = `${folder}${name}.json`
  if (isWriting) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `${JSON.stringify(now, null, 2)}\n`)
  }
  const read: unknown = JSON.parse(readFileSync(path, "utf8"))
  return read
}

export function vectorOf(one: Sample): Vector {
  const bytes = encodeAs(one.schema, one.value)
  const item = decodeItem(bytes, limits.frameBytesMax)
  const value = one.schema.decode(item, "")
  return { name: one.name, value: describeItem(value, item), hex: hexOf(bytes) }
}

/** Walks a decoded value and its item side by side: the value knows the names, the item what is on the wire. */
function describeItem(value: unknown, item: Item): Description {
  if (typeof item === "string") return item
  if (typeof item === "number") return value === item ? item : `${String(value)} (${String(item)})`
  if (item instanceof Uint8Array) return value === undefined ? "absent" : describeBytes(item)
  if (Array.isArray(value)) return item.map((part, i) => describeItem(value[i], part))
  return Object.fromEntries(
    fieldsOf(value).map(([name, field], i) => [
      name,
      describeItem(field, present(item[i], "the item has a place for every field")),
    ]),
  )
}

/** Decoders build fields in the order of the wire, and a variant's `kind` stands where its tag does. */
export function fieldsOf(value: unknown): readonly (readonly [name: string, field: unknown])[] {
  return typeof value === "object" && value !== null ? Object.entries(value) : []
}

/** Long runs of one byte are only named: nobody reads 1,216 equal bytes. */
function describeBytes(bytes: Uint8Array): string {
  const [first] = bytes
  const isRun = bytes.length > 32 && bytes.every((byte) => byte === first)
  return isRun && first !== undefined
    ? `h'${hexOf(bytes.subarray(0, 1))}' x ${String(bytes.length)}`
    : `h'${hexOf(bytes)}'`
}
