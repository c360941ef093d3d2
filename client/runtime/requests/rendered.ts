// What was said, in the languages of those who read it, in pieces: a screen marks the values, so that the eye finds them.

import { catalogue } from "../../../shared/catalogue/catalogue.ts"
import { render } from "../../../shared/catalogue/render.ts"
import type { Rendering } from "../../../shared/catalogue/rendering.ts"
import type { Said } from "../../../shared/catalogue/substance.ts"
import { languages, type Language, type Words } from "../../../shared/catalogue/words.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import { otherSide } from "../../../shared/line/agreement.ts"
import type { MessageId } from "../../../shared/records/names.ts"
import { languageOf, serialOf } from "../../sdk/view/naming.ts"
import type { DeskWork } from "./desk-work.ts"
import type { RenderedForm } from "./screen-forms.ts"

type Piece = RenderedForm["pieces"][number]

export interface Rendered {
  readonly said: Said
  /** Fields that hold what was said; the others are shown by their names. Undefined: all of them. */
  readonly given?: ReadonlySet<string>
}

/** By message id; nothing where it is not open here, or its text cannot be rendered. */
export function rendered(
  work: DeskWork,
  asked: { readonly id: string; readonly language: string | null },
): { readonly texts: RenderedForm[] } {
  const content = work.conversation.onlyContentOf(branded<MessageId>(asked.id))
  if (content?.ok !== true || content.value.kind !== "statement") return { texts: [] }
  return { texts: renderedTexts(work, { said: content.value.statement }, asked.language) }
}

/** The reader's language first, where it is another than the charter's; then our side's, then theirs. */
export function renderedTexts(
  { parts }: DeskWork,
  { said, given }: Rendered,
  reading: string | null,
): RenderedForm[] {
  const { state } = parts.union
  const { side } = parts.identity
  const agreed = [side, otherSide(side)].map((each) => languageOf(state, each))
  const wanted = new Set(reading === null ? agreed : [reading, ...agreed])
  return [...wanted].flatMap((name) => {
    const language = languages.find((known) => known === name)
    if (language === undefined) return []
    const serials = { serialOf: (message: MessageId) => serialOf(state, message) }
    const rendering = render(said, language, serials)
    return rendering.ok ? [piecesOf(rendering, language, given)] : []
  })
}

const isolating: ReadonlyMap<string, Piece["direction"]> = new Map([
  ["\u{2066}", "ltr"],
  ["\u{2067}", "rtl"],
  ["\u{2068}", "auto"],
])

/** The isolating mark in front of a value says how it runs; none stands there where it runs as its language does. */
function directionAt(text: string, start: number, { direction }: Words): Piece["direction"] {
  const mark = text.slice(start - 1, start)
  return isolating.get(mark) ?? direction
}

function piecesOf(
  { text, spans, review }: Extract<Rendering, { readonly ok: true }>,
  language: Language,
  given: ReadonlySet<string> | undefined,
): RenderedForm {
  const { words } = catalogue.languages[language]
  const pieces: RenderedForm["pieces"] = []
  let at = 0
  const plain = (end: number): void => {
    const { direction } = words
    if (end > at) pieces.push({ text: text.slice(at, end), field: null, isGiven: true, direction })
    at = end
  }
  for (const { field, start, end } of spans) {
    plain(start)
    const isGiven = given?.has(field) ?? true
    const shown = isGiven ? text.slice(start, end) : (words.labels[field] ?? field)
    const direction = isGiven ? directionAt(text, start, words) : words.direction
    pieces.push({ text: shown, field, isGiven, direction })
    at = end
  }
  plain(text.length)
  return { language, direction: words.direction, review, pieces }
}
