// Which code may answer which, and from which side. By code alone: what has happened since is answers.ts.

import { readBackOf } from "./read-back-values.ts"
import { substanceOf, type Said } from "../catalogue/substance.ts"
import { isReplaceable, rowOf } from "../catalogue/table.ts"
import type { Code } from "../catalogue/value.ts"

/** Whose voice: the author of what is answered, or the side that reads it. */
export type Voice = "author" | "reader"

/** Always open to the reader, whatever was said: read, not understood, stand by, passed on. None of them closes anything. */
const always: ReadonlySet<Code> = new Set<Code>(["AK-01", "AK-03", "AK-04", "AK-05"])
const explanations: ReadonlySet<Code> = new Set<Code>(["EX-01", "EX-02", "EX-03", "EX-04"])
const corrections: ReadonlySet<Code> = new Set<Code>(["CR-01", "CR-02", "CR-03"])
export function isLegal(code: Code, about: Said, voice: Voice): boolean {
  // Later word about a notice or a warning may come from either side; it closes nothing.
  if (explanations.has(code) && isTold(about)) return true
  return voice === "reader" ? isReaders(code, about) : isAuthors(code, about)
}

function isTold(about: Said): boolean {
  const { act } = rowOf(substanceOf(about).code)
  return act === "notify" || act === "warn"
}

/** Assurances and translations name what they are about without answering it: no message is the wrong one for them. */
export function answersAtAll(code: Code): boolean {
  const { act } = rowOf(code)
  return act !== "assure" && act !== "translate"
}

function isReaders(code: Code, about: Said): boolean {
  if (always.has(code)) return true
  if (code === "AK-02") return readBackOf(about).values.length > 0
  if (code === "AK-06") return about.code === "AK-02"
  return answersTo(about).includes(code)
}

function isAuthors(code: Code, about: Said): boolean {
  if (!corrections.has(code)) return false
  if (code === "CR-02") return isReplaceable(rowOf(substanceOf(about).code))
  // A correction carries plain fields by value.
  return code === "CR-03" || isCorrectable(substanceOf(about))
}

function isCorrectable(said: Said): boolean {
  return rowOf(said.code).fields.every(({ type }) => type !== "VALUES" && type !== "STATEMENT")
}

/** The codes that count as the answer, by the response class of what is said. */
export function answersTo(about: Said): readonly Code[] {
  return rowOf(substanceOf(about).code).answers
}
