// `--param name=value`, as often as there are parameters.

import { Failure } from "../runtime/failure.ts"

/** For commander: an option that may be given many times. */
export function collected(value: string, before: readonly string[]): readonly string[] {
  return [...before, value]
}

/** By name; a name that is given twice is a slip, and the second value would win in silence. */
export function parametersOf(given: readonly string[]): Readonly<Record<string, string>> {
  const values = new Map<string, string>()
  for (const each of given) {
    const at = each.indexOf("=")
    if (at < 1) throw new Failure("cli/input", `--param "${each}" is not name=value`)
    const name = each.slice(0, at)
    if (values.has(name)) throw new Failure("cli/input", `--param ${name} is given twice`)
    values.set(name, each.slice(at + 1))
  }
  return Object.fromEntries(values)
}
