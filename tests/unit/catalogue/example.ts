// Statements made of the catalogue's own examples, with some parameters typed anew.

import { exampleOf, parseParameters } from "../../../shared/catalogue/compose.ts"
import type { Code, Params, Statement } from "../../../shared/catalogue/value.ts"

export function exampleParams(code: Code, typed: Readonly<Record<string, string>> = {}): Params {
  const examples = exampleOf(code).map(({ name, example }) => [name, example] as const)
  const parsed = parseParameters(code, { ...Object.fromEntries(examples), ...typed })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors))
  return parsed.params
}

export function exampleStatement(
  code: Code,
  typed: Readonly<Record<string, string>> = {},
): Statement {
  return { code, params: exampleParams(code, typed), remark: undefined }
}
