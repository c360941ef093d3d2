// How long until something falls due. Silent to a screen reader but for the marks that matter, which the live region says.

import type { ReactNode } from "react"

import { useSay } from "../../ui/settings.tsx"
import { countdown } from "../../ui/times.ts"
import { Token } from "../../ui/token.tsx"
import { useNow } from "../link/desk-link.tsx"

export function Countdown({
  dueAt,
  label,
}: {
  readonly dueAt: number | undefined
  readonly label: string
}): ReactNode {
  const say = useSay()
  const now = useNow()
  if (dueAt === undefined) return null
  const left = dueAt - now
  return (
    <div className="countdown" role="timer" aria-live="off" data-late={left < 0}>
      <span className="small">{left < 0 ? say("alert.late") : label}</span>
      <Token>{countdown(left)}</Token>
    </div>
  )
}
