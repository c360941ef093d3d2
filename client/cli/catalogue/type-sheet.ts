// One statement type on a sheet: what it means, what it asks for, who may send it, what it demands of the other side.

import { catalogue } from "../../../shared/catalogue/catalogue.ts"
import { exampleOf } from "../../../shared/catalogue/compose.ts"
import { owesOf } from "../../../shared/catalogue/table.ts"
import type { StatementType } from "../../../shared/catalogue/statement-type.ts"
import { languages } from "../../../shared/catalogue/words.ts"
import { precedences } from "../../../shared/records/names.ts"
import { table, wrapped } from "../output/layout.ts"
import type { JsonObject } from "../../runtime/json.ts"
import type { Palette } from "../output/palette.ts"

export function typeJson(type: StatementType): JsonObject {
  const { code, act, response, release, answers, leastAuthority } = type
  const rule = type.precedences
  const allowed = rule.rule === "own" ? rule.allowed : precedences
  return {
    code,
    act,
    titles: Object.fromEntries(languages.map((language) => [language, titleIn(type, language)])),
    response,
    release,
    precedence:
      rule.rule === "own"
        ? { rule: rule.rule, usual: rule.usual, allowed: rule.allowed }
        : { rule: rule.rule },
    owes: Object.fromEntries(allowed.map((precedence) => [precedence, owesOf(code, precedence)])),
    answers,
    leastAuthority: leastAuthority ?? null,
    parameters: exampleOf(code).map(
      ({ number, name, type: of, unit, critical, form, example }) => ({
        number,
        name,
        type: of,
        unit,
        critical,
        form,
        example,
      }),
    ),
  }
}

function titleIn({ code }: StatementType, language: (typeof languages)[number]): string {
  return catalogue.languages[language].texts[code]?.title ?? ""
}

const responseWords: Readonly<Record<StatementType["response"], string>> = {
  R: "read by an officer (ack)",
  RB: "read and read back by value; the author confirms",
  AN: "read and answered",
  DEC: "read, read back, passed to authority and decided",
  N: "nothing",
}

const releaseWords: Readonly<Record<StatementType["release"], string>> = {
  one: "one officer",
  two: "two officers",
  preauthorised: "one officer in FLASH where the charter lists it, else two",
  inherited: "as many officers as what it corrects",
}

export function typeWords(type: StatementType, palette: Palette, columns: number): string {
  const facts = [
    ["demands", responseWords[type.response]],
    ["answered by", type.answers.join(", ")],
    ["release", releaseWords[type.release]],
    ["precedence", precedenceWords(type)],
    ["authority", type.leastAuthority === undefined ? "" : `${type.leastAuthority} or higher`],
  ].filter(([, words]) => words !== "")
  const parameters = exampleOf(type.code).map((field) => {
    const mark = field.critical ? palette.warn(" (read back)") : ""
    const unit = field.unit === "none" ? "" : `, ${field.unit}`
    const head = `${String(field.number).padStart(2)} ${palette.strong(field.name)}${unit}${mark}`
    const example = `     ${palette.muted(`--param ${field.name}=${quoted(field.example)}`)}`
    return `${head}\n${wrapped(field.form, columns, "     ")}\n${example}`
  })
  return [
    `${palette.strong(type.code)}  ${titleIn(type, "en")}`,
    table(facts),
    "",
    ...parameters,
  ].join("\n")
}

function precedenceWords({ precedences: rule }: StatementType): string {
  if (rule.rule === "same") return "that of the message it answers"
  if (rule.rule === "at-least") return "at least that of the message it puts right"
  const others = rule.allowed.filter((precedence) => precedence !== rule.usual)
  return others.length === 0 ? rule.usual : `${rule.usual}, or ${others.join(", ")}`
}

/** As a shell wants it. */
function quoted(value: string): string {
  return /^[\w.,:/@+-]+$/u.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`
}
