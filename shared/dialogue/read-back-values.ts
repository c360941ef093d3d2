// What must come back by value, and whether it did. The machine compares field by field; the person decides.

import { equalValues } from "../catalogue/parameter.ts"
import { parameterOf } from "../catalogue/parameters/parameter-of.ts"
import type { Field } from "../catalogue/statement-type.ts"
import { substanceOf, type Said } from "../catalogue/substance.ts"
import { fieldOf, rowOf } from "../catalogue/table.ts"
import { isValue, type Code, type FieldValue } from "../catalogue/value.ts"

/** Fields of a statement by value, under the code they belong to. */
export interface ValuesOf {
  readonly code: Code
  readonly values: readonly FieldValue[]
}

/** What a read-back of this statement carries. Empty where nothing is read back. */
export function readBackOf(said: Said): ValuesOf {
  const { changes } = said.params
  if (isValue(changes, "values")) return { code: changes.code, values: changes.values }
  const substance = substanceOf(said)
  return valuesOf(substance, (field) => field.critical && isPlain(field))
}

/** Values inside a value are read back under the code they belong to, or not at all. */
function isPlain({ type }: Field): boolean {
  return type !== "VALUES" && type !== "STATEMENT"
}

/** Every field by value: what an acceptance repeats. */
export function everyValueOf(said: Said): ValuesOf {
  return valuesOf(substanceOf(said), () => true)
}

function valuesOf(said: Said, isWanted: (field: Field) => boolean): ValuesOf {
  const wanted = rowOf(said.code).fields.filter(isWanted)
  const values = wanted.flatMap(({ name: field }) => {
    const value = said.params[field]
    return value === undefined ? [] : [{ field, value }]
  })
  return { code: said.code, values }
}

/** The values that an AK-02 or a DC-01 carries. */
export function givenIn(said: Said): ValuesOf | undefined {
  const { values, readBack } = said.params
  const given = values ?? readBack
  return isValue(given, "values") ? given : undefined
}

/** One row of the comparison: what was said, what came back. Absent on one side is different. */
export interface Difference {
  readonly field: string
  readonly said: FieldValue["value"] | undefined
  readonly given: FieldValue["value"] | undefined
}

/** Empty when every wanted field came back equal and nothing else came. A wrong code differs in everything. */
export function compareValues(wanted: ValuesOf, given: ValuesOf): readonly Difference[] {
  const names = new Set([...wanted.values, ...given.values].map(({ field }) => field))
  return [...names].flatMap((field) => {
    const said = valueOf(wanted, field)
    const back = valueOf(given, field)
    const isSame = wanted.code === given.code && isEqual(wanted.code, field, said, back)
    return isSame ? [] : [{ field, said, given: back }]
  })
}

function valueOf({ values }: ValuesOf, name: string): FieldValue["value"] | undefined {
  return values.find(({ field }) => field === name)?.value
}

function isEqual(
  code: Code,
  name: string,
  a: FieldValue["value"] | undefined,
  b: FieldValue["value"] | undefined,
): boolean {
  const field = fieldOf(rowOf(code), name)
  if (field === undefined || a === undefined || b === undefined) return false
  return equalValues(parameterOf(field), a, b)
}

/** Whether it names the right code and all the fields, right or wrong: an incomplete read-back is none. */
export function isComplete(wanted: ValuesOf, given: ValuesOf): boolean {
  const names = ({ values }: ValuesOf): string =>
    values
      .map(({ field }) => field)
      .toSorted()
      .join()
  return wanted.code === given.code && names(wanted) === names(given)
}
