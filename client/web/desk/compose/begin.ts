// What a new form holds before anybody has typed: nothing on a live line. On a practice line, a whole FLASH, so that whoever tries
// it has something to send.

import type { Code } from "../../../../shared/catalogue/value.ts"
import type { DraftText, TypeSheet } from "../../../runtime/requests/screen-forms.ts"
import { emptyDraft } from "./use-draft.ts"
import type { Wanted } from "./wanted.ts"

const practised: Code = "NT-05"

export function beginning(
  wanted: Wanted | undefined,
  practice: readonly TypeSheet[] | undefined,
  now: number,
): DraftText {
  if (wanted !== undefined) {
    return { ...emptyDraft, code: wanted.code, params: { ...wanted.params } }
  }
  const sheet = practice?.find(({ code }) => code === practised)
  if (sheet === undefined) return emptyDraft
  const params = sheet.fields.map(({ name, type, example }): readonly [string, string] => [
    name,
    // An accident of last year would be a strange thing to give notice of.
    type === "DTG" ? `${new Date(now).toISOString().slice(0, 19)}Z` : example,
  ])
  return { ...emptyDraft, code: practised, params: Object.fromEntries(params), precedence: "FLASH" }
}
