// The one line at the bottom of a terminal that follows the line: without colours, because a terminal may cut it, and with as
// many of its parts as there is room for, the more important first.

import { widthOf } from "../output/layout.ts"
import { span } from "../../runtime/times.ts"
import type { StatusForm } from "../../runtime/requests/status-form.ts"

const between = " │ "

export function statusLine(status: StatusForm, columns: number): string {
  const [first = "", ...rest] = parts(status)
  return rest.reduce((line, part) => {
    const longer = line + between + part
    return widthOf(longer) < columns ? longer : line
  }, first)
}

function parts(status: StatusForm): readonly string[] {
  const { mode, line, theirDesk, unacknowledged, queue, ourDesk } = status
  const latency = line.latencyMs === null ? "" : ` ${String(Math.round(line.latencyMs))} ms`
  const tail = line.latency === null ? "" : ` p99 ${String(Math.round(line.latency.p99Ms))}`
  const age =
    line.proofOfLifeAgeMs === null ? "not heard" : `heard ${span(line.proofOfLifeAgeMs)} ago`
  return [
    ...(mode === "exercise" ? ["EXERCISE"] : []),
    clockWords(status),
    `line ${line.up ? "up" : "DOWN"}${latency}${tail}, ${age}`,
    `unacknowledged: us ${String(unacknowledged.byUs.count)}, them ${String(unacknowledged.byThem.count)}`,
    `their desk ${theirDesk.state === "not-heard" ? "NOT HEARD" : theirDesk.state}`,
    `queue ${String(queue.count)}`,
    ourDesk.callSign,
  ]
}

/** `04:19:57Z A 06:19 B 09:19`. */
function clockWords({ clock, localTimes }: StatusForm): string {
  const zulu = `${clock.at.slice(11, 19)}Z`
  if (localTimes === null) return zulu
  const { A, B } = localTimes
  return `${zulu} A ${A.at.slice(11, 16)} B ${B.at.slice(11, 16)}`
}
