// Debian's redis-server as a child of a test: on loopback, on a port of its own, in a folder that is thrown away, with the
// settings that a relay demands. It can be killed, frozen, and started again on what it left behind.

import { spawn, spawnSync, type ChildProcess } from "node:child_process"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"

import { drop, openClient, send, type Command } from "../../server/redis/client.ts"
import { freePorts } from "./line-of-processes.ts"

/** Absent: there is none on this machine, and the suites that need one say so. */
export const redisServerVersion: string | undefined = (() => {
  const asked = spawnSync("redis-server", ["--version"], { encoding: "utf8" })
  return asked.status === 0 ? asked.stdout.trim() : undefined
})()

const settings = [
  "bind 127.0.0.1",
  "appendonly yes",
  "appendfsync always",
  'save ""',
  "maxmemory-policy noeviction",
]

export class RedisServer {
  readonly port: number
  readonly folder: string
  readonly #more: readonly string[]
  #child: ChildProcess | undefined

  private constructor(port: number, folder: string, more: readonly string[]) {
    this.port = port
    this.folder = folder
    this.#more = more
  }

  /** `more`: further lines of redis.conf. */
  static async start(more: readonly string[] = []): Promise<RedisServer> {
    return await RedisServer.#begin([...settings, ...more], [])
  }

  /** One that watches others; it takes notes in its own settings. */
  static async startSentinel(watched: readonly string[]): Promise<RedisServer> {
    return await RedisServer.#begin(["bind 127.0.0.1", ...watched], ["--sentinel"])
  }

  static async #begin(lines: readonly string[], more: readonly string[]): Promise<RedisServer> {
    const [port = 0] = await freePorts(1)
    const folder = await mkdtemp(join(tmpdir(), "parley-redis-"))
    const server = new RedisServer(port, folder, more)
    const own = [`port ${String(port)}`, `dir ${folder}`]
    await writeFile(join(folder, "redis.conf"), `${[...own, ...lines].join("\n")}\n`)
    await server.startAgain()
    return server
  }

  get url(): string {
    return `redis://127.0.0.1:${String(this.port)}`
  }

  get pid(): number {
    return this.#child?.pid ?? 0
  }

  /** On what it left behind; answers when it takes commands. */
  async startAgain(): Promise<void> {
    const child = spawn("redis-server", [join(this.folder, "redis.conf"), ...this.#more], {
      stdio: ["ignore", "pipe", "inherit"],
    })
    this.#child = child
    for await (const line of createInterface({ input: child.stdout })) {
      if (!/Ready to accept connections|Sentinel ID is/.test(line)) continue
      child.stdout.resume()
      return
    }
    throw new Error("redis-server ended before it was ready")
  }

  get isRunning(): boolean {
    const child = this.#child
    return child !== undefined && child.exitCode === null && child.signalCode === null
  }

  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal)
  }

  /** kill -9, and gone when this answers. */
  async kill(): Promise<void> {
    const child = this.#child
    if (child === undefined || !this.isRunning) return
    const gone = new Promise((resolve) => child.once("exit", resolve))
    child.kill("SIGKILL")
    await gone
  }

  async dispose(): Promise<void> {
    await this.kill()
    await rm(this.folder, { recursive: true, force: true })
  }
}

/** One command past everything a relay does. */
export async function directly(server: RedisServer, command: Command): Promise<unknown> {
  const login = { username: undefined, password: undefined, isTls: false }
  const client = await openClient({ host: "127.0.0.1", port: server.port }, login)
  try {
    return await send(client, command)
  } finally {
    drop(client)
  }
}
