// The rules of the codebook, as findings. Whoever changes a type or a text runs this before anybody signs the new hash.

import { catalogue, type Catalogue } from "./catalogue.ts"
import type { Finding, LintRule } from "./finding.ts"
import { lintText } from "./lint-text.ts"
import { lintWords } from "./lint-words.ts"
import type { StatementType } from "./statement-type.ts"
import { languages, type Language } from "./words.ts"

const parametersMost = 10
const criticalMost = 7
/** Read-back in FLASH has three minutes: more than three values are not read back, they are recited. */
const criticalInFlashMost = 3

export function lintCatalogue(of: Catalogue = catalogue): readonly Finding[] {
  return [
    ...of.types.flatMap(lintType),
    ...languages.flatMap((language) => lintLanguage(of, language)),
  ]
}

function lintType(type: StatementType): readonly Finding[] {
  const findings: Finding[] = []
  const report = (rule: LintRule, detail: string): void => {
    findings.push({ rule, where: type.code, language: undefined, detail })
  }
  if (type.fields.length > parametersMost) {
    report(
      "parameters",
      `${String(type.fields.length)} parameters, at most ${String(parametersMost)}`,
    )
  }
  lintCritical(type, report)
  if (type.fields.some(({ number }, i) => number <= (type.fields[i - 1]?.number ?? 0))) {
    report("field-numbers", "field numbers do not rise")
  }
  const { precedences } = type
  if (precedences.rule === "own" && !precedences.allowed.includes(precedences.usual)) {
    report("precedence", "the usual precedence is not allowed")
  }
  const hasAuthority = type.fields.some((field) => field.type === "AUTH")
  if (binds(type) && (!hasAuthority || type.leastAuthority === undefined)) {
    report("authority", "binds a party and names no authority")
  }
  return findings
}

/** Critical fields and read-back go together: a type that wants one without the other is half written. */
function lintCritical(type: StatementType, report: (rule: LintRule, detail: string) => void): void {
  const critical = type.fields.filter((field) => field.critical).length
  const most = mayBeFlash(type) ? criticalInFlashMost : criticalMost
  if (critical > most) {
    report("critical-fields", `${String(critical)} critical fields, at most ${String(most)}`)
  }
  const isReadBack = type.response === "RB" || type.response === "DEC"
  if (isReadBack !== critical > 0) {
    report("critical-fields", "critical fields belong to what is read back, and only there")
  }
}

function mayBeFlash({ precedences }: StatementType): boolean {
  return precedences.rule !== "own" || precedences.allowed.includes("FLASH")
}

function binds({ act }: StatementType): boolean {
  return act === "assure" || act === "propose" || act === "decide"
}

function lintLanguage(of: Catalogue, language: Language): readonly Finding[] {
  const { texts, words, acts } = of.languages[language]
  const missing = of.types.filter(({ code }) => texts[code] === undefined)
  const known = new Set<string>(of.types.map(({ code }) => code))
  const strange = Object.keys(texts).filter((code) => !known.has(code))
  return [
    ...missing.map(({ code }): Finding => {
      return { rule: "missing-language", where: code, language, detail: "no text" }
    }),
    ...strange.map((code): Finding => {
      return { rule: "unknown-code", where: code, language, detail: "a text without a type" }
    }),
    ...of.types.flatMap((type) => {
      const text = texts[type.code]
      return text === undefined ? [] : lintText(type, text, { acts, words })
    }),
    ...lintWords(of, language),
  ]
}
