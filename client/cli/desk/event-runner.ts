// `watch --exec`: a command of the officer's own for each event, to ring a bell or call a pager. It gets the event as JSON on its
// input; what it does is its own business, and a command that fails changes nothing on the line.

import { spawn } from "node:child_process"
import process from "node:process"

import type { CommandLine } from "../command-line.ts"
import type { JsonObject } from "../../runtime/json.ts"

/** A command that hangs must not gather processes: events beyond this are told, not run. */
const runningMost = 16

export class EventRunner {
  readonly #command: string
  readonly #line: CommandLine
  #running = 0

  constructor(command: string, line: CommandLine) {
    this.#command = command
    this.#line = line
  }

  run(event: JsonObject): void {
    if (this.#running >= runningMost) {
      this.#line.output.talk(
        `${String(runningMost)} of your commands are still running: this event starts none`,
      )
      return
    }
    this.#running += 1
    const kind = typeof event["event"] === "string" ? event["event"] : ""
    const child = spawn(this.#command, {
      shell: true,
      // What it prints is talk: stdout carries the events.
      stdio: ["pipe", process.stderr, process.stderr],
      env: { ...process.env, PARLEY_EVENT: kind },
    })
    child.on("error", (error) => {
      this.#line.output.talk(`--exec: ${error.message}`)
    })
    child.on("close", () => {
      this.#running -= 1
    })
    // It may end without having read its input.
    child.stdin.on("error", () => undefined)
    child.stdin.end(`${JSON.stringify({ v: 1, ...event })}\n`)
  }
}
