// A relay as a process of its own: started on a configuration file, watched, killed, and its last words kept.

import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import process from "node:process"

import { compiled } from "./house.ts"

/** How a process ended: by itself with a code, or by a signal. */
export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface RelayStart {
  readonly config: string
  /** `server/main.js`, or a program of a test around the same relay. */
  readonly program?: string
  readonly environment?: Readonly<Record<string, string>>
}

export class RelayProcess {
  readonly ended: Promise<Exit>
  readonly #child: ChildProcess
  readonly #log: string[] = []
  #exit: Exit | undefined

  private constructor(child: ChildProcess) {
    this.#child = child
    child.stderr?.setEncoding("utf8").on("data", (text: string) => this.#log.push(text))
    this.ended = new Promise((resolve) => {
      child.once("close", (code, signal) => {
        this.#exit = { code, signal }
        resolve(this.#exit)
      })
    })
  }

  /** Resolves when the relay says that it listens; rejects with its log when it ends before. */
  static async start({ config, program, environment }: RelayStart): Promise<RelayProcess> {
    const child = spawn(
      process.execPath,
      ["--enable-source-maps", compiled(program ?? "server/main.js"), "--config", config],
      {
        // The relay itself has no ear for orders of a parent: only programs of tests are given one.
        stdio: ["ignore", "pipe", "pipe", program === undefined ? "ignore" : "ipc"],
        env: { ...process.env, ...environment },
      },
    )
    const relay = new RelayProcess(child)
    if (await isReady(child)) return relay
    const exit = await relay.ended
    throw new Error(`the relay ended with ${JSON.stringify(exit)}:\n${relay.log}`)
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  /** Everything it has written to standard error. */
  get log(): string {
    return this.#log.join("")
  }

  /** Waits for words in the log; a process that ends writes no more. */
  async until(words: string): Promise<void> {
    while (!this.log.includes(words)) {
      if (this.hasEnded) throw new Error(`the relay ended without "${words}":\n${this.log}`)
      await Promise.race([once(this.#child.stderr ?? this.#child, "data"), this.ended])
    }
  }

  get hasEnded(): boolean {
    return this.#exit !== undefined
  }

  /** For programs of tests. */
  tell(order: Readonly<Record<string, unknown>>): void {
    this.#child.send(order)
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  /** Ends it, and says how it ended. */
  async end(signal: NodeJS.Signals = "SIGTERM"): Promise<Exit> {
    if (this.#exit === undefined) this.signal(signal)
    return await this.ended
  }
}

/** The first line of standard output says so, and there is no other; a process that ends has closed it without a word. */
async function isReady(child: ChildProcess): Promise<boolean> {
  if (child.stdout === null) return false
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.includes('"ready":true')) continue
    child.stdout.resume()
    return true
  }
  return false
}
