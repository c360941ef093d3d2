// Paper in place of a terminal: what was written to which stream, in order.

import type { Io, Sink } from "../../../../client/cli/output/io.ts"

interface PaperWish {
  readonly isTerminal?: boolean
  readonly env?: Readonly<Record<string, string>>
}

export interface Paper {
  readonly io: Io
  readonly out: () => string
  readonly err: () => string
}

export function paper({ isTerminal = false, env = {} }: PaperWish = {}): Paper {
  const out: string[] = []
  const err: string[] = []
  return {
    io: {
      out: sinkTo(out, isTerminal),
      err: sinkTo(err, isTerminal),
      input: {
        isTerminal,
        read: () => Promise.resolve(""),
        ask: () => Promise.resolve(undefined),
      },
      env,
      stop: new AbortController().signal,
      now: () => 0,
    },
    out: () => out.join(""),
    err: () => err.join(""),
  }
}

function sinkTo(written: string[], isTerminal: boolean): Sink {
  return {
    isTerminal,
    columns: 40,
    write(text) {
      written.push(text)
    },
  }
}
