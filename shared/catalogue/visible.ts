// Free text made safe to show. Bidirectional and other invisible controls can turn a sentence round or hide a part of it:
// each is taken out and its number shown in its place, so that the reader sees that something was there.

import { hiddenCharacter } from "../encoding/hidden.ts"
import { limits } from "../limits.ts"
import type { Parsed } from "./parameter.ts"

const hidden = new RegExp(hiddenCharacter, "gu")

function mark(character: string): string {
  const number = character.codePointAt(0) ?? 0
  return `[U+${number.toString(16).toUpperCase().padStart(4, "0")}]`
}

/** One line of text with every hidden character marked. */
export function visibleLine(text: string): string {
  return text.replaceAll(hidden, mark)
}

/** A remark as it is shown: as one line, but line breaks stay. */
export function visibleRemark(text: string): string {
  return text.replaceAll(hidden, (character) => (character === "\n" ? "\n" : mark(character)))
}

export function hasHidden(text: string): boolean {
  return visibleLine(text) !== text
}

/** What a desk takes as a remark before anything is sealed. Received remarks are shown, whatever they contain. */
export function parseRemark(text: string): Parsed<string> {
  const remark = text.replaceAll("\r\n", "\n").trim().normalize("NFC")
  if (remark.length > limits.remarkCharsMax) {
    return {
      ok: false,
      error: `the remark is longer than ${String(limits.remarkCharsMax)} characters`,
    }
  }
  if (visibleRemark(remark) !== remark) {
    return { ok: false, error: `the remark has hidden characters: ${visibleRemark(remark)}` }
  }
  if (/:\/\/|\bwww\./iu.test(remark)) return { ok: false, error: "the remark has a link in it" }
  return { ok: true, value: remark }
}
