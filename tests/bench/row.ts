// What a bench says: one row a measurement, with the floor it stands on.

export interface Row {
  readonly suite: string
  readonly name: string
  readonly medianUs: number
  readonly p99Us: number
  /** What the same work costs at the least, measured in this run; and how many times that this takes. */
  readonly floor: string
  readonly floorUs: number
  readonly ratio: number
  readonly note: string
}

export function rowOf(
  measured: Pick<Row, "suite" | "name" | "note"> & {
    readonly time: { readonly medianUs: number; readonly p99Us: number }
  },
  floor: { readonly name: string; readonly medianUs: number },
): Row {
  const { suite, name, note, time } = measured
  return {
    suite,
    name,
    medianUs: round(time.medianUs),
    p99Us: round(time.p99Us),
    floor: floor.name,
    floorUs: round(floor.medianUs),
    ratio: round(time.medianUs / floor.medianUs),
    note,
  }
}

function round(value: number): number {
  return Number(value.toPrecision(3))
}

export function tableOf(rows: readonly Row[]): string {
  const head = ["suite", "what", "median µs", "p99 µs", "floor", "floor µs", "ratio", "note"]
  const lines = rows.map((row) => [
    row.suite,
    row.name,
    String(row.medianUs),
    String(row.p99Us),
    row.floor,
    String(row.floorUs),
    String(row.ratio),
    row.note,
  ])
  const widths = head.map((title, i) =>
    Math.max(title.length, ...lines.map((line) => line[i]?.length ?? 0)),
  )
  return [head, ...lines]
    .map((line) => line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  "))
    .join("\n")
}
