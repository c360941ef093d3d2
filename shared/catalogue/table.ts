// The statement types of this version of the catalogue, and what an envelope must owe for each.

import type { Demand, Precedence } from "../records/names.ts"
import { aside } from "./families/aside.ts"
import { assure } from "./families/assure.ts"
import { acknowledge } from "./families/acknowledge.ts"
import { correct } from "./families/correct.ts"
import { decide } from "./families/decide.ts"
import { declare } from "./families/declare.ts"
import { explain } from "./families/explain.ts"
import { line } from "./families/line.ts"
import { notify } from "./families/notify.ts"
import { propose } from "./families/propose.ts"
import { query } from "./families/query.ts"
import { warn } from "./families/warn.ts"
import { present, unreachable } from "../assert.ts"
import type { Field, ResponseClass, SpeechAct, StatementType } from "./statement-type.ts"
import { isValue, type Code, type Statement } from "./value.ts"

/** Changes with every change of a type or a text: the charter names it, and an envelope's content repeats it. */
export const catalogueVersion = "1.1"

const types: readonly StatementType[] = [
  ...line,
  ...acknowledge,
  ...notify,
  ...query,
  ...explain,
  ...warn,
  ...assure,
  ...propose,
  ...decide,
  ...correct,
  ...declare,
  ...aside,
]
const byCode = new Map<string, StatementType>(types.map((type) => [type.code, type]))

export function listTypes(): readonly StatementType[] {
  return types
}

/** Undefined for a code that this catalogue does not have. */
export function typeOf(code: string): StatementType | undefined {
  return byCode.get(code)
}

export function rowOf(code: Code): StatementType {
  return present(byCode.get(code), "every code has its row")
}

export function fieldOf(type: StatementType, name: string): Field | undefined {
  return type.fields.find((field) => field.name === name)
}

const replaceable: ReadonlySet<SpeechAct> = new Set<SpeechAct>([
  "notify",
  "query",
  "explain",
  "warn",
  "assure",
  "propose",
  "declare",
])

/** What can be superseded as a whole, and come in its place. An acknowledgement or a decision is said anew instead. */
export function isReplaceable({ act }: StatementType): boolean {
  return replaceable.has(act)
}

/** In the order of the vocabulary; `received` is always demanded and never listed. */
const demandOrder: readonly Demand[] = ["read", "understood", "authority", "answered"]

function demandsOf(response: ResponseClass, precedence: Precedence): readonly Demand[] {
  const isUrgent = precedence === "FLASH" || precedence === "IMMEDIATE"
  switch (response) {
    case "N":
      return []
    case "R":
      return ["read"]
    case "RB":
      return isUrgent ? ["read", "understood", "authority"] : ["read", "understood"]
    case "AN":
      return ["read", "answered"]
    case "DEC":
      return demandOrder
    default:
      return unreachable(response)
  }
}

/** What an envelope with a statement of this code must owe. For CR-02 ask `owesOfStatement`. */
export function owesOf(code: Code, precedence: Precedence): readonly Demand[] {
  return demandsOf(rowOf(code).response, precedence)
}

/** A superseding statement owes what the statement inside it owes as well: a new proposal still wants a decision. */
export function owesOfStatement(
  statement: Pick<Statement, "code" | "params">,
  precedence: Precedence,
): readonly Demand[] {
  const own = owesOf(statement.code, precedence)
  const { replacement } = statement.params
  if (!isValue(replacement, "statement")) return own
  const inner = owesOf(replacement.code, precedence)
  return demandOrder.filter((demand) => own.includes(demand) || inner.includes(demand))
}
