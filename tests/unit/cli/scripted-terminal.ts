// A command line with somebody at it who has their answers ready, and paper in place of a screen.

import { buildProgram } from "../../../client/cli/program.ts"
import { Failure } from "../../../client/runtime/failure.ts"
import type { Io, Sink } from "../../../client/cli/output/io.ts"

export interface Session {
  /** What a person types, in order; none: nobody is there to be asked. */
  readonly answers?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly now?: number
}

export interface Outcome {
  readonly out: string
  readonly err: string
  readonly failure: Failure | undefined
  /** What was asked, in order. */
  readonly asked: readonly string[]
}

/** Noon on Monday, 5 January 2026. */
export const noon = 1_767_614_400_000

/** Runs one command line of this program in this process. */
export async function parley(argv: readonly string[], session: Session = {}): Promise<Outcome> {
  const { answers, env = {}, now = noon } = session
  const isTerminal = answers !== undefined
  const waiting = [...(answers ?? [])]
  const asked: string[] = []
  const out = paper(isTerminal)
  const err = paper(isTerminal)
  const io: Io = {
    out: out.sink,
    err: err.sink,
    input: {
      isTerminal,
      read: () => Promise.resolve(""),
      ask: (question) => {
        asked.push(question)
        return Promise.resolve(waiting.shift())
      },
    },
    env,
    stop: new AbortController().signal,
    now: () => now,
  }
  let failure: Failure | undefined
  try {
    await buildProgram(io).parseAsync([...argv], { from: "user" })
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    failure = error
  }
  return { out: out.text(), err: err.text(), failure, asked }
}

function paper(isTerminal: boolean): { readonly sink: Sink; readonly text: () => string } {
  const written: string[] = []
  return {
    sink: {
      isTerminal,
      columns: 80,
      write(text) {
        written.push(text)
      },
    },
    text: () => written.join(""),
  }
}
