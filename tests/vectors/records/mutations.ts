// Every way to give an item another form than its schema asks for: another kind of item in its place, a part missing, a part
// too many, an unknown word, another constant, an identifier of another length. Each must be refused.

import { present } from "../../../shared/assert.ts"
import type { Item } from "../../../shared/encoding/item.ts"
import { fieldsOf } from "./golden.ts"

interface Mutant {
  /** Where, and what was done there. */
  readonly what: string
  readonly item: Item
}

/** One item of each kind: whatever stood there, the three others do not belong there. */
const specimens = {
  number: 0,
  text: "x",
  bytes: Uint8Array.of(1),
  array: [],
} as const satisfies Readonly<Record<string, Item>>

const constants: ReadonlySet<string> = new Set(["format", "algorithm", "suite"])
const unknownWord = 9_999

/** Forms that are not allowed, of an item whose decoded value tells which of its arrays are lists and which structures. */
export function mutantsOf(value: unknown, item: Item, path = "value"): readonly Mutant[] {
  return [...otherKinds(item, path), ...otherForms(value, item, path)]
}

function otherKinds(item: Item, path: string): readonly Mutant[] {
  const kind = kindOf(item)
  return Object.entries(specimens)
    .filter(([other]) => other !== kind)
    .map(([other, specimen]) => ({ what: `${path}: ${other} for ${kind}`, item: specimen }))
}

function kindOf(item: Item): keyof typeof specimens {
  if (typeof item === "number") return "number"
  if (typeof item === "string") return "text"
  return item instanceof Uint8Array ? "bytes" : "array"
}

function otherForms(value: unknown, item: Item, path: string): readonly Mutant[] {
  if (typeof item === "number") return otherNumbers(value, item, path)
  if (typeof item === "string") return []
  if (item instanceof Uint8Array) return otherLengths(value, item, path)
  if (Array.isArray(value)) return inside(item, (at) => [value[at], `${path}[${String(at)}]`])
  return otherStructures(value, item, path)
}

function otherNumbers(value: unknown, item: number, path: string): readonly Mutant[] {
  if (typeof value === "string") return [{ what: `${path}: not in the list`, item: unknownWord }]
  const isConstant = constants.has(path.slice(path.lastIndexOf(".") + 1))
  return isConstant ? [{ what: `${path}: another constant`, item: item + 1 }] : []
}

/** Identifiers have an exact length; so much is known without the schema. */
function otherLengths(value: unknown, item: Uint8Array, path: string): readonly Mutant[] {
  if (typeof value !== "string") return []
  return [
    { what: `${path}: a byte short`, item: item.subarray(1) },
    { what: `${path}: a byte long`, item: Uint8Array.of(...item, 0) },
  ]
}

function otherStructures(value: unknown, item: readonly Item[], path: string): readonly Mutant[] {
  const fields = fieldsOf(value)
  return [
    { what: `${path}: last field missing`, item: item.slice(0, -1) },
    { what: `${path}: a field too many`, item: [...item, 0] },
    ...inside(item, (at) => {
      const [name, field] = present(fields[at], "a field for every part")
      return [field, `${path}.${name}`]
    }),
  ]
}

/** The mutants of every part, each standing in the otherwise unchanged whole. */
function inside(
  item: readonly Item[],
  partAt: (at: number) => readonly [value: unknown, path: string],
): readonly Mutant[] {
  return item.flatMap((part, at) =>
    mutantsOf(partAt(at)[0], part, partAt(at)[1]).map((mutant) => ({
      what: mutant.what,
      item: item.with(at, mutant.item),
    })),
  )
}
