// A process that appends without pause, what it was answered, and whether a journal holds all of that.

import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"

import { expect } from "vitest"

import type { Journal } from "../../server/journal/port.ts"
import type { LineId } from "../../shared/records/names.ts"
import { compiled } from "../support/house.ts"
import { entryText, lineIds, readCount } from "./appender-script.ts"

interface Answered {
  readonly sizes: ReadonlyMap<string, number>
  readonly notes: ReadonlyMap<string, number>
}

export class Appender {
  readonly #child: ChildProcess
  #output = ""

  /** `where`: a folder, or the address of a Redis and how many replicas must confirm. */
  constructor(where: string, replicas = 0) {
    this.#child = spawn(
      process.execPath,
      [compiled("tests/contract/appender.child.js"), where, String(replicas)],
      {
        stdio: ["pipe", "pipe", "inherit"],
      },
    )
    this.#child.stdout?.setEncoding("utf8").on("data", (text: string) => (this.#output += text))
  }

  get answers(): number {
    return this.#output.split("\n").length - 1
  }

  /** It has been answered so often, in all. */
  async until(answers: number): Promise<void> {
    while (this.answers < answers) {
      if (this.#child.stdout === null) throw new Error("a child without a voice")
      await once(this.#child.stdout, "data")
    }
  }

  /** Every line has been answered so often again. */
  async untilEach(more: number): Promise<void> {
    const from = this.#output.length
    const isThere = (line: LineId): boolean =>
      this.#output.slice(from).split(`size ${line} `).length > more
    while (!lineIds.every(isThere)) await this.until(this.answers + 1)
  }

  /** Whatever has become of the test. */
  end(): void {
    this.#child.kill("SIGKILL")
  }

  /** In the middle of its work. */
  async kill(): Promise<Answered> {
    const closed = once(this.#child, "close")
    this.#child.kill("SIGKILL")
    expect(await closed).toEqual([null, "SIGKILL"])
    const answered = { sizes: new Map<string, number>(), notes: new Map<string, number>() }
    // The last line may be torn; a torn answer is none.
    for (const said of this.#output.split("\n").slice(0, -1)) {
      const [what, line = "", count] = said.split(" ")
      ;(what === "size" ? answered.sizes : answered.notes).set(line, Number(count))
    }
    return answered
  }
}

/** What a journal lacks of everything that was answered, or does not hold whole and in order. */
export async function lossesOf(journal: Journal, answered: Answered): Promise<readonly string[]> {
  const losses = await Promise.all(
    lineIds.map(async (line) => {
      const { size, note, entries, row, due } = await contentOf(journal, line)
      return [
        ...(size < (answered.sizes.get(line) ?? 0) ? [`${line}: ${String(size)} entries`] : []),
        ...(note < (answered.notes.get(line) ?? 0) ? [`${line}: note ${String(note)}`] : []),
        ...entries.filter((entry, i) => entry !== entryText(line, i)).map(() => `${line}: order`),
        // Written in the same append as the last entry, so never behind it or ahead of it.
        ...[row, entries.length, due].filter((each) => each !== size).map(() => `${line}: torn`),
      ]
    }),
  )
  return losses.flat()
}

async function contentOf(
  journal: Journal,
  line: LineId,
): Promise<{ size: number; entries: string[]; row: number; note: number; due: number }> {
  const size = await journal.size(line)
  const entries: string[] = []
  while (entries.length < size) {
    const read = await journal.read(line, entries.length, 256)
    entries.push(...read.map((entry) => new TextDecoder().decode(entry)))
  }
  const isDue = (await journal.due(size)).includes(line)
  const isDueBefore = (await journal.due(size - 1)).includes(line)
  return {
    size,
    entries,
    row: readCount(await journal.beside(line, "size")),
    note: readCount(await journal.beside(line, "note")),
    due: size === 0 || (isDue && !isDueBefore) ? size : -1,
  }
}
