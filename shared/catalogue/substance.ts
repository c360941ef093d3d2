// What a statement says once corrections and supersession are looked through.

import { isValue, type FieldValue, type Params, type Statement } from "./value.ts"
import type { MessageId } from "../records/names.ts"

/** A statement without its remark: all that can commit anybody. */
export type Said = Pick<Statement, "code" | "params">

/** A superseding statement says what it brings; every other statement says itself. */
export function substanceOf(said: Said): Said {
  const { replacement } = said.params
  return isValue(replacement, "statement") ? replacement : said
}

/** The message that a statement is about, where its type has a reference. */
export function referenceOf(said: Said): MessageId | undefined {
  const { ref } = said.params
  return isValue(ref, "ref") ? ref.message : undefined
}

/** Every message that a statement names: these belong in the envelope's references, in the clear. */
export function referencesOf(said: Said): readonly MessageId[] {
  const inner = substanceOf(said)
  const values = [
    ...Object.values(said.params),
    ...(inner === said ? [] : Object.values(inner.params)),
  ]
  const found = values.flatMap((value) => {
    if (value.type === "refs") return value.messages
    return value.type === "ref" ? [value.message] : []
  })
  return [...new Set(found)]
}

/** The statement with the changed fields in place; unchanged where the changes are for another code. */
export function withChanges(
  said: Said,
  changes: { readonly code: string; readonly values: readonly FieldValue[] },
): Said {
  if (changes.code !== said.code) return said
  const params: Params = Object.fromEntries([
    ...Object.entries(said.params),
    ...changes.values.map(({ field, value }) => [field, value] as const),
  ])
  return { code: said.code, params }
}
