// What `watch` does while it runs: takes notices in order, looks up what they are about, and says each once. One status line on
// a terminal; what was said is never overwritten.

import { setTimeout as after } from "node:timers/promises"
import * as v from "valibot"

import type { CommandLine } from "../command-line.ts"
import { Failure } from "../../runtime/failure.ts"
import { isoTime } from "../../runtime/times.ts"
import type { JsonObject } from "../../runtime/json.ts"
import type { DeskAccess } from "../runtime/open-desk.ts"
import { notice, type NoticeForm } from "../../runtime/requests/event.ts"
import { eventWords, lineChange } from "./event-words.ts"
import { EventRunner } from "./event-runner.ts"
import type { MessageForm } from "../../runtime/requests/message-form.ts"
import { messageWords, type Page } from "./message-words.ts"
import { ask, ops } from "../../runtime/requests/ops.ts"
import type { StatusForm } from "../../runtime/requests/status-form.ts"
import { statusLine } from "./status-line.ts"

const lookEveryMs = 1_000
const settlingLooks = 3
const reopenMs = 200

export class Follower {
  readonly #line: CommandLine
  readonly #desk: DeskAccess
  readonly #runner: EventRunner | undefined
  #status: StatusForm | undefined
  /** Notices are looked up one after the other: the order in which they came is the order in which they are said. */
  #turn: Promise<void> = Promise.resolve()

  constructor(line: CommandLine, desk: DeskAccess, exec: string | undefined) {
    this.#line = line
    this.#desk = desk
    this.#runner = exec === undefined ? undefined : new EventRunner(exec, line)
  }

  /** Until Ctrl-C. */
  async run(): Promise<void> {
    const { stop } = this.#line.io
    const looking = this.#look()
    await this.#sayOpen()
    while (!stop.aborted) {
      try {
        await this.#desk.notices(stop, (item) => {
          this.#take(item)
        })
      } catch (error) {
        // The process at work in the home has ended: the next request opens the home here.
        if (!(error instanceof Failure) || error.code !== "cli/again") throw error
        await after(reopenMs)
      }
    }
    await this.#turn
    await looking
    this.#line.output.close()
  }

  async #sayOpen(): Promise<void> {
    const { messages } = await ask(this.#desk, ops.open, {}, { signal: this.#line.io.stop })
    for (const message of messages) {
      this.#say({ event: "open", message }, () => messageWords(message, this.#page()))
    }
  }

  #take(item: unknown): void {
    const read = v.safeParse(notice, item)
    if (!read.success) return
    this.#turn = this.#tellAfter(this.#turn, read.output)
  }

  async #tellAfter(before: Promise<void>, told: NoticeForm): Promise<void> {
    await before
    await this.#tell(told)
  }

  async #tell(told: NoticeForm): Promise<void> {
    const id = messageOf(told)
    const about = {
      message: id === undefined ? undefined : await this.#messageOf(id),
      status: this.#status,
    }
    const { kind, ...rest } = told
    const event = {
      event: kind,
      at: isoTime(this.#line.io.now()),
      ...rest,
      ...(about.message === undefined ? {} : { message: about.message }),
    }
    this.#say(event, () => eventWords(told, about, this.#page()))
  }

  /** A message that is not to be found any more is told by its id alone. */
  async #messageOf(serial: string): Promise<MessageForm | undefined> {
    try {
      return await ask(this.#desk, ops.message, { serial }, { signal: this.#line.io.stop })
    } catch (error) {
      if (error instanceof Failure) return undefined
      throw error
    }
  }

  /** Once a second: the status line, and a line when the line or their desk changes. */
  async #look(): Promise<void> {
    const { io, output } = this.#line
    for (let looks = 0; !io.stop.aborted; looks += 1) {
      const status = await this.#statusNow()
      // A desk that was just opened has not heard anybody yet, and that is no news.
      const isSettled = looks > settlingLooks || status?.line.up === true
      if (status !== undefined && isSettled) {
        const change = lineChange(this.#status, status, this.#page())
        if (change !== undefined) {
          const { line, theirDesk, ourDesk } = status
          this.#say({ event: "line", at: status.clock.at, line, theirDesk, ourDesk }, () => change)
        }
        this.#status = status
        output.status(statusLine(status, output.columns))
      }
      await after(lookEveryMs, undefined, { signal: io.stop }).catch(() => undefined)
    }
  }

  async #statusNow(): Promise<StatusForm | undefined> {
    try {
      return await ask(this.#desk, ops.status, { patienceMs: 0 }, { signal: this.#line.io.stop })
    } catch (error) {
      if (error instanceof Failure) return undefined
      throw error
    }
  }

  #say(event: JsonObject, words: () => string): void {
    this.#line.output.data(event, words)
    this.#runner?.run(event)
  }

  #page(): Page {
    const { output, io } = this.#line
    return { palette: output.palette, columns: output.columns, now: io.now() }
  }
}

/** By its envelope where the notice names it: a message id may stand for more than one. */
function messageOf(told: NoticeForm): string | undefined {
  if (told.kind === "arrived" && told.header !== undefined) return told.header
  if ("point" in told) return told.point.message
  return "message" in told ? told.message : undefined
}
