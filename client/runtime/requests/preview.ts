// A statement as it is being written: what is wrong with each field, how both sides will read it, how many officers it takes.
// Nothing is signed, numbered or sent by looking.

import { parseParameters } from "../../../shared/catalogue/compose.ts"
import type { ParseContext } from "../../../shared/catalogue/parameter.ts"
import { parameterOf } from "../../../shared/catalogue/parameters/parameter-of.ts"
import type { Field } from "../../../shared/catalogue/statement-type.ts"
import { rowOf } from "../../../shared/catalogue/table.ts"
import type { Code, Params, Value } from "../../../shared/catalogue/value.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import type { MessageId } from "../../../shared/records/names.ts"
import { prepare } from "../../sdk/statements.ts"
import { messageNamed } from "../../sdk/view/naming.ts"
import type { DeskWork } from "./desk-work.ts"
import { renderedTexts, type Rendered } from "./rendered.ts"
import type { Saying } from "./saying.ts"
import type { PreviewForm } from "./screen-forms.ts"

const nobody = branded<MessageId>("0".repeat(32))

export function preview(
  work: DeskWork,
  asked: { readonly saying: Saying; readonly language: string | null },
): PreviewForm {
  const { saying } = asked
  const { conversation } = work
  const wish = {
    code: saying.code,
    given: saying.params,
    precedence: saying.precedence ?? undefined,
    remark: saying.remark ?? undefined,
  }
  const prepared = work.runtime.act(({ now }) => prepare(conversation, wish, now))
  const nothing: PreviewForm = {
    errors: {},
    refusal: null,
    officers: null,
    precedence: null,
    texts: renderedTexts(work, withExamples(work, saying), asked.language),
  }
  if (prepared.ok) {
    const { officers, letter } = prepared.value
    return { ...nothing, officers, precedence: letter.precedence }
  }
  if (prepared.code === undefined) return { ...nothing, errors: { ...prepared.errors } }
  return { ...nothing, refusal: { code: prepared.code, detail: prepared.detail } }
}

/** Fields that are missing or wrong stand in as examples, marked as not given: a sentence with holes cannot be read. */
function withExamples({ parts }: DeskWork, { code, params }: Saying): Rendered {
  const { state } = parts.union
  const context: ParseContext = { messageOf: (serial) => messageNamed(state, serial) }
  const given = givenParams(code, params, context)
  const examples = exampleParams(code)
  return { said: { code, params: { ...examples, ...given } }, given: new Set(Object.keys(given)) }
}

function givenParams(code: Code, params: Saying["params"], context: ParseContext): Params {
  const right: (readonly [string, Value])[] = []
  for (const field of rowOf(code).fields) {
    const text = params[field.name]
    const parsed = text === undefined ? undefined : parameterOf(field).parse(text, context)
    if (parsed?.ok === true) right.push([field.name, parsed.value])
  }
  return Object.fromEntries(right)
}

function exampleParams(code: Code): Params {
  const examples = rowOf(code).fields.map((field) => [field.name, exampleText(field)] as const)
  const parsed = parseParameters(code, Object.fromEntries(examples), { messageOf: () => nobody })
  return parsed.ok ? parsed.params : {}
}

function exampleText(field: Field): string {
  return field.example ?? parameterOf(field).example
}
