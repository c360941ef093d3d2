// The line of time, drawn: both sides' tension in steps, messages and steps of ladders as marks, and how long delivery took. The
// captions give the numbers; the table of facts is the text alternative.

import { useMemo, useState, type ReactNode } from "react"

import type { TimelineForm } from "../../../runtime/requests/log-forms.ts"
import { ops } from "../../../runtime/requests/ops.ts"
import { useSay } from "../../ui/settings.tsx"
import { useAnswer } from "../link/desk-link.tsx"
import type { Span } from "./geometry.ts"
import { LatencyFigure } from "./latency-figure.tsx"
import { TensionFigure } from "./tension-figure.tsx"
import type { LogHead } from "./use-log.ts"

const hourMs = 3_600_000
/** In hours; nothing: since the line began. */
const spans = [1, 24, 168] as const

export function Chart({ head }: { readonly head: LogHead | undefined }): ReactNode {
  const say = useSay()
  const [hours, setHours] = useState<number | undefined>(24)
  const total = head?.total ?? 0
  // Now, as it was when the log last grew: a chart that creeps by itself hides what is new.
  const toMs = useMemo(() => Date.now(), [total, hours])
  const fromMs = hours === undefined ? 0 : toMs - hours * hourMs
  const timeline = useAnswer(ops.timeline, { fromMs, toMs })
  const span: Span = { from: hours === undefined ? begun(timeline, toMs) : fromMs, to: toMs }
  return (
    <div className="charts">
      <label className="span-choice">
        {say("chart.span")}
        <select
          value={String(hours ?? "")}
          onChange={(event) => {
            setHours(event.target.value === "" ? undefined : Number(event.target.value))
          }}
        >
          {spans.map((each) => (
            <option key={each} value={String(each)}>
              {each < 48
                ? say("chart.hours", { count: each })
                : say("chart.days", { count: each / 24 })}
            </option>
          ))}
          <option value="">{say("chart.all")}</option>
        </select>
      </label>
      {timeline === undefined ? null : (
        <>
          <TensionFigure timeline={timeline} span={span} />
          <LatencyFigure timeline={timeline} span={span} />
        </>
      )}
    </div>
  )
}

function begun(timeline: TimelineForm | undefined, toMs: number): number {
  const marks = [...(timeline?.messages ?? []), ...(timeline?.steps ?? [])]
  return Math.min(toMs - hourMs / 60, ...marks.map(({ at }) => Date.parse(at)))
}
