// One way to a Redis server that is kept open for as long as the relay runs. What one turn of the event loop asks goes out
// together; with replicas nothing is answered before as many as were asked for have it. While there is no server, whatever is
// asked is refused at once: nothing waits here, nothing is sent twice, and a server that does not answer in time is left.

import { setTimeout as after } from "node:timers/promises"

import { limits } from "../../shared/limits.ts"
import { drop, openClient, send, within, type Command, type RedisClient } from "./client.ts"
import { tagged } from "./partition.ts"
import type { RedisPlace } from "./place.ts"
import type { WayPorts } from "./way.ts"
import { failureOf, isPassing, RedisTrouble, unreachable, wordsOf } from "./trouble.ts"
import { JournalFailure } from "../journal/failure.ts"

export interface LinkPorts extends WayPorts {
  readonly place: RedisPlace
  /** The partitions that the server keeps. */
  readonly served: readonly number[]
}

interface Waiting {
  readonly command: Command
  readonly resolve: (reply: unknown) => void
  readonly reject: (failure: JournalFailure) => void
}

export class RedisLink {
  readonly #ports: LinkPorts
  #client: RedisClient | undefined
  #turn: Waiting[] = []
  readonly #inFlight = new Set<Promise<unknown>>()
  #trouble: string | undefined = "Redis has not been reached yet"
  /** No waiting cures it: every question is answered with it. */
  #failure: JournalFailure | undefined
  #leave: (why: string) => void = () => undefined
  readonly #closing = new AbortController()
  /** Written so that WAIT has something to wait for: some servers confirm at once what a connection only read. */
  readonly #touched: Command

  constructor(ports: LinkPorts) {
    this.#ports = ports
    this.#touched = ["SET", tagged(ports.served[0] ?? 0, "touch"), "1"]
    void this.#keepOpen()
  }

  /** Why it cannot be used now, for readiness. */
  get trouble(): string | undefined {
    return this.#failure?.message ?? this.#trouble
  }

  /** Rejects with a `JournalFailure`. */
  ask(command: Command): Promise<unknown> {
    if (this.#isClosing) return Promise.reject(closed())
    return new Promise((resolve, reject) => {
      this.#turn.push({ command, resolve, reject })
      if (this.#turn.length === 1) setImmediate(() => this.#sendTurn())
    })
  }

  /** What was asked before is answered first. */
  async close(): Promise<void> {
    if (this.#isClosing) return
    this.#closing.abort()
    this.#sendTurn()
    await Promise.all(this.#inFlight)
    this.#leave("it was closed")
  }

  get #isClosing(): boolean {
    return this.#closing.signal.aborted
  }

  async #keepOpen(): Promise<void> {
    let failures = 0
    while (!this.#isClosing) {
      try {
        const client = await this.#open()
        failures = 0
        await this.#use(client)
      } catch (error) {
        this.#note(error)
        this.#report(wordsOf(error))
      }
      const wait = Math.min(limits.redisRetryMs * 2 ** failures, limits.redisRetryMaxMs)
      failures += 1
      await after(wait, undefined, { signal: this.#closing.signal }).catch(() => undefined)
    }
  }

  async #open(): Promise<RedisClient> {
    const { place, served, deadlineMs } = this.#ports
    const client = await openClient(await place.find(), place.login, deadlineMs)
    try {
      await within(deadlineMs, this.#ports.check(client, served))
      await within(deadlineMs, this.#ports.prepare(client, served))
      // A server that takes no writes is none, whatever it says of itself.
      await within(deadlineMs, send(client, this.#touched))
      await within(deadlineMs, this.#confirm(client))
      return client
    } catch (error) {
      drop(client)
      throw error
    }
  }

  /** Until it is lost, or no longer what it has to be. */
  async #use(client: RedisClient): Promise<void> {
    if (this.#isClosing) {
      drop(client)
      return
    }
    this.#client = client
    this.#report(undefined)
    const checking = setInterval(() => {
      within(this.#ports.deadlineMs, this.#ports.check(client, this.#ports.served)).catch(
        (error: unknown) => {
          this.#note(error)
          this.#leave(wordsOf(error))
        },
      )
    }, limits.redisCheckMs)
    const why = await new Promise<string>((resolve) => {
      this.#leave = resolve
      client.on("error", (error: unknown) => {
        resolve(wordsOf(error))
      })
      client.on("end", () => {
        resolve("the connection was closed")
      })
    })
    clearInterval(checking)
    this.#client = undefined
    drop(client)
    this.#report(why)
  }

  #note(error: unknown): void {
    if (error instanceof JournalFailure && error.kind !== "unreachable") this.#failure = error
  }

  #report(why: string | undefined): void {
    if (this.#trouble === why || this.#isClosing) return
    this.#trouble = why
    this.#ports.onChange()
  }

  #sendTurn(): void {
    const turn = this.#turn
    this.#turn = []
    if (turn.length === 0) return
    const client = this.#client
    if (client === undefined || this.#failure !== undefined) {
      const failure = this.#failure ?? unreachable(this.#trouble ?? "there is no connection")
      for (const one of turn) one.reject(failure)
      return
    }
    const answered = this.#exchange(client, turn)
    this.#inFlight.add(answered)
    void answered.then(() => this.#inFlight.delete(answered))
  }

  async #exchange(client: RedisClient, turn: readonly Waiting[]): Promise<void> {
    // Later answers queue behind the one that is late, so the whole connection is given up.
    const deadline = setTimeout(() => {
      this.#leave("it did not answer in time")
      drop(client)
    }, this.#ports.deadlineMs)
    const replies = turn.map(({ command }) => send(client, command))
    const confirmed = this.#confirm(client)
    // Both are waited for below; until then a rejection of one is nobody's news.
    confirmed.catch(() => undefined)
    await Promise.all(turn.map((one, i) => this.#settle(one, replies[i], confirmed)))
    clearTimeout(deadline)
  }

  async #settle(
    waiting: Waiting,
    reply: Promise<unknown> | undefined,
    confirmed: Promise<void>,
  ): Promise<void> {
    try {
      const answer = await reply
      await confirmed
      waiting.resolve(answer)
    } catch (error) {
      // A server that cannot write, or is no longer the one to write to, is looked for and looked at anew.
      if (isPassing(error) || error instanceof RedisTrouble) this.#leave(wordsOf(error))
      waiting.reject(failureOf(error))
    }
  }

  async #confirm(client: RedisClient): Promise<void> {
    const { replicas, deadlineMs } = this.#ports
    if (replicas === 0) return
    const touching = send(client, this.#touched)
    const waiting = send(client, ["WAIT", String(replicas), String(Math.floor(deadlineMs / 2))])
    const [, count] = await Promise.all([touching, waiting])
    if (typeof count === "number" && count >= replicas) return
    throw new RedisTrouble(`only ${String(count)} of ${String(replicas)} replicas confirm`)
  }
}

function closed(): JournalFailure {
  return new JournalFailure("closed", "The journal is closed.")
}
