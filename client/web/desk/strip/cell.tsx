// One fact of the strip: what it is, what it says, and what stands behind it.

import type { ReactNode } from "react"

export type Tone = "plain" | "ok" | "warn" | "alarm"

export function Cell({
  label,
  value,
  tone,
  children,
}: {
  readonly label: string
  readonly value: ReactNode
  readonly tone: Tone
  readonly children?: ReactNode
}): ReactNode {
  return (
    <div className="cell" data-tone={tone}>
      <div className="label">{label}</div>
      <div className="value">{value}</div>
      <div className="small">{children}</div>
    </div>
  )
}
