// Runs the steps of a transcript with the program as it is installed: compiled, in processes of its own.

import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { createServer } from "node:net"
import { join } from "node:path"
import { text as textFrom } from "node:stream/consumers"
import process from "node:process"

import type { Step } from "./transcript.ts"

const program = join(import.meta.dirname, "..", "..", "dist", "client", "cli", "main.js")

export interface Answer {
  readonly out: string
  readonly err: string
  readonly exit: number | null
}

export class Session {
  readonly #places: Readonly<Record<string, string>>
  readonly #running: Promise<Answer>[] = []

  constructor(places: Readonly<Record<string, string>>) {
    this.#places = places
  }

  /** What the step answered; undefined for one that runs on. */
  async run(step: Step): Promise<Answer | undefined> {
    if (step.words[0] === "wait") return await this.#running.shift()
    const answer = this.#start(step)
    if (!step.isBackground) return await answer
    this.#running.push(answer)
    return undefined
  }

  async #start(step: Step): Promise<Answer> {
    const words = step.words.map((word) => this.#filled(word))
    const begin = words.findIndex((word) => !/^[A-Z_]+=/u.test(word))
    const settings: NodeJS.ProcessEnv = { PATH: process.env["PATH"] }
    for (const word of words.slice(0, begin)) {
      const [name = "", value = ""] = word.split("=", 2)
      settings[name] = value
    }
    if (words[begin] !== "parley") throw new Error(`line ${String(step.line)}: only parley is run`)
    const child = spawn(process.execPath, [program, ...words.slice(begin + 1)], {
      env: settings,
      cwd: this.#places["tmp"],
    })
    child.stdin.end(step.input)
    const [out, err] = await Promise.all([textFrom(child.stdout), textFrom(child.stderr)])
    await ended(child)
    return { out, err, exit: child.exitCode }
  }

  #filled(word: string): string {
    return word.replaceAll(/\{([a-z]+)\}/gu, (_, name: string) => this.#places[name] ?? `{${name}}`)
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "close")
}

/** `parley practice` in a folder, for as long as a transcript needs it. Deadlines are ten times as fast. */
export class Practice {
  readonly #child: ChildProcess

  private constructor(child: ChildProcess) {
    this.#child = child
  }

  static async start(folder: string): Promise<Practice> {
    const child = spawn(process.execPath, [program, "practice", "--compress", "10"], {
      env: {
        PATH: process.env["PATH"],
        PARLEY_DATA: folder,
        PARLEY_PORT: String(await freePort()),
      },
      stdio: ["ignore", "pipe", "inherit"],
    })
    const said = await new Promise<string>((resolve) => {
      child.stdout.once("data", (line: Buffer) => {
        resolve(line.toString("utf8"))
      })
      child.once("close", () => {
        resolve("nothing")
      })
    })
    if (!said.includes('"ready":true')) throw new Error(`practice said ${said}`)
    return new Practice(child)
  }

  async stop(): Promise<void> {
    this.#child.kill("SIGTERM")
    await ended(this.#child)
  }
}

/** The practice line takes this port and the fourth after it. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  server.close()
  await once(server, "close")
  if (address === null || typeof address === "string") throw new Error("no port is free")
  return address.port > 65_000 ? address.port - 100 : address.port
}
