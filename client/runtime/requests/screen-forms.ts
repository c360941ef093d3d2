// What screens ask for beyond what commands do: a statement as it is being written, the sheet of the catalogue, the traffic.

import * as v from "valibot"

const precedence = v.picklist(["ROUTINE", "PRIORITY", "IMMEDIATE", "FLASH"])

/** A piece of a text: plain, or the value of a field; `isGiven` is false where the field is still to be typed. */
const piece = v.object({
  text: v.string(),
  field: v.nullable(v.string()),
  isGiven: v.boolean(),
  /** How it runs by itself, whatever runs around it; `auto` where nobody knows its script beforehand. */
  direction: v.picklist(["ltr", "rtl", "auto"]),
})

export const renderedForm = v.object({
  language: v.string(),
  direction: v.picklist(["ltr", "rtl"]),
  review: v.string(),
  pieces: v.array(piece),
})
export type RenderedForm = v.InferOutput<typeof renderedForm>

export const previewForm = v.object({
  /** By field: what is wrong with it, or that it is missing. `remark` is one of them. */
  errors: v.record(v.string(), v.string()),
  /** Why the whole may not be said, where every field is right. */
  refusal: v.nullable(v.object({ code: v.string(), detail: v.string() })),
  officers: v.nullable(v.number()),
  precedence: v.nullable(precedence),
  /** Our language first, then theirs. */
  texts: v.array(renderedForm),
})
export type PreviewForm = v.InferOutput<typeof previewForm>

const fieldSheet = v.object({
  number: v.number(),
  name: v.string(),
  label: v.string(),
  type: v.string(),
  unit: v.nullable(v.string()),
  critical: v.boolean(),
  form: v.string(),
  example: v.string(),
  /** The word that may stand in for a value, as it is typed and as it is read. */
  special: v.nullable(v.object({ word: v.string(), text: v.string() })),
  /** The closed list of words, where the field has one. */
  options: v.nullable(v.array(v.object({ word: v.string(), text: v.string() }))),
  /** Several of the words, with commas between. */
  isMany: v.boolean(),
})
export type FieldSheet = v.InferOutput<typeof fieldSheet>

const typeSheet = v.object({
  code: v.string(),
  act: v.string(),
  response: v.string(),
  title: v.string(),
  /** In every language of the catalogue: an officer searches in the one that comes to mind. */
  titles: v.record(v.string(), v.string()),
  usual: v.nullable(precedence),
  allowed: v.array(precedence),
  preauthorised: v.boolean(),
  answers: v.array(v.string()),
  fields: v.array(fieldSheet),
})
export type TypeSheet = v.InferOutput<typeof typeSheet>

export const catalogueForm = v.object({
  version: v.string(),
  hash: v.string(),
  /** That the charter names this very catalogue. */
  isAgreed: v.boolean(),
  types: v.array(typeSheet),
})
export type CatalogueForm = v.InferOutput<typeof catalogueForm>

/** What an officer is writing, before anything is signed. */
export const draftText = v.object({
  code: v.string(),
  params: v.record(v.string(), v.string()),
  precedence: v.nullable(precedence),
  remark: v.string(),
})
export type DraftText = v.InferOutput<typeof draftText>

export const composingForm = v.object({
  draft: v.nullable(draftText),
  savedAt: v.nullable(v.string()),
})
export type ComposingForm = v.InferOutput<typeof composingForm>
