// A journal that takes its process with it at an append that somebody has chosen. Nothing is thrown and nothing in the relay
// knows: the process is killed from outside of its own code, as the kernel would do it.

import process from "node:process"

import { JournalAround } from "../../server/journal/around.ts"
import type { Append, Appended } from "../../server/journal/port.ts"

/**
 * before: nothing has reached the journal. during: it has been handed over, and nobody knows whether it was written. after:
 * it is durable, and nobody has been told.
 */
export const crashPoints = ["before", "during", "after"] as const
export type CrashPoint = (typeof crashPoints)[number]

export interface Doom {
  readonly point: CrashPoint
  /** At which append from now on, counted from 1. */
  readonly append: number
}

export class FragileJournal extends JournalAround {
  #doom: Doom | undefined

  doom(doom: Doom): void {
    this.#doom = doom
  }

  override async append(append: Append): Promise<Appended> {
    const point = this.#pointNow()
    if (point === "before") die()
    const answer = this.inner.append(append)
    if (point === "during") die()
    const appended = await answer
    if (point === "after") die()
    return appended
  }

  #pointNow(): CrashPoint | undefined {
    const doom = this.#doom
    if (doom === undefined) return undefined
    this.#doom = { ...doom, append: doom.append - 1 }
    return doom.append === 1 ? doom.point : undefined
  }
}

/** SIGKILL to oneself is delivered before the call returns: not one more line of this process runs. */
function die(): void {
  process.kill(process.pid, "SIGKILL")
}
