import { readFileSync } from "node:fs"
import { parse } from "yaml"
import { describe, expect, test } from "vitest"

import { branded } from "../../../shared/encoding/schema.ts"
import type { LineId } from "../../../shared/records/names.ts"
import { MeteredJournal } from "../../../server/shell/metered-journal.ts"
import { Metrics, type LineFigures } from "../../../server/shell/metrics.ts"
import { MemoryJournal } from "../../support/memory-journal.ts"

interface Described {
  readonly name: string
  readonly labels: readonly string[]
}

const handbook = readFileSync("server/OPERATIONS.md", "utf8")

/** The rows of the operator's table: | `name` | labels | words |. */
function inTable(markdown: string): readonly Described[] {
  const rows = markdown.matchAll(/^\| (`[a-z_*]+`(?:, `[a-z_*]+`)*) \| *([a-z, ]*?) *\| .+ \|$/gmu)
  return Array.from(rows, ([, names = "", labels = ""]) =>
    names.split(", ").map((name) => ({
      name: name.replaceAll("`", ""),
      labels: labels.split(", ").filter((label) => label !== ""),
    })),
  ).flat()
}

function labelNamesOf(metric: object): readonly string[] {
  const names: unknown = "labelNames" in metric ? metric.labelNames : []
  return Array.isArray(names) ? names.map(String) : []
}

/** Those of prom-client itself go by their family: they are the same everywhere. */
function registered(metrics: Metrics): readonly Described[] {
  const own = metrics.register.getMetricsAsArray().map(({ name, ...metric }) => {
    const family = /^(?:process|nodejs)_/u.exec(name)?.[0]
    return family === undefined
      ? { name, labels: labelNamesOf(metric) }
      : { name: `${family}*`, labels: [] }
  })
  return own.filter(({ name }, i) => own.findIndex((other) => other.name === name) === i)
}

const byName = (all: readonly Described[]): readonly Described[] =>
  all.toSorted((a, b) => a.name.localeCompare(b.name))

const line = (first: string): LineId => branded<LineId>(first.padEnd(64, "0"))

function figuresOf(id: LineId): LineFigures {
  return {
    line: id,
    entries: 4,
    circuits: 2,
    waiting: 1,
    open: 3,
    due: 1,
    behindMs: 1_500,
    isSigning: true,
  }
}

describe("metrics", () => {
  test("[OPS2] and the operator's table name each other, with their labels", () => {
    expect(byName(registered(new Metrics()))).toEqual(byName(inTable(handbook)))
  })

  test("[OPS2] the comparison finds what one of them lacks", () => {
    const without = handbook.replace(/^\| `parley_sockets`.*\n/mu, "")
    expect(without).not.toBe(handbook)
    const missing = new Set(inTable(without).map(({ name }) => name))
    expect(registered(new Metrics()).filter(({ name }) => !missing.has(name))).toHaveLength(1)
  })

  test("[OPS2] name a line by its first digits, and beyond sixty-four lines nobody", async () => {
    const metrics = new Metrics()
    const lines = Array.from({ length: 70 }, (_, i) => line(`abcd${String(i).padStart(4, "0")}`))
    metrics.watch({
      lines: () => lines.map(figuresOf),
      sockets: () => ({ open: 5, strangers: 2 }),
      pagesWaiting: () => 7,
    })
    const text = await metrics.register.metrics()
    expect(text).toContain('parley_line_entries{line="abcd0063"} 4')
    expect(text).not.toContain("abcd0064")
    expect(text).toContain('parley_line_entries{line="others"} 24')
    expect(text).toContain('parley_sockets{kind="circuit"} 3')
    expect(text).toContain('parley_line_behind_seconds{line="abcd0000"} 1.5')
    expect(text).toContain("parley_pages_waiting 7")
    // Asked again, gauges are set and not added to.
    expect(await metrics.register.metrics()).toContain('parley_line_entries{line="others"} 24')
  })

  test("[OPS2] the example alerts ask for metrics that exist", () => {
    const rules = readFileSync("server/deploy/alerts.yml", "utf8")
    const known = new Metrics().register.getMetricsAsArray().map(({ name }) => name)
    const document: unknown = parse(rules)
    const asked = new Set(
      JSON.stringify(document).match(/\b(?:parley|nodejs|process)_[a-z0-9_]+/gu),
    )
    const unknown = [...asked].filter((name) => !known.includes(name.replace(/_bucket$/u, "")))
    expect([asked.size > 5, unknown]).toEqual([true, []])
  })
})

describe("what is counted", () => {
  test("[OPS3] stands in the text that Prometheus reads", async () => {
    const metrics = new Metrics()
    const read = { what: "stage", stage: "read", precedence: "FLASH", afterMs: 4_000 } as const
    const envelope = { what: "record", kind: "envelope", precedence: "FLASH" } as const
    const step = {
      what: "step",
      demand: "read",
      action: "supervisor",
      precedence: "FLASH",
      lateMs: 40,
      isMiss: true,
    } as const
    const counted = [envelope, read, step]
    metrics.noted({ what: "appended", size: 9, records: 3, pages: 1, counted })
    metrics.noted({ what: "conflict", size: 9 })
    const text = await metrics.register.metrics()
    for (const row of [
      'parley_records_admitted_total{kind="envelope",precedence="FLASH"} 1',
      'parley_stage_seconds_bucket{le="5",stage="read",precedence="FLASH"} 1',
      'parley_stage_seconds_bucket{le="1",stage="read",precedence="FLASH"} 0',
      'parley_ladder_steps_total{demand="read",action="supervisor",precedence="FLASH"} 1',
      'parley_ladder_late_seconds_bucket{le="0.05"} 1',
      'parley_deadlines_missed_total{demand="read",precedence="FLASH"} 1',
      "parley_journal_conflicts_total 1",
    ]) {
      expect(text).toContain(row)
    }
  })

  test("[OPS3] of the journal is every call, how long it took, and whether it failed", async () => {
    const calls: unknown[] = []
    const clock = { mono: () => 0, wall: () => 0 }
    const journal = new MeteredJournal(new MemoryJournal(), clock, (...call) => calls.push(call))
    const append = { line: line("aa"), entries: [Uint8Array.of(1)], beside: [], nextDue: 5 }
    expect(await journal.append({ ...append, expected: 0 })).toEqual({ kind: "appended", size: 1 })
    expect(await journal.read(line("aa"), 0, 9)).toHaveLength(1)
    expect(await journal.due(5)).toEqual([line("aa")])
    await journal.close()
    await expect(journal.size(line("aa"))).rejects.toThrow(/closed/)
    expect(calls).toEqual([
      ["append", 0, false],
      ["read", 0, false],
      ["due", 0, false],
      ["close", 0, false],
      ["size", 0, true],
    ])
  })
})
