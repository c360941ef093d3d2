// Between people and statements: typed parameters in, typed parameters out, and what a type asks for. Raw values are also
// what a desk shows when a text cannot be rendered.

import type { MessageId } from "../records/names.ts"
import type { ParseContext, Parsed } from "./parameter.ts"
import { parameterOf } from "./parameters/parameter-of.ts"
import type { Field, ParameterName } from "./statement-type.ts"
import { rowOf } from "./table.ts"
import { isValue, type Code, type Params, type Statement, type Value } from "./value.ts"
import type { Unit } from "./words.ts"

export type ParsedParameters =
  | { readonly ok: true; readonly params: Params }
  /** By parameter name: what is wrong with it. Names that the type does not have are in here too. */
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> }

/** Where no messages are held: references can be given as message ids only. */
const noMessages: ParseContext = { messageOf: (): MessageId | undefined => undefined }

/** Every parameter must be given: none has a default, and unknown is a value to be typed. */
export function parseParameters(
  code: Code,
  given: Readonly<Record<string, string>>,
  context: ParseContext = noMessages,
): ParsedParameters {
  const { fields } = rowOf(code)
  const names = fields.map(({ name }) => name)
  const wrong: (readonly [name: string, error: string])[] = Object.keys(given)
    .filter((name) => !names.includes(name))
    .map((name) => [name, `${code} has ${names.join(", ")}; not ${name}`])
  const right: (readonly [name: string, value: Value])[] = []
  for (const field of fields) {
    const parsed = parseOne(field, given[field.name], context)
    if (parsed.ok) right.push([field.name, parsed.value])
    else wrong.push([field.name, parsed.error])
  }
  const params = Object.fromEntries(right)
  if (isOverBeforeItBegins(params)) wrong.push(["until", "until is not later than from"])
  if (isUpsideDown(params)) wrong.push(["maxAltitude", "maxAltitude is below minAltitude"])
  return wrong.length === 0
    ? { ok: true, params }
    : { ok: false, errors: Object.fromEntries(wrong) }
}

function parseOne(field: Field, text: string | undefined, context: ParseContext): Parsed<Value> {
  const parameter = parameterOf(field)
  if (text !== undefined) return parameter.parse(text, context)
  const example = field.example ?? parameter.example
  return { ok: false, error: `missing. Type ${parameter.form}, for example ${example}` }
}

function isOverBeforeItBegins({ from, until }: Params): boolean {
  return isValue(from, "dtg") && isValue(until, "dtg") && until.at <= from.at
}

function isUpsideDown({ minAltitude, maxAltitude }: Params): boolean {
  if (!isValue(minAltitude, "number") || !isValue(maxAltitude, "number")) return false
  return maxAltitude.number < minAltitude.number
}

/** The typed form of each parameter; `parseParameters` reads it back. */
export function writtenParameters(
  statement: Pick<Statement, "code" | "params">,
): Readonly<Record<string, string>> {
  const entries = rowOf(statement.code).fields.flatMap((field) => {
    const value = statement.params[field.name]
    return value === undefined ? [] : [[field.name, parameterOf(field).write(value)] as const]
  })
  return Object.fromEntries(entries)
}

export interface FieldExample {
  readonly number: number
  readonly name: string
  readonly type: ParameterName
  readonly unit: Unit
  readonly critical: boolean
  /** How it is typed, in one line. */
  readonly form: string
  readonly example: string
}

/** What to type for each parameter of a code, in the order of its field numbers. */
export function exampleOf(code: Code): readonly FieldExample[] {
  return rowOf(code).fields.map((field) => {
    const { unit, form, example } = parameterOf(field)
    return {
      number: field.number,
      name: field.name,
      type: field.type,
      critical: field.critical,
      unit,
      form,
      example: field.example ?? example,
    }
  })
}
