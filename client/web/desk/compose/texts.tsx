// Both texts of a statement as it is being written: what our side reads, and what theirs will.

import type { ReactNode } from "react"

import type { PreviewForm } from "../../../runtime/requests/screen-forms.ts"
import { RenderedText } from "../../ui/rendered-text.tsx"
import { useSay } from "../../ui/settings.tsx"

export function Texts({
  preview,
  focused,
  version,
}: {
  readonly preview: PreviewForm | undefined
  readonly focused: string | undefined
  readonly version: string
}): ReactNode {
  const say = useSay()
  if (preview === undefined) return <p className="muted">{say("compose.choose")}</p>
  return (
    <>
      {preview.texts.map((text, i) => (
        <div key={text.language}>
          <h3 className="small">
            {say(i === 0 ? "compose.ours" : "compose.theirs", { language: text.language })}
          </h3>
          <RenderedText text={text} focused={focused} />
        </div>
      ))}
      <p className="muted">{say("compose.agreed", { version })}</p>
    </>
  )
}
