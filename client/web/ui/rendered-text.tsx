// A statement as people read it, with its values marked. What is still to be typed stands in as the name of its field.

import type { ReactNode } from "react"

import type { RenderedForm } from "../../runtime/requests/screen-forms.ts"
import { useFontOf } from "./chinese-font.ts"
import { useSay } from "./settings.tsx"

export function RenderedText({
  text,
  focused,
}: {
  readonly text: RenderedForm
  /** The field that the officer is at: marked in every language at once. */
  readonly focused?: string | undefined
}): ReactNode {
  const say = useSay()
  useFontOf(text.language)
  return (
    <div className="statement">
      <p lang={text.language} dir={text.direction}>
        {text.pieces.map((piece, i) =>
          piece.field === null ? (
            piece.text
          ) : (
            <mark
              // Pieces have no identity beyond their place, and are made anew together.
              key={i}
              dir={piece.direction}
              data-given={piece.isGiven}
              data-short={isShort(piece.text)}
              data-focused={piece.field === focused}
            >
              {piece.isGiven ? piece.text : `[${piece.text}]`}
            </mark>
          ),
        )}
      </p>
      {text.review === "reviewed" ? null : <p className="unreviewed">{say("alert.unreviewed")}</p>}
    </div>
  )
}

const lineLetters = 20

/** A value that every line has room for is not broken: half a time or half an area is read as another. Chinese letters are wide. */
function isShort(text: string): boolean {
  return text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0) <= lineLetters
}
