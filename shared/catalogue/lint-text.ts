// One text of one language against the rules for wording: one speech act first, every parameter in it, no vague verbs.

import { parseMessage, validate, type Model } from "messageformat"

import type { Finding, LintRule } from "./finding.ts"
import type { StatementType } from "./statement-type.ts"
import type { StatementText } from "./texts/text.ts"
import type { Language } from "./words.ts"

/** "Will" commits. What is only intended, and what only may be, is not said by code; WN-03 alone warns of what may happen. */
const intends: Readonly<Record<Language, RegExp>> = {
  en: /\bintend(?:s|ed|ing)?\b/iu,
  ar: /نعتزم|تعتزم|ننوي|تنوي/u,
  ru: /намерен|намерева|планиру/iu,
}
const may: Readonly<Record<Language, RegExp>> = {
  en: /\bmay\b/iu,
  ar: /(?:^|\s)(?:قد|ربما)\s/u,
  ru: /(?:^|\s)(?:может|могут|возможно)(?:\s|[.,])/iu,
}
const contraction = /\p{L}['’]\p{L}/u
const mayIsAllowed: ReadonlySet<string> = new Set(["WN-03"])

export function lintText(
  type: StatementType,
  { title, text }: StatementText,
  language: Language,
  act: string,
): readonly Finding[] {
  const findings: Finding[] = []
  const report = (rule: LintRule, detail: string): void => {
    findings.push({ rule, where: type.code, language, detail })
  }
  const model = parsed(text, report)
  if (model === undefined) return findings
  lintVariables(type, model, report)
  for (const wording of [title, ...patternsOf(model).map(wordingOf)]) {
    lintWording(type, wording, language, report)
  }
  for (const pattern of patternsOf(model)) {
    if (!wordingOf(pattern).startsWith(`${act}. `)) {
      report("speech-act", `does not begin with "${act}. "`)
    }
  }
  return findings
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

/** Each variant says every parameter, but for the one it is chosen by: else a reader would miss a value and not know. */
function lintVariables(type: StatementType, model: Model.Message, report: Report): void {
  const names = type.fields.map(({ name }) => name)
  const selectors = model.type === "select" ? model.selectors.map(({ name }) => name) : []
  for (const pattern of patternsOf(model)) {
    const used = variablesOf(pattern)
    for (const name of names) {
      if (!used.has(name) && !selectors.includes(name)) report("missing-variable", name)
    }
  }
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
  if (contraction.test(wording)) report("contraction", wording)
  if (may[language].test(wording) && !mayIsAllowed.has(type.code)) report("may", wording)
}

function patternsOf(model: Model.Message): readonly Model.Pattern[] {
  return model.type === "select" ? model.variants.map(({ value }) => value) : [model.pattern]
}

/** The fixed words, with a mark where a parameter stands. */
function wordingOf(pattern: Model.Pattern): string {
  return pattern.map((part) => (typeof part === "string" ? part : "…")).join("")
}

function variablesOf(pattern: Model.Pattern): ReadonlySet<string> {
  const names = pattern.flatMap((part) => {
    if (typeof part === "string" || part.type !== "expression") return []
    return part.arg?.type === "variable" ? [part.arg.name] : []
  })
  return new Set(names)
}
