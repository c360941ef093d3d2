// What the relay counts for its operator, in the form of Prometheus. Labels are words of the house or the beginnings of
// configured lines' ids: their number is known at the start, and none names a device, a person or anything that was said.

import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client"

import type { ErrorCode } from "../../shared/errors.ts"
import type { LineId } from "../../shared/records/names.ts"
import type { Counted } from "../core/account.ts"
import type { Note } from "../core/relay-event.ts"

/** One line at one moment. */
export interface LineFigures {
  readonly line: LineId
  readonly entries: number
  readonly circuits: number
  /** Records that have come and are not judged. */
  readonly waiting: number
  readonly open: number
  /** Messages of which a step of the ladder lies ahead. */
  readonly due: number
  /** How long the soonest step that is not recorded has been due. */
  readonly behindMs: number
  readonly isSigning: boolean
}

/** Asked when somebody looks, and at no other time. */
export interface Figures {
  lines(): readonly LineFigures[]
  sockets(): { readonly open: number; readonly strangers: number }
  pagesWaiting(): number
}

const nothingYet: Figures = {
  lines: () => [],
  sockets: () => ({ open: 0, strangers: 0 }),
  pagesWaiting: () => 0,
}

/** From a fraction of a disk's sync to the heartbeat that notices. */
const journalSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5]
/** The deadlines of the default profile, and what lies around them. */
const stageSeconds = [0.1, 0.5, 1, 5, 30, 60, 180, 300, 600, 1_800, 3_600, 10_800, 21_600, 86_400]
const lateSeconds = [0.05, 0.1, 0.25, 0.5, 1, 3, 10, 60, 600]

/** Beyond so many lines their figures are added up under one name: a label of its own for each would be no label. */
const linesNamedMax = 64

export class Metrics {
  readonly register = new Registry()
  readonly #records = this.#counter("records_admitted", ["kind", "precedence"])
  readonly #refusals = this.#counter("refusals", ["code"])
  readonly #stages = this.#histogram("stage_seconds", stageSeconds, ["stage", "precedence"])
  readonly #steps = this.#counter("ladder_steps", ["demand", "action", "precedence"])
  readonly #late = this.#histogram("ladder_late_seconds", lateSeconds, [])
  readonly #missed = this.#counter("deadlines_missed", ["demand", "precedence"])
  readonly #conflicts = this.#counter("journal_conflicts", [])
  readonly #jumps = this.#counter("clock_jumps", [])
  readonly #calls = this.#histogram("journal_call_seconds", journalSeconds, ["call"])
  readonly #failures = this.#counter("journal_call_failures", ["call"])
  readonly #batches = this.#histogram("append_entries", [1, 2, 4, 8, 16, 32, 64, 128], [])
  readonly #handshakes = this.#counter("handshakes", ["outcome", "ticket"])
  readonly #ends = this.#counter("circuits_ended", ["code"])
  readonly #turnedAway = this.#counter("connections_refused", ["code"])
  readonly #bytes = this.#counter("circuit_bytes", ["direction"])
  readonly #pages = this.#counter("pages", ["outcome"])
  #figures = nothingYet

  constructor() {
    this.#gaugesOfLines()
    this.#gauge("sockets", ["kind"], (gauge) => {
      const { open, strangers } = this.#figures.sockets()
      gauge.set({ kind: "circuit" }, open - strangers)
      gauge.set({ kind: "stranger" }, strangers)
    })
    this.#gauge("pages_waiting", [], (gauge) => {
      gauge.set(this.#figures.pagesWaiting())
    })
    // Memory, processor, descriptors, the lag of the event loop: under the names that every dashboard knows.
    collectDefaultMetrics({ register: this.register })
  }

  /** From now on the gauges say what these say. */
  watch(figures: Figures): void {
    this.#figures = figures
  }

  noted(note: Note): void {
    if (note.what === "refused") this.#refusals.inc({ code: note.code })
    if (note.what === "conflict") this.#conflicts.inc()
    if (note.what === "clock-jump") this.#jumps.inc()
    if (note.what !== "appended") return
    this.#batches.observe(note.records)
    for (const counted of note.counted) this.#entered(counted)
  }

  #entered(counted: Counted): void {
    const precedence = counted.precedence ?? "none"
    switch (counted.what) {
      case "record":
        this.#records.inc({ kind: counted.kind, precedence })
        return
      case "stage": {
        const { stage, afterMs } = counted
        if (afterMs !== undefined) this.#stages.observe({ stage, precedence }, afterMs / 1_000)
        return
      }
      case "step": {
        const { demand, action, lateMs, isMiss } = counted
        this.#steps.inc({ demand, action, precedence })
        this.#late.observe(lateMs / 1_000)
        if (isMiss) this.#missed.inc({ demand, precedence })
      }
    }
  }

  journalCalled(call: string, ms: number, hasFailed: boolean): void {
    this.#calls.observe({ call }, ms / 1_000)
    if (hasFailed) this.#failures.inc({ call })
  }

  shookHands(outcome: ErrorCode | "open", isTicketed: boolean): void {
    this.#handshakes.inc({ outcome, ticket: isTicketed ? "yes" : "no" })
  }

  circuitEnded(code: ErrorCode): void {
    this.#ends.inc({ code })
  }

  turnedAway(code: string): void {
    this.#turnedAway.inc({ code })
  }

  moved(direction: "in" | "out", bytes: number): void {
    this.#bytes.inc({ direction }, bytes)
  }

  paged(outcome: "delivered" | "failed" | "given-up"): void {
    this.#pages.inc({ outcome })
  }

  #gaugesOfLines(): void {
    const gauges: Readonly<Record<string, (figures: LineFigures) => number>> = {
      line_entries: ({ entries }) => entries,
      line_circuits: ({ circuits }) => circuits,
      line_records_waiting: ({ waiting }) => waiting,
      line_messages_open: ({ open }) => open,
      line_deadlines_due: ({ due }) => due,
      line_behind_seconds: ({ behindMs }) => behindMs / 1_000,
      line_not_signing: ({ isSigning }) => (isSigning ? 0 : 1),
    }
    for (const [name, of] of Object.entries(gauges)) {
      this.#gauge(name, ["line"], (gauge) => {
        gauge.reset()
        this.#figures.lines().forEach((figures, place) => {
          const line = place < linesNamedMax ? figures.line.slice(0, 8) : "others"
          gauge.inc({ line }, of(figures))
        })
      })
    }
  }

  #counter<L extends string>(name: string, labelNames: readonly L[]): Counter<L> {
    return new Counter({ ...this.#named(`${name}_total`), labelNames })
  }

  #histogram<L extends string>(
    name: string,
    buckets: number[],
    labelNames: readonly L[],
  ): Histogram<L> {
    return new Histogram({ ...this.#named(name), buckets, labelNames })
  }

  #gauge<L extends string>(
    name: string,
    labelNames: readonly L[],
    collect: (gauge: Gauge<L>) => void,
  ): void {
    const gauge: Gauge<L> = new Gauge({
      ...this.#named(name),
      labelNames,
      collect: () => {
        collect(gauge)
      },
    })
  }

  /** The words are in OPERATIONS.md, in one table; here they would be a second one. */
  #named(name: string): { name: string; help: string; registers: Registry[] } {
    return { name: `parley_${name}`, help: "see OPERATIONS.md", registers: [this.register] }
  }
}
