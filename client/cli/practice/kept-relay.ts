// One relay of a practice line, kept running: started, waited for, started again when it dies, stopped in good order.

import type { ChildProcess } from "node:child_process"
import { closeSync, openSync, readFileSync, renameSync, statSync } from "node:fs"
import { setTimeout as after } from "node:timers/promises"

import { Failure } from "../../runtime/failure.ts"
import { endingOf, spawnRelay, type Ending } from "../relay-process.ts"

const logBytesMax = 8 * 1024 * 1024
const readyMs = 15_000
/** Longer than a relay needs to drain: after it, waiting helps nobody. */
const stopMs = 8_000
const pauseMs = 500
const pauseMostMs = 10_000
/** A relay that has run for this long has recovered: the next pause is short again. */
const steadyMs = 60_000
const shownLogLines = 3

export interface RelayFiles {
  /** Who runs it, for people. */
  readonly name: string
  readonly config: string
  readonly log: string
}

interface Run {
  readonly child: ChildProcess
  readonly ended: Promise<Ending>
}

export class KeptRelay {
  readonly #files: RelayFiles
  readonly #say: (line: string) => void
  #run: Run | undefined
  readonly #stopping = new AbortController()

  /** `say` is told what happens between start and stop. */
  constructor(files: RelayFiles, say: (line: string) => void) {
    this.#files = files
    this.#say = say
  }

  /** Of the process that runs now; another after each new start. */
  get pid(): number | undefined {
    return this.#run?.child.pid
  }

  /** Resolves when the relay listens. Rejects, with the end of its log, when it does not. */
  async start(): Promise<void> {
    const run = await this.#begin()
    void this.#keep(run)
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    const run = this.#run
    if (run === undefined) return
    run.child.kill("SIGTERM")
    const impatient = setTimeout(() => {
      run.child.kill("SIGKILL")
    }, stopMs)
    await run.ended
    clearTimeout(impatient)
  }

  async #begin(): Promise<Run> {
    const { config, log } = this.#files
    rotate(log)
    const stderr = openSync(log, "a", 0o600)
    const child = spawnRelay(config, { stdout: "pipe", stderr })
    // The child has its own copy of the descriptor.
    closeSync(stderr)
    const run = { child, ended: endingOf(child) }
    this.#run = run
    const failed = run.ended.then((ending) => {
      throw this.#notStarted(ending.words)
    })
    const overdue = setTimeout(() => {
      child.kill("SIGKILL")
    }, readyMs)
    try {
      await Promise.race([isReady(child), failed])
    } finally {
      clearTimeout(overdue)
    }
    return run
  }

  #notStarted(why: string): Failure {
    const { name, log } = this.#files
    return new Failure(
      "cli/failed",
      `the relay of ${name} did not start (${why})`,
      `Its log is ${log}. It ends with:\n${lastLines(log)}`,
    )
  }

  /** Until it is told to stop: whatever ends the relay, its journal is whole, so it can always be started again. */
  async #keep(first: Run): Promise<void> {
    const { name, log } = this.#files
    let run: Run | undefined = first
    let pause = 0
    while (this.#isWanted()) {
      const startedAt = performance.now()
      const ending = await run?.ended
      if (!this.#isWanted()) return
      if (performance.now() - startedAt > steadyMs) pause = 0
      if (ending !== undefined) {
        this.#say(
          `The relay of ${name} has ended (${ending.words}). It is started again. Log: ${log}`,
        )
      }
      await after(pause, undefined, { signal: this.#stopping.signal }).catch(() => undefined)
      if (!this.#isWanted()) return
      pause = Math.min(pauseMostMs, Math.max(pauseMs, 2 * pause))
      run = await this.#again()
    }
  }

  #isWanted(): boolean {
    return !this.#stopping.signal.aborted
  }

  async #again(): Promise<Run | undefined> {
    try {
      const run = await this.#begin()
      this.#say(`The relay of ${this.#files.name} is back (process ${String(this.pid ?? 0)}).`)
      return run
    } catch (error) {
      if (this.#isWanted()) this.#say(error instanceof Error ? error.message : String(error))
      return undefined
    }
  }
}

/** The relay's own word, one line of JSON on its standard output, when its lines are open and it listens. */
function isReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    let text = ""
    child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      text = (text + chunk).slice(-4_096)
      if (text.includes('"ready":true')) resolve()
    })
  })
}

/** One old log is kept: the story of why a relay died last is worth more than all before it. */
function rotate(log: string): void {
  const about = statSync(log, { throwIfNoEntry: false })
  if (about !== undefined && about.size > logBytesMax) renameSync(log, `${log}.1`)
}

function lastLines(log: string): string {
  const lines = readFileSync(log, "utf8").trimEnd().split("\n")
  return lines.slice(-shownLogLines).join("\n")
}
