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
  return parseProse(text, limits.remarkCharsMax, "the remark")
}

/** Text of several lines, as a remark is taken: composed, without hidden characters, without links. May be empty. */
export function parseProse(text: string, most: number, what: string): Parsed<string> {
  const prose = text.replaceAll("\r\n", "\n").trim().normalize("NFC")
  if (prose.length > most) {
    return { ok: false, error: `${what} is longer than ${String(most)} characters` }
  }
  if (visibleRemark(prose) !== prose) {
    return { ok: false, error: `${what} has hidden characters: ${visibleRemark(prose)}` }
  }
  if (/:\/\/|\bwww\./iu.test(prose)) return { ok: false, error: `${what} has a link in it` }
  return { ok: true, value: prose }
}
