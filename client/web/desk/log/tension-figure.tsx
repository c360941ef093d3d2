// Both sides' declared tension, and what was said meanwhile.

import type { ReactNode } from "react"

import type { TimelineForm } from "../../../runtime/requests/log-forms.ts"
import { useSay } from "../../ui/settings.tsx"
import { zuluDate, zuluMinute } from "../../ui/times.ts"
import { useSheet } from "../compose/sheets.tsx"
import { Drawing } from "./drawing.tsx"
import { stepPath, xOf, yOf, type Frame, type Span, type Step } from "./geometry.ts"
import { Mark } from "./mark.tsx"

const height = 310
/** Below the levels: a lane for what went out, one for what came in, one for steps. */
const lanes = { out: 22, in: 44, steps: 66 }
const lanesHeight = 80

interface Props {
  readonly timeline: TimelineForm
  readonly span: Span
}

export function TensionFigure({ timeline, span }: Props): ReactNode {
  const say = useSay()
  const nameOf = useLevelNames()
  const { tension, messages, messagesBefore, flashes, steps } = timeline
  const last = (changes: TimelineForm["tension"]["ours"]): string =>
    nameOf(changes.at(-1)?.level ?? null)
  const caption = say("chart.caption", {
    from: `${zuluDate(span.from)} ${zuluMinute(span.from)}`,
    to: `${zuluDate(span.to)} ${zuluMinute(span.to)}`,
    messages: messages.length + messagesBefore,
    flashes,
    steps: steps.length,
    ours: last(tension.ours),
    theirs: last(tension.theirs),
  })
  return (
    <>
      <Drawing height={height} span={span} caption={caption}>
        {(frame) => <Inside timeline={timeline} span={span} frame={frame} nameOf={nameOf} />}
      </Drawing>
      <p className="small legend">
        <span className="key" data-line="ours" /> {say("chart.tension.ours")}{" "}
        <span className="key" data-line="theirs" /> {say("chart.tension.theirs")}
      </p>
      {messagesBefore > 0 ? (
        <p className="small">{say("chart.left", { number: messagesBefore })}</p>
      ) : null}
    </>
  )
}

function Inside({
  timeline,
  span,
  frame,
  nameOf,
}: Props & {
  readonly frame: Frame
  readonly nameOf: (level: string | null) => string
}): ReactNode {
  const { levels, tension } = timeline
  const above: Frame = { ...frame, bottom: frame.bottom - lanesHeight }
  const stepsOf = (changes: TimelineForm["tension"]["ours"]): readonly Step[] =>
    changes.map(({ at, level }) => ({
      at: Date.parse(at),
      level: level === null ? undefined : levels.indexOf(level),
    }))
  return (
    <>
      {levels.map((level, i) => {
        const y = yOf(i, levels.length - 1, above)
        return (
          <g key={level}>
            <line className="grid" x1={frame.left} x2={frame.right} y1={y} y2={y} />
            <text className="tick" x={frame.left - 8} y={y + 4} textAnchor="end">
              {nameOf(level)}
            </text>
          </g>
        )
      })}
      <path
        className="line"
        data-line="ours"
        d={stepPath(stepsOf(tension.ours), levels.length, span, above)}
      />
      <path
        className="line"
        data-line="theirs"
        d={stepPath(stepsOf(tension.theirs), levels.length, span, above)}
      />
      <Lanes timeline={timeline} span={span} frame={frame} />
    </>
  )
}

/** What went out, what came in, and the steps of ladders, below the levels. */
function Lanes({ timeline, span, frame }: Props & { readonly frame: Frame }): ReactNode {
  const say = useSay()
  const { messages, steps } = timeline
  const laneOf = (lane: keyof typeof lanes): number => frame.bottom - lanesHeight + lanes[lane]
  return (
    <>
      {(["out", "in", "steps"] as const).map((lane) => (
        <text key={lane} className="tick" x={frame.left - 8} y={laneOf(lane) + 4} textAnchor="end">
          {say(`chart.marks.${lane}`)}
        </text>
      ))}
      {messages.map(({ at, serial, direction, precedence }) => (
        <Mark
          key={`${at} ${serial ?? ""}`}
          of={precedence}
          x={xOf(Date.parse(at), span, frame)}
          y={laneOf(direction)}
        />
      ))}
      {steps.map(({ at, serial, demand, action }) => {
        const x = xOf(Date.parse(at), span, frame)
        const y = laneOf("steps")
        return (
          <line
            key={`${at} ${serial ?? ""} ${demand} ${action}`}
            className="step"
            x1={x}
            x2={x}
            y1={y - 7}
            y2={y + 7}
          />
        )
      })}
    </>
  )
}

/** As the catalogue calls them in the officer's language. */
export function useLevelNames(): (level: string | null) => string {
  const say = useSay()
  const options = useSheet("TN-01")?.fields[0]?.options ?? []
  return (level) =>
    level === null
      ? say("strip.undeclared")
      : (options.find(({ word }) => word === level)?.text ?? level)
}
