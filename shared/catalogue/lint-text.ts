// One text of one language against the rules for wording: one speech act first, every parameter in it, no vague verbs.

import { parseMessage, validate, type Model } from "messageformat"

import type { Finding, LintRule } from "./finding.ts"
import { lintVariants } from "./lint-variants.ts"
import type { StatementType } from "./statement-type.ts"
import type { LanguageTexts, StatementText } from "./texts/text.ts"
import { contraction, intends, may, mayIsAllowed } from "./vague.ts"
import type { Language } from "./words.ts"

export function lintText(
  type: StatementType,
  { title, text }: StatementText,
  { acts, words }: Pick<LanguageTexts, "acts" | "words">,
): readonly Finding[] {
  const { language } = words
  const findings: Finding[] = []
  const report = (rule: LintRule, detail: string): void => {
    findings.push({ rule, where: type.code, language, detail })
  }
  const model = parsed(text, report)
  if (model === undefined) return findings
  lintVariables(type, model, report)
  lintVariants(type, model, { language, report })
  for (const wording of [title, ...patternsOf(model).map(wordingOf)]) {
    lintWording(type, wording, language, report)
  }
  const opening = `${acts[type.act]}${words.connectors.stop}`
  for (const pattern of patternsOf(model)) {
    if (!wordingOf(pattern).startsWith(opening)) {
      report("speech-act", `does not begin with "${opening}"`)
    }
  }
  return findings
}

/** The fixed words of a text, variant by variant, with a mark where a parameter stands; none where it does not parse. */
export function wordingsOf(text: string): readonly string[] {
  const model = parsed(text, () => undefined)
  return model === undefined ? [] : patternsOf(model).map(wordingOf)
}

type Report = (rule: LintRule, detail: string) => void

function parsed(text: string, report: Report): Model.Message | undefined {
  try {
    const model = parseMessage(text)
    validate(model)
    return model
  } catch (error) {
    report("syntax", error instanceof Error ? error.message : "does not parse")
    return undefined
  }
}

function lintVariables(type: StatementType, model: Model.Message, report: Report): void {
  const names = type.fields.map(({ name }) => name)
  const { variables, functions } = validate(model)
  for (const name of variables) if (!names.includes(name)) report("unused-variable", name)
  for (const name of functions) if (name !== "value") report("syntax", `function :${name}`)
}

function lintWording(
  type: StatementType,
  wording: string,
  language: Language,
  report: Report,
): void {
  if (intends[language].test(wording)) report("intends", wording)
  if (contraction[language]?.test(wording) === true) report("contraction", wording)
  if (may[language].test(wording) && !mayIsAllowed.has(type.code)) report("may", wording)
}

function patternsOf(model: Model.Message): readonly Model.Pattern[] {
  return model.type === "select" ? model.variants.map(({ value }) => value) : [model.pattern]
}

function wordingOf(pattern: Model.Pattern): string {
  return pattern.map((part) => (typeof part === "string" ? part : "…")).join("")
}
