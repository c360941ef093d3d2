// One relay of a line founded today, as a process of its own in a folder that is thrown away.

import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

import type { Profile } from "../../../shared/line/profile.ts"
import { foundLine, relayFiles, type FoundedLine } from "../../support/founded-line.ts"
import { freePorts } from "../../support/line-of-processes.ts"
import type { CallSign } from "../../support/practice-line.ts"
import { Story } from "../../support/practice-story.ts"
import { RelayProcess } from "../../support/relay-process.ts"
import { LiveCircuit, type Calling } from "./live-circuit.ts"

export const allowedOrigin = "https://desk.example"

export interface HouseWish {
  /** Fields of the configuration beyond the usual ones. */
  readonly config?: object
  readonly profile?: Profile
  /** A program of a test around the same relay, instead of the relay itself. */
  readonly program?: string
}

export class RelayHouse {
  readonly founded: FoundedLine
  readonly folder: string
  readonly #port: number
  #process: RelayProcess | undefined

  private constructor(founded: FoundedLine, folder: string, port: number) {
    this.founded = founded
    this.folder = folder
    this.#port = port
  }

  static async open(wish: HouseWish = {}): Promise<RelayHouse> {
    const folder = await mkdtemp(join(tmpdir(), "parley-relay-"))
    const [port = 0] = await freePorts(1)
    const nowhere = "ws://127.0.0.1:1/circuit"
    const urls = { N: nowhere, S: nowhere }
    const founded = foundLine({
      foundedAt: Date.now(),
      urls,
      ...(wish.profile === undefined ? {} : { profile: wish.profile }),
    })
    const files = relayFiles(founded, "N", { port, data: "data", logLevel: "debug" })
    const relay: unknown = JSON.parse(files["relay.json"])
    const withOrigin = JSON.stringify(
      Object.assign({}, relay, { origins: [allowedOrigin] }, wish.config),
    )
    await writeFile(join(folder, "relay.json"), withOrigin)
    await writeFile(join(folder, "line.json"), files["line.json"])
    await writeFile(join(folder, "keys.json"), files["keys.json"])
    await chmod(join(folder, "keys.json"), 0o600)
    const house = new RelayHouse(founded, folder, port)
    await house.start(wish.program)
    return house
  }

  async start(program?: string): Promise<void> {
    const config = join(this.folder, "relay.json")
    this.#process = await RelayProcess.start({
      config,
      ...(program === undefined ? {} : { program }),
    })
  }

  get process(): RelayProcess {
    if (this.#process === undefined) throw new Error("the relay was never started")
    return this.#process
  }

  get url(): string {
    return `ws://127.0.0.1:${String(this.#port)}/circuit`
  }

  get port(): number {
    return this.#port
  }

  page(path: string): string {
    return `http://127.0.0.1:${String(this.#port)}${path}`
  }

  calling(as: CallSign): Calling {
    return { founded: this.founded, relay: "N", url: this.url, as }
  }

  async attach(as: CallSign, next = 0): Promise<LiveCircuit> {
    return await LiveCircuit.attach(this.calling(as), next)
  }

  /** What devices of this line sign today. */
  story(): Story {
    const story = new Story({
      ...this.founded.practice,
      state: this.founded.state,
      line: this.founded.state.line,
    })
    story.now = Date.now()
    return story
  }

  async dispose(): Promise<void> {
    await this.#process?.end("SIGKILL")
    await rm(this.folder, { recursive: true, force: true })
  }
}
