// The terminal, the environment and the signals of this process.

import process from "node:process"
import { createInterface } from "node:readline"
import { Writable } from "node:stream"
import { text as textFrom } from "node:stream/consumers"

import type { Io, Sink, Source } from "./io.ts"

const usualColumns = 80

/** `end` takes the signal handlers away again; a second Ctrl-C ends the process at once. */
export function processIo(): { readonly io: Io; readonly end: () => void } {
  const stopping = new AbortController()
  const stop = (): void => {
    if (stopping.signal.aborted) process.exit(130)
    stopping.abort()
  }
  // A reader that went away, as `| head` does, is no failure of the command.
  const closed = (error: NodeJS.ErrnoException): void => {
    if (error.code !== "EPIPE") throw error
    stopping.abort()
  }
  process.on("SIGINT", stop)
  process.on("SIGTERM", stop)
  process.stdout.on("error", closed)
  const io: Io = {
    out: sinkOf(process.stdout),
    err: sinkOf(process.stderr),
    input: sourceOf(stopping.signal),
    env: process.env,
    stop: stopping.signal,
    now: () => Date.now(),
  }
  return {
    io,
    end() {
      process.off("SIGINT", stop)
      process.off("SIGTERM", stop)
      // A terminal that was read from would keep the process waiting for more.
      process.stdin.pause()
    },
  }
}

function sinkOf(stream: NodeJS.WriteStream): Sink {
  return {
    get isTerminal() {
      return stream.isTTY
    },
    get columns() {
      return stream.isTTY ? stream.columns : usualColumns
    },
    write(text) {
      stream.write(text)
    },
  }
}

function sourceOf(stop: AbortSignal): Source {
  return {
    isTerminal: process.stdin.isTTY,
    async read() {
      return await textFrom(process.stdin)
    },
    ask: async (question, isSecret = false) => await askOnce(question, isSecret, stop),
  }
}

/** readline echoes what is typed into its output: a secret gets an output that shows nothing. */
async function askOnce(
  question: string,
  isSecret: boolean,
  stop: AbortSignal,
): Promise<string | undefined> {
  const nowhere = new Writable({
    write(_chunk, _encoding, done) {
      done()
    },
  })
  const lines = createInterface({
    input: process.stdin,
    output: isSecret ? nowhere : process.stderr,
    terminal: process.stdin.isTTY,
  })
  if (isSecret) process.stderr.write(question)
  try {
    return await new Promise<string | undefined>((resolve) => {
      const none = (): void => {
        resolve(undefined)
      }
      lines.once("close", none)
      stop.addEventListener("abort", none, { once: true })
      lines.once("SIGINT", () => process.emit("SIGINT"))
      lines.question(isSecret ? "" : question, resolve)
    })
  } finally {
    lines.close()
    if (isSecret) process.stderr.write("\n")
  }
}
