// French sets a space before a colon and a question mark; it must not break, or the sign begins a line of its own.

import { unreviewed, type StatementText } from "../text.ts"

export function french(title: string, ...sentences: readonly string[]): StatementText {
  return unreviewed(bound(title), ...sentences.map(bound))
}

function bound(text: string): string {
  return text.replaceAll(/ (?=[:?](?:\s|$))/gu, "\u{a0}")
}
