// A real event played again by the clock, faster: officers of two parties type commands into `parley`, on a practice line with
// two relays, each at the hour at which it should have happened. Somebody follows the line at every desk.

import { join } from "node:path"
import process from "node:process"
import { setTimeout as after } from "node:timers/promises"
import * as v from "valibot"

import { expect } from "vitest"

import { messageForm, type MessageForm } from "../../client/runtime/requests/message-form.ts"
import { freePort, newFolder, Program, run } from "../integration/practice/program.ts"

/** Deadlines are divided by it. The event's own hours are divided by what each scenario says. */
const deadlines = 20

const announcement = v.object({
  line: v.string(),
  relays: v.array(v.object({ party: v.string(), relay: v.string(), pid: v.number() })),
})
const verification = v.object({
  verified: v.boolean(),
  journals: v.array(v.object({ relay: v.string(), proven: v.number(), entries: v.number() })),
  violations: v.array(v.unknown()),
  state: v.string(),
})
export type Verification = v.InferOutput<typeof verification>
const shown = v.object({ message: messageForm })
const drafts = v.object({ drafts: v.array(v.object({ message: messageForm })) })
const arrival = v.object({
  event: v.picklist(["arrived", "open"]),
  message: v.nullish(v.object({ serial: v.nullable(v.string()) })),
})

export type Home = "a-1" | "a-2" | "b-1" | "b-2"
export const homes: readonly Home[] = ["a-1", "a-2", "b-1", "b-2"]

/** Values by parameter name, as an officer types them. */
type Values = Readonly<Record<string, string>>

export interface RelayAtWork {
  readonly party: string
  readonly relay: string
  readonly pid: number
}

export class Replay {
  readonly data: string
  readonly line: string
  readonly relays: readonly RelayAtWork[]
  readonly #practice: Program
  readonly #followers = new Map<Home, Program>()
  readonly #times: number
  #begun: { readonly at: number; readonly hour: number } | undefined

  private constructor(data: string, practice: Program, times: number) {
    const said = v.parse(announcement, JSON.parse(practice.lines[0] ?? ""))
    this.data = data
    this.line = said.line
    this.relays = said.relays
    this.#practice = practice
    this.#times = times
  }

  /** `times`: so much faster than it was. */
  static async begin(times: number): Promise<Replay> {
    const data = newFolder()
    const env = { PARLEY_DATA: data, PARLEY_PORT: String(await freePort()) }
    const practice = Program.start(["practice", "--compress", String(deadlines)], env)
    await practice.until(() => practice.lines.length > 0)
    const replay = new Replay(data, practice, times)
    for (const home of homes) await replay.#follow(home)
    return replay
  }

  async #follow(home: Home): Promise<void> {
    const follower = Program.start(["--home", this.homeOf(home), "watch", "--jsonl"])
    this.#followers.set(home, follower)
    await follower.until(() => follower.lines.some((line) => line.includes('"up"')))
  }

  homeOf(home: Home): string {
    return join(this.data, home)
  }

  /** Waits for the event's own hour; the first one begins the replay. */
  async at(hour: string): Promise<void> {
    const seconds = secondsOf(hour)
    this.#begun ??= { at: performance.now(), hour: seconds }
    const due = this.#begun.at + ((seconds - this.#begun.hour) * 1_000) / this.#times
    await after(Math.max(0, due - performance.now()))
  }

  /** One command of an officer, as JSON. It must succeed. */
  async #ask(home: Home, ...words: readonly string[]): Promise<unknown> {
    const { code, out, err } = await run(
      "--home",
      this.homeOf(home),
      "--no-input",
      ...words,
      "--json",
    )
    expect({ words, code }).toEqual({ words, code: 0 })
    expect(err).not.toContain("✕")
    const answer: unknown = JSON.parse(out)
    return answer
  }

  async #say(home: Home, ...words: readonly string[]): Promise<MessageForm> {
    return v.parse(messageForm, await this.#ask(home, ...words))
  }

  async send(home: Home, code: string, values: Values): Promise<MessageForm> {
    return await this.#say(home, "send", code, ...typed(values))
  }

  async answer(home: Home, serial: string, code: string, values: Values): Promise<MessageForm> {
    return await this.#say(home, "answer", serial, code, ...typed(values))
  }

  /** The second officer finds the only draft that waits, types its critical values again, and releases it. */
  async release(home: Home, values: Values): Promise<MessageForm> {
    let id: string | undefined
    while (id === undefined) {
      id = v.parse(drafts, await this.#ask(home, "release")).drafts[0]?.message.id
    }
    return await this.#say(home, "release", id, ...typed(values))
  }

  /** Rings at the desk, and an officer acknowledges it. */
  async acknowledge(home: Home, serial: string): Promise<MessageForm> {
    const follower = this.#follower(home)
    await follower.until(() => follower.lines.some((line) => serialArrived(line) === serial))
    return await this.#say(home, "ack", serial)
  }

  /** Read back by value at one desk, and found equal by the author at the other. */
  async readBack(
    serial: string,
    by: { readonly reader: Home; readonly author: Home; readonly values: Values },
  ): Promise<void> {
    const { reader, author, values } = by
    const given = await this.#say(reader, "readback", serial, ...typed(values))
    const follower = this.#follower(author)
    await follower.until(() => follower.lines.some((line) => serialArrived(line) === given.serial))
    await this.#say(author, "readback", serial, "--confirm")
  }

  async pass(home: Home, serial: string, level: string): Promise<void> {
    await this.#say(home, "pass", serial, "--level", level)
  }

  /** A message as its author's desk shows it now. */
  async shown(home: Home, serial: string): Promise<MessageForm> {
    return v.parse(shown, await this.#ask(home, "readback", serial)).message
  }

  async facts(home: Home): Promise<string> {
    const { out } = await run("--home", this.homeOf(home), "log", "show", "--jsonl")
    return out
  }

  async verify(home: Home): Promise<Verification> {
    return v.parse(verification, await this.#ask(home, "log", "verify"))
  }

  /** As kill -9 of the process; whoever runs the relay starts it again. */
  killRelayOf(party: "A" | "B"): void {
    const relay = this.relays.find((known) => known.party === party)
    if (relay !== undefined) process.kill(relay.pid, "SIGKILL")
  }

  async untilBack(party: "A" | "B"): Promise<void> {
    const practice = this.#practice
    await practice.until(() => practice.err.includes(`The relay of party ${party} is back`))
  }

  /** Everybody goes home: the desks first, then the relays. */
  async end(): Promise<void> {
    for (const program of [...this.#followers.values(), this.#practice]) {
      program.kill("SIGTERM")
      await program.ended
    }
  }

  #follower(home: Home): Program {
    const follower = this.#followers.get(home)
    if (follower === undefined) throw new Error(`nobody follows at ${home}`)
    return follower
  }
}

function typed(values: Values): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => ["--param", `${name}=${value}`])
}

function serialArrived(line: string): string | undefined {
  const read = v.safeParse(arrival, JSON.parse(line))
  return read.success ? (read.output.message?.serial ?? undefined) : undefined
}

/** HH:MM:SS of one day. */
function secondsOf(hour: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = hour.split(":").map(Number)
  return (hours * 60 + minutes) * 60 + seconds
}
