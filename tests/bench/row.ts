// What a bench says: one row a measurement, with the floor it stands on and what was promised.

export interface Row {
  readonly suite: string
  readonly name: string
  readonly unit: string
  /** The median, where it is one of many. */
  readonly value: number
  readonly p99: number | undefined
  /** What the same work costs at the least, measured in this run; and how many times that this takes. */
  readonly floor: string
  readonly floorValue: number | undefined
  readonly ratio: number | undefined
  /** What was promised of the value or of the ratio, and whether it is kept: empty where nothing was. */
  readonly target: string
  readonly note: string
}

/** Of the ratio to the floor, or of the value itself. */
type Target =
  | { readonly ratioAtMost: number }
  | { readonly ratioAtLeast: number }
  | { readonly atMost: number }
  | { readonly atLeast: number }

interface Measured {
  readonly suite: string
  readonly name: string
  readonly unit: string
  readonly value: number
  readonly p99?: number
  readonly floor?: { readonly name: string; readonly value: number }
  readonly target?: Target
  readonly note?: string
}

export function row(measured: Measured): Row {
  const { suite, name, unit, value, p99, floor, target, note = "" } = measured
  const ratio = floor === undefined ? undefined : rounded(value / floor.value)
  return {
    suite,
    name,
    unit,
    value: rounded(value),
    p99: p99 === undefined ? undefined : rounded(p99),
    floor: floor?.name ?? "",
    floorValue: floor === undefined ? undefined : rounded(floor.value),
    ratio,
    target: target === undefined ? "" : verdict(target, value, ratio),
    note,
  }
}

function verdict(target: Target, value: number, ratio = Number.NaN): string {
  if ("ratioAtMost" in target)
    return said(`≤ ${String(target.ratioAtMost)}×`, ratio <= target.ratioAtMost)
  if ("ratioAtLeast" in target)
    return said(`≥ ${String(target.ratioAtLeast)}×`, ratio >= target.ratioAtLeast)
  if ("atMost" in target) return said(`≤ ${String(target.atMost)}`, value <= target.atMost)
  return said(`≥ ${String(target.atLeast)}`, value >= target.atLeast)
}

function said(target: string, isKept: boolean): string {
  return `${target} ${isKept ? "kept" : "MISSED"}`
}

/** A time in microseconds beside a floor of the same kind. */
export function rowOf(
  measured: Pick<Row, "suite" | "name" | "note"> & {
    readonly time: { readonly medianUs: number; readonly p99Us: number }
  },
  floor: { readonly name: string; readonly medianUs: number },
): Row {
  const { suite, name, note, time } = measured
  const { medianUs: value, p99Us: p99 } = time
  return row({
    suite,
    name,
    unit: "µs",
    value,
    p99,
    note,
    floor: { name: floor.name, value: floor.medianUs },
  })
}

function rounded(value: number): number {
  return Number(value.toPrecision(3))
}

export function tableOf(rows: readonly Row[]): string {
  const head = ["suite", "what", "value", "unit", "p99", "floor", "", "ratio", "target", "note"]
  const lines = rows.map((each) => [
    each.suite,
    each.name,
    String(each.value),
    each.unit,
    textOf(each.p99),
    each.floor,
    textOf(each.floorValue),
    textOf(each.ratio),
    each.target,
    each.note,
  ])
  const widths = head.map((title, i) =>
    Math.max(title.length, ...lines.map((line) => line[i]?.length ?? 0)),
  )
  return [head, ...lines]
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n")
}

function textOf(value: number | undefined): string {
  return value === undefined ? "" : String(value)
}
