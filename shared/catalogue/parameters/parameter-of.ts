// From a field of a table row to the parameter type that parses, carries and shows it.

import { present } from "../../assert.ts"
import { orSpecial, type ParameterType } from "../parameter.ts"
import type { Field } from "../statement-type.ts"
import { replacement, values } from "./composite.ts"
import { simpleOf } from "./simple.ts"

export function parameterOf(field: Field): ParameterType {
  if (field.type === "VALUES") {
    return field.special === undefined ? values : orSpecial(values, field.special)
  }
  if (field.type === "STATEMENT") return replacement
  return present(simpleOf(field), "every other type is simple")
}
