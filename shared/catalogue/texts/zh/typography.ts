// Chinese sentences follow each other without a space.

import { unreviewed, type StatementText } from "../text.ts"

export function chinese(title: string, ...sentences: readonly string[]): StatementText {
  return unreviewed(title, sentences.join(""))
}
