// One line that a person types and others will read: a label, a name, a reason. What records refuse is said here in words.

import * as v from "valibot"

import { hiddenCharacter } from "../../shared/encoding/hidden.ts"
import { limits } from "../../shared/limits.ts"

/** For an option: not empty, not too long, nothing in it that a reader would not see. */
export function lineOfText(maxChars: number = limits.labelCharsMax): v.GenericSchema<string> {
  return v.pipe(
    v.string(),
    v.nonEmpty("not empty"),
    v.maxLength(maxChars, `at most ${String(maxChars)} characters`),
    v.check(
      (text) => !hiddenCharacter.test(text),
      "a line without hidden characters and line breaks",
    ),
  )
}
