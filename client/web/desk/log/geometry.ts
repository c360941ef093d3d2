// Where things stand in a chart: time from left to right, in every language.

export interface Frame {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface Span {
  readonly from: number
  readonly to: number
}

export function xOf(at: number, { from, to }: Span, { left, right }: Frame): number {
  const share = to === from ? 0 : (at - from) / (to - from)
  return round(left + Math.min(1, Math.max(0, share)) * (right - left))
}

/** Of a value from nothing to the most. */
export function yOf(value: number, most: number, { top, bottom }: Frame): number {
  return round(bottom - (most === 0 ? 0 : value / most) * (bottom - top))
}

export interface Step {
  readonly at: number
  /** Place of the level, least first; undefined: nothing is declared from here on. */
  readonly level: number | undefined
}

/** A line in steps: each level holds until the next change; where nothing is declared there is no line. */
export function stepPath(steps: readonly Step[], levels: number, span: Span, frame: Frame): string {
  const parts: string[] = []
  let isDrawing = false
  for (const [i, { at, level }] of steps.entries()) {
    const until = steps[i + 1]?.at ?? span.to
    if (level === undefined || until < span.from) {
      isDrawing = false
      continue
    }
    const y = String(yOf(level, levels - 1, frame))
    const [x, end] = [at, until].map((each) => String(xOf(each, span, frame)))
    parts.push(isDrawing ? `V${y}` : `M${x ?? ""} ${y}`, `H${end ?? ""}`)
    isDrawing = true
  }
  return parts.join("")
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const spacings = [
  minute,
  5 * minute,
  15 * minute,
  hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  7 * day,
  30 * day,
  365 * day,
]

/** Instants for the marks of the axis: whole minutes, hours or days, no more of them than fit. */
export function timeTicks({ from, to }: Span, most: number): readonly number[] {
  const spacing = spacings.find((each) => (to - from) / each <= most) ?? 365 * day
  const first = Math.ceil(from / spacing) * spacing
  const count = Math.max(0, Math.floor((to - first) / spacing) + 1)
  return Array.from({ length: count }, (_, i) => first + i * spacing)
}

/** The middle one in order; undefined of nothing. */
export function median(numbers: readonly number[]): number | undefined {
  const inOrder = numbers.toSorted((a, b) => a - b)
  return inOrder[Math.floor((inOrder.length - 1) / 2)]
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
