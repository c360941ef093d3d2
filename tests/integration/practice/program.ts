// The compiled program as a process of its own: started, listened to, stopped, killed.

import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { createInterface } from "node:readline"

import { onTestFinished } from "vitest"

import { compiled } from "../../support/house.ts"

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

export class Program {
  readonly ended: Promise<Ended>
  readonly #child: ChildProcess
  readonly #lines: string[] = []
  #err = ""
  #wake: () => void = () => undefined

  private constructor(child: ChildProcess) {
    this.#child = child
    const { stdout, stderr } = child
    if (stdout !== null) {
      createInterface({ input: stdout }).on("line", (line) => {
        this.#lines.push(line)
        this.#wake()
      })
    }
    stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#err += text
      this.#wake()
    })
    this.ended = once(child, "close").then(() => {
      this.#wake()
      const { exitCode: code, signalCode: signal } = child
      return { code, signal, out: this.#lines.join("\n"), err: this.#err }
    })
  }

  /** Ends with the test, if it has not ended before. */
  static start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Program {
    const child = spawn(process.execPath, [compiled("client/cli/main.js"), ...args], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...env },
    })
    const program = new Program(child)
    onTestFinished(async () => {
      child.kill("SIGTERM")
      await program.ended
    })
    return program
  }

  get err(): string {
    return this.#err
  }

  get lines(): readonly string[] {
    return this.#lines
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** Waits until `sign` is there, or the process is not. */
  async until(sign: () => boolean): Promise<void> {
    while (!sign()) {
      if (this.#hasEnded()) {
        throw new Error(`it has ended:\n${this.#lines.join("\n")}\n${this.#err}`)
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}

export async function run(...args: readonly string[]): Promise<Ended> {
  return await Program.start(args).ended
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-practice-"))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** A first port such that it and the others of a practice line are free now. */
export async function freePort(): Promise<number> {
  for (;;) {
    const first = await listening(0)
    const others = await Promise.all(
      [1, 2, 4].map(async (offset) => await listening(first.port + offset).catch(() => undefined)),
    )
    for (const each of [first, ...others]) each?.close()
    if (!others.includes(undefined)) return first.port
  }
}

interface Listener {
  readonly port: number
  readonly close: () => void
}

/** Somebody who listens, on this port or on any. */
export async function listening(port: number): Promise<Listener> {
  const server = createServer()
  server.listen(port, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    close: () => {
      server.close()
    },
  }
}

/** Whether a page answers, and with success. */
export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url)
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}
