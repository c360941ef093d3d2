// `parley catalogue`: what can be said on a line, what each statement asks for, and how it reads in each language. Needs no home
// and no line.

import type { Command } from "commander"
import * as v from "valibot"

import { catalogue } from "../../../shared/catalogue/catalogue.ts"
import { parseParameters } from "../../../shared/catalogue/compose.ts"
import { catalogueHash } from "../../../shared/catalogue/hash.ts"
import { lintCatalogue } from "../../../shared/catalogue/lint.ts"
import { render } from "../../../shared/catalogue/render.ts"
import { reviewOf } from "../../../shared/catalogue/review.ts"
import { listTypes, typeOf } from "../../../shared/catalogue/table.ts"
import type { StatementType } from "../../../shared/catalogue/statement-type.ts"
import { languages, type Language } from "../../../shared/catalogue/words.ts"
import { commandLine } from "../command-line.ts"
import { Failure } from "../../runtime/failure.ts"
import { examplesOf } from "../output/help.ts"
import type { Io } from "../output/io.ts"
import { table } from "../output/layout.ts"
import { wrongParameters } from "../../runtime/requests/wrong-parameters.ts"
import { collected, parametersOf } from "../parameters.ts"
import { typeJson, typeWords } from "./type-sheet.ts"

export function registerCatalogue(program: Command, io: Io): void {
  const group = program
    .command("catalogue")
    .description("the statements of this line: list, show, render, lint")
    .addHelpText(
      "beforeAll",
      examplesOf(`Examples:
  parley catalogue list --family NT
  parley catalogue show NT-05 --json
  parley catalogue render TN-01 --lang ar --param level=watchful
  parley catalogue lint
`),
    )
  group
    .command("list")
    .description("every statement type")
    .option("--family <letters>", "only this family, such as NT")
    .action((options: unknown, command: Command) => {
      list(options, command, io)
    })
  group
    .command("show <code>")
    .description("parameters, units, examples, precedence, release and response of one type")
    .action((code: string, _options: unknown, command: Command) => {
      show(code, command, io)
    })
  group
    .command("render <code>")
    .description("the agreed text, in one language or in all")
    .option("--lang <language>", `one of ${languages.join(", ")}`)
    .option("--param <name=value>", "a parameter; repeat for each", collected, [])
    .action((code: string, options: unknown, command: Command) => {
      renderOne(code, options, command, io)
    })
  group
    .command("lint")
    .description("the rules of the codebook, over every type, text and language")
    .action((_options: unknown, command: Command) => {
      lint(command, io)
    })
}

const listOptions = v.object({ family: v.optional(v.string()) })

function list(options: unknown, command: Command, io: Io): void {
  const { output } = commandLine(command, io)
  const { family } = v.parse(listOptions, options)
  const start = family === undefined ? "" : `${family.toUpperCase()}-`
  const types = listTypes().filter((type) => type.code.startsWith(start))
  if (types.length === 0) throw new Failure("cli/input", `no family ${family ?? ""}`)
  const value = { version: catalogue.version, hash: catalogueHash(), types: types.map(summary) }
  output.data(value, () => {
    const rows = types.map((type) => [
      output.palette.strong(type.code),
      titleOf(type),
      type.response,
      type.precedences.rule === "own" ? type.precedences.usual : `as the message it is about`,
      releaseWords[type.release],
    ])
    return table([["CODE", "MEANING", "ANSWER", "PRECEDENCE", "RELEASE"], ...rows])
  })
}

function summary(type: StatementType): {
  readonly code: string
  readonly title: string
  readonly act: string
  readonly response: string
  readonly release: string
} {
  const { code, act, response, release } = type
  return { code, title: titleOf(type), act, response, release }
}

const releaseWords: Readonly<Record<StatementType["release"], string>> = {
  one: "one officer",
  two: "two officers",
  preauthorised: "one in FLASH if the charter says so, else two",
  inherited: "as what it corrects",
}

function titleOf({ code }: StatementType): string {
  return catalogue.languages.en.texts[code]?.title ?? ""
}

function show(code: string, command: Command, io: Io): void {
  const { output } = commandLine(command, io)
  const type = typeNamed(code)
  output.data(typeJson(type), () => typeWords(type, output.palette, output.columns))
}

/** Codes are typed in any case. */
export function typeNamed(code: string): StatementType {
  const type = typeOf(code.toUpperCase())
  if (type !== undefined) return type
  const family = `${code.toUpperCase().split("-")[0] ?? ""}-`
  const near = listTypes().filter((known) => known.code.startsWith(family))
  const known = (near.length > 0 ? near : listTypes()).map((each) => each.code).join(", ")
  throw new Failure("cli/input", `there is no statement ${code}. There is: ${known}`)
}

const renderOptions = v.object({ lang: v.optional(v.string()), param: v.array(v.string()) })

function renderOne(code: string, options: unknown, command: Command, io: Io): void {
  const { output } = commandLine(command, io)
  const { lang, param } = v.parse(renderOptions, options)
  const type = typeNamed(code)
  const parsed = parseParameters(type.code, parametersOf(param))
  if (!parsed.ok) throw wrongParameters(type.code, parsed.errors)
  const texts = (lang === undefined ? languages : [languageNamed(lang)]).map((language) => {
    const rendering = render({ code: type.code, params: parsed.params }, language, nothingHeld)
    if (!rendering.ok) throw new Failure("cli/failed", `${language}: ${rendering.detail}`)
    return { language, text: rendering.text, review: rendering.review }
  })
  output.data({ code: type.code, catalogue: catalogue.version, texts }, () =>
    texts
      .map(({ language, text, review }) => {
        const mark = review === "reviewed" ? "" : output.palette.warn("  UNREVIEWED")
        return `${output.palette.strong(language)}${mark}\n  ${text}`
      })
      .join("\n"),
  )
}

const nothingHeld = { serialOf: (): string | undefined => undefined }

function languageNamed(name: string): Language {
  const language = languages.find((known) => known === name.toLowerCase())
  if (language !== undefined) return language
  throw new Failure("cli/input", `no texts in ${name}. There are texts in ${languages.join(", ")}`)
}

function lint(command: Command, io: Io): void {
  const { output } = commandLine(command, io)
  const findings = lintCatalogue()
  const review = Object.fromEntries(languages.map((language) => [language, reviewOf(language)]))
  const value = {
    version: catalogue.version,
    hash: catalogueHash(),
    review,
    findings: findings.map(({ rule, where, language, detail }) => ({
      rule,
      where,
      detail,
      language: language ?? null,
    })),
  }
  output.data(value, () => {
    const lines = findings.map(({ rule, where, language, detail }) =>
      [output.palette.alarm("✕"), where, language ?? "", rule, detail].join(" "),
    )
    const marks = Object.entries(review).map(([language, state]) => `${language} ${state}`)
    const verdict = findings.length === 0 ? output.palette.good("✓ no findings") : ""
    return [...lines, verdict, `texts: ${marks.join(", ")}`]
      .filter((line) => line !== "")
      .join("\n")
  })
  if (findings.length > 0) {
    throw new Failure("cli/failed", `${String(findings.length)} findings in the catalogue`)
  }
}
