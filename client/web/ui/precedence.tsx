// Shape, word and colour, always together: none of them alone is read at night, in print, or by everybody.

import type { ReactNode } from "react"

export type PrecedenceWord = "ROUTINE" | "PRIORITY" | "IMMEDIATE" | "FLASH"

const shapes: Readonly<Record<PrecedenceWord, string>> = {
  ROUTINE: "○",
  PRIORITY: "◇",
  IMMEDIATE: "▲",
  FLASH: "■",
}

export const precedenceWords: readonly PrecedenceWord[] = [
  "ROUTINE",
  "PRIORITY",
  "IMMEDIATE",
  "FLASH",
]

export function Precedence({ of }: { readonly of: PrecedenceWord }): ReactNode {
  return (
    <span className="precedence" data-precedence={of} dir="ltr" translate="no">
      <span aria-hidden="true">{shapes[of]}</span> {of}
    </span>
  )
}
