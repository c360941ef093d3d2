// The audit of this desk's own copies, done where the desk is at work. It takes its time, and the circuits must not wait for it: one
// answer works for a moment and says how far it came, and whoever wants the result asks again.

import * as v from "valibot"

import { auditSteps, type Audit, type AuditProgress } from "../../sdk/audit.ts"
import { relayName } from "../../sdk/view/naming.ts"
import { auditJson } from "../log/audit-form.ts"
import { exportOf, readCopy, type DeskCopy } from "../log/desk-copy.ts"
import { isoTime } from "../times.ts"
import { entries, journals } from "./journals.ts"
import type { DeskWork } from "./desk-work.ts"
import type { ProofForm } from "./log-forms.ts"
import { ops } from "./ops.ts"

/** A heartbeat that waits so long behind the audit is not late. */
const sliceMs = 150
/** How long relays may take to sign a head over all that is here; what they do not sign stays unproven, and is said so. */
const patienceMs = 5_000

type State =
  | { readonly phase: "idle" }
  | { readonly phase: "reading"; readonly reading: Promise<DeskCopy>; done: number; of: number }
  | {
      readonly phase: "judging"
      readonly steps: Generator<AuditProgress, Audit, void>
      readonly progress: AuditProgress
    }
  | { readonly phase: "done"; readonly audit: Audit; readonly at: number; readonly of: number }

export class Proof {
  readonly #work: DeskWork
  readonly #headWithinMs: number
  #state: State = { phase: "idle" }

  constructor(work: DeskWork, headWithinMs = patienceMs) {
    this.#work = work
    this.#headWithinMs = headWithinMs
  }

  /** `anew`: begins from the start, with what is here by now. */
  async step(asked: { readonly anew: boolean }): Promise<ProofForm> {
    if (asked.anew || this.#state.phase === "idle") this.#begin()
    else if (this.#state.phase === "reading") await this.#read(this.#state.reading)
    else if (this.#state.phase === "judging") this.#judge(this.#state.steps)
    return this.#form()
  }

  #begin(): void {
    const read = new Map<string, readonly [number, number]>()
    const reading = readCopy(
      { request: async (op, args) => await this.#own(op, args) },
      {
        onRead: (name, done, of) => {
          read.set(name, [done, of])
          const all = [...read.values()]
          if (this.#state.phase !== "reading") return
          this.#state.done = all.reduce((sum, [each]) => sum + each, 0)
          this.#state.of = all.reduce((sum, [, each]) => sum + each, 0)
        },
      },
    )
    // Whoever asks next is told why it failed; a proof that nobody asks about again fails nobody.
    reading.catch(() => undefined)
    this.#state = { phase: "reading", reading, done: 0, of: 0 }
  }

  /** The two requests that a copy is made of, answered here: what another process would be told, and no more. */
  async #own(op: string, args: unknown): Promise<unknown> {
    if (op === ops.journals.name)
      return await journals(this.#work, AbortSignal.timeout(this.#headWithinMs))
    return await entries(this.#work, v.parse(ops.entries.args, args))
  }

  async #read(reading: Promise<DeskCopy>): Promise<void> {
    const signal = AbortSignal.timeout(sliceMs)
    const later = this.#work.runtime.until(() => undefined, { signal })
    const copy = await Promise.race([reading, later])
    if (copy === undefined) return
    const { signatures } = this.#work.parts.crypto
    const steps = auditSteps(exportOf(copy), signatures)
    this.#state = { phase: "judging", steps, progress: { judged: 0, of: 0 } }
  }

  #judge(steps: Generator<AuditProgress, Audit, void>): void {
    const until = performance.now() + sliceMs
    for (;;) {
      const step = steps.next()
      if (step.done === true) {
        const of = step.value.report.journals.reduce((sum, { entries: all }) => sum + all.length, 0)
        const { wall } = this.#work.runtime.act(({ now }) => now)
        this.#state = { phase: "done", audit: step.value, at: wall, of }
        return
      }
      this.#state = { phase: "judging", steps, progress: step.value }
      if (performance.now() >= until) return
    }
  }

  #form(): ProofForm {
    const { parts } = this.#work
    const held = [...parts.links.values()].map(({ circuit, copy }) => ({
      name: relayName(parts.union.state, circuit.id),
      relay: circuit.id,
      size: copy.next,
    }))
    const state = this.#state
    if (state.phase === "done") {
      const { audit, at, of } = state
      const isOther = audit.line !== parts.union.state.line
      const form = auditJson(audit, isOther)
      return { phase: "done", done: of, of, audit: form, held, at: isoTime(at) }
    }
    const { done, of } = progressOf(state)
    const phase = state.phase === "judging" ? "judging" : "reading"
    return { phase, done, of, audit: null, held, at: null }
  }
}

function progressOf(state: Exclude<State, { readonly phase: "done" }>): {
  readonly done: number
  readonly of: number
} {
  if (state.phase === "idle") return { done: 0, of: 0 }
  return state.phase === "reading" ? state : { done: state.progress.judged, of: state.progress.of }
}
