// A drawing over time: as wide as there is room, its axis below, its caption above.

import type { ReactNode } from "react"

import { Figure, type Canvas } from "../../ui/figure.tsx"
import { zuluDate, zuluMinute } from "../../ui/times.ts"
import { timeTicks, xOf, type Frame, type Span } from "./geometry.ts"

const longMs = 48 * 3_600_000

/** From left to right in every language. */
export function Drawing({
  height,
  span,
  caption,
  children,
}: {
  readonly height: number
  readonly span: Span
  readonly caption: string
  readonly children: (frame: Frame) => ReactNode
}): ReactNode {
  const draw = (width: number): Canvas => {
    const frame: Frame = { left: 92, right: width - 24, top: 16, bottom: height - 34 }
    const content = (
      <>
        <Axis span={span} frame={frame} />
        {children(frame)}
      </>
    )
    return { height, content }
  }
  return <Figure caption={caption} draw={draw} />
}

function Axis({ span, frame }: { readonly span: Span; readonly frame: Frame }): ReactNode {
  const most = Math.max(2, Math.floor((frame.right - frame.left) / 90))
  return timeTicks(span, most).map((at) => {
    const x = xOf(at, span, frame)
    const isDay = span.to - span.from > longMs
    return (
      <g key={at}>
        <line className="grid" x1={x} x2={x} y1={frame.top} y2={frame.bottom} />
        <text className="tick" x={x} y={frame.bottom + 24} textAnchor="middle">
          {isDay ? zuluDate(at).slice(0, 6) : zuluMinute(at)}
        </text>
      </g>
    )
  })
}
