// How long messages took to the other side's desk and to its officer.

import type { ReactNode } from "react"

import type { TimelineForm } from "../../../runtime/requests/log-forms.ts"
import { useSay } from "../../ui/settings.tsx"
import { age } from "../../ui/times.ts"
import { Drawing } from "./drawing.tsx"
import { median, xOf, yOf, type Span } from "./geometry.ts"

const height = 170
const rulers = 3

export function LatencyFigure({
  timeline,
  span,
}: {
  readonly timeline: TimelineForm
  readonly span: Span
}): ReactNode {
  const say = useSay()
  const { delivered, acknowledged } = timeline
  if (delivered.length === 0) return <p className="muted">{say("chart.latency.none")}</p>
  const taken = delivered.map(({ ms }) => ms)
  const read = acknowledged.map(({ ms }) => ms)
  const most = niceMost(Math.max(...taken))
  const caption = say("chart.latency.caption", {
    number: delivered.length,
    median: shown(median(taken)),
    worst: shown(Math.max(...taken)),
    readMedian: shown(median(read)),
    readWorst: shown(read.length === 0 ? undefined : Math.max(...read)),
  })
  return (
    <Drawing height={height} span={span} caption={caption}>
      {(frame) => (
        <>
          {Array.from({ length: rulers + 1 }, (_, i) => (most / rulers) * i).map((ms) => {
            const y = yOf(ms, most, frame)
            return (
              <g key={ms}>
                <line className="grid" x1={frame.left} x2={frame.right} y1={y} y2={y} />
                <text className="tick" x={frame.left - 8} y={y + 4} textAnchor="end">
                  {shown(ms)}
                </text>
              </g>
            )
          })}
          {delivered.map(({ at, ms }, i) => {
            const x = xOf(Date.parse(at), span, frame)
            // Two may have come at one time: only the place tells them apart.
            return (
              <line
                key={i}
                className="bar"
                x1={x}
                x2={x}
                y1={yOf(0, most, frame)}
                y2={yOf(ms, most, frame)}
              />
            )
          })}
        </>
      )}
    </Drawing>
  )
}

/** A round number above the worst: three rulers of it are round as well. */
function niceMost(worst: number): number {
  const tens = 10 ** Math.floor(Math.log10(Math.max(1, worst)))
  const factor = [1.5, 3, 6, 9, 15].find((each) => each * tens >= worst) ?? 15
  return factor * tens
}

function shown(ms: number | undefined): string {
  if (ms === undefined) return "—"
  return ms < 1_000 ? `${String(Math.round(ms))} ms` : age(ms)
}
