// Several processes of one relay on one Redis, as an operator runs them: the same keys and lines, a port for each.

import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as after } from "node:timers/promises"

import { foundLine, relayFiles, type FoundedLine } from "../../support/founded-line.ts"
import { freePorts } from "../../support/line-of-processes.ts"
import type { CallSign } from "../../support/practice-line.ts"
import { Story } from "../../support/practice-story.ts"
import type { RedisServer } from "../../support/redis-server.ts"
import { RelayProcess } from "../../support/relay-process.ts"
import { LiveCircuit } from "../relay/live-circuit.ts"

const nowhere = "ws://127.0.0.1:1/circuit"

export interface Ready {
  readonly ready: boolean
  readonly faults: readonly string[]
}

function isReadyPage(page: unknown): page is Ready {
  return typeof page === "object" && page !== null && "ready" in page && "faults" in page
}

export class RelayOfProcesses {
  readonly redis: RedisServer
  readonly founded: FoundedLine
  readonly folder: string
  readonly #environment: Readonly<Record<string, string>>
  readonly #ports: readonly number[]
  readonly #running = new Map<number, RelayProcess>()

  private constructor(parts: {
    readonly redis: RedisServer
    readonly founded: FoundedLine
    readonly folder: string
    readonly ports: readonly number[]
    readonly environment: Readonly<Record<string, string>>
  }) {
    this.redis = parts.redis
    this.founded = parts.founded
    this.folder = parts.folder
    this.#ports = parts.ports
    this.#environment = { PARLEY_REDIS_URL: parts.redis.url, ...parts.environment }
  }

  /** Written down for so many processes; none runs. */
  static async furnish(
    count: number,
    redis: RedisServer,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<RelayOfProcesses> {
    const folder = await mkdtemp(join(tmpdir(), "parley-processes-"))
    const founded = foundLine({ foundedAt: Date.now(), urls: { N: nowhere, S: nowhere } })
    const ports = await freePorts(count)
    for (const [which, port] of ports.entries()) {
      const house = join(folder, String(which))
      await mkdir(house)
      const files = relayFiles(founded, "N", { port, data: "data", logLevel: "debug" })
      for (const [name, text] of Object.entries(files)) await writeFile(join(house, name), text)
      await chmod(join(house, "keys.json"), 0o600)
    }
    return new RelayOfProcesses({ redis, founded, folder, ports, environment })
  }

  /** `environment`: of this process alone, such as a way of its own to Redis. */
  async start(
    which: number,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<RelayProcess> {
    const config = join(this.folder, String(which), "relay.json")
    const given = { ...this.#environment, ...environment }
    const relay = await RelayProcess.start({ config, environment: given })
    this.#running.set(which, relay)
    return relay
  }

  process(which: number): RelayProcess {
    const relay = this.#running.get(which)
    if (relay === undefined) throw new Error(`process ${String(which)} was never started`)
    return relay
  }

  async attach(which: number, as: CallSign, next = 0): Promise<LiveCircuit> {
    const url = this.urlOf(which)
    return await LiveCircuit.attach({ founded: this.founded, relay: "N", url, as }, next)
  }

  /** What the health page says of readiness; undefined while nobody answers. */
  async readiness(which: number): Promise<Ready | undefined> {
    const answer = await fetch(this.page(which, "/readyz")).catch(() => undefined)
    const page: unknown = await answer?.json()
    return isReadyPage(page) ? page : undefined
  }

  /** Asks the page until it says something that fits: a monitor does no other. */
  async says(which: number, fits: (ready: Ready) => boolean): Promise<Ready> {
    for (;;) {
      const found = await this.readiness(which)
      if (found !== undefined && fits(found)) return found
      await after(50)
    }
  }

  page(which: number, path: string): string {
    return `http://127.0.0.1:${String(this.portOf(which))}${path}`
  }

  urlOf(which: number): string {
    return `ws://127.0.0.1:${String(this.portOf(which))}/circuit`
  }

  portOf(which: number): number {
    return this.#ports[which] ?? 0
  }

  /** What devices of this line sign today. */
  story(): Story {
    const { practice, state } = this.founded
    const story = new Story({ ...practice, state, line: state.line })
    story.now = Date.now()
    return story
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.#running.values()].map((relay) => relay.end("SIGKILL")))
    await this.redis.dispose()
    await rm(this.folder, { recursive: true, force: true })
  }
}
