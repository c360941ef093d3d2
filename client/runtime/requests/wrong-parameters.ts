// Parameters that do not make a statement.

import type { Code } from "../../../shared/catalogue/value.ts"
import { Failure } from "../failure.ts"

/** All that is wrong at once: nobody wants to be told one parameter at a time. */
export function wrongParameters(code: Code, errors: Readonly<Record<string, string>>): Failure {
  const lines = Object.entries(errors).map(([name, error]) => `  ${name}: ${error}`)
  const sheet = `\`parley catalogue show ${code}\` lists what it asks for.`
  return new Failure(
    "cli/input",
    [`${code} cannot be sent like this:`, ...lines].join("\n"),
    `Nothing was sent. ${sheet}`,
  )
}
