// Help: examples first. A command with commands of its own shows all its examples, each of those only its own.

import type { Command, Option } from "commander"

interface HelpContext {
  readonly command: Command
}

/** For `addHelpText("beforeAll", …)` of the command that the examples are of. */
export function examplesOf(text: string): (context: HelpContext) => string {
  const [title = "", ...rows] = text.trimEnd().split("\n")
  return ({ command }) => {
    if (command.parent?.parent === null) return text
    const path = pathOf(command)
    const own = withContinuations(rows).filter((row) => row.includes(` ${path}`))
    return own.length === 0 ? "" : `${[title, ...own].join("\n")}\n`
  }
}

/** `log show`: as one types it, without the program. */
function pathOf(command: Command): string {
  const names: string[] = []
  for (let each = command; each.parent !== null; each = each.parent) names.unshift(each.name())
  return names.join(" ")
}

/** A row that ends in a backslash goes on in the next. */
function withContinuations(rows: readonly string[]): readonly string[] {
  return rows
    .join("\n")
    .replaceAll("\\\n", "\\\r")
    .split("\n")
    .map((row) => row.replaceAll("\r", "\n"))
}

export function everyCommandsOptions({ command }: HelpContext): string {
  return command.parent === null
    ? ""
    : "\nEvery command also takes --home, --json, --text, --no-input and more: parley --help"
}

/** An option that may be repeated begins with none, which needs no words. */
export function optionDescription({ description, defaultValue }: Option): string {
  const isPlain = typeof defaultValue === "string" && defaultValue !== ""
  return isPlain ? `${description} (${defaultValue} without it)` : description
}
