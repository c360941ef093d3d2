// The one process that works in a home answers the others. They come over a Unix socket that is closed to other users, and say
// the secret that stands in the home: a system that does not guard sockets by their mode still guards files.

import { createHash, randomBytes, timingSafeEqual } from "node:crypto"
import { mkdirSync, rmSync } from "node:fs"
import { rm } from "node:fs/promises"
import { createServer, type Server, type Socket } from "node:net"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import process from "node:process"
import * as v from "valibot"

import { Failure } from "../../runtime/failure.ts"
import type { Handle, Stream } from "../../runtime/handle.ts"
import type { HomeLayout } from "../home/layout.ts"
import { refuseShared, writePrivate } from "../home/private-file.ts"
import {
  complaintOf,
  conversationVersion,
  greeting,
  jsonValue,
  readLines,
  request,
  sendLine,
  type RequestLine,
} from "./conversation.ts"

/** The path of a Unix socket, with its end mark, fits 104 bytes on every system that has them. */
const socketPathMax = 103
/** A caller that reads nothing is cut off before it fills this process's memory. */
const unreadBytesMax = 4 * 1024 * 1024
/** How long requests of others may take to end when the process that answers them ends. */
const farewellMs = 1_000

export class HomeServer {
  readonly #handle: Handle
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  readonly #running = new Set<Promise<void>>()
  readonly #ending = new AbortController()
  readonly #secret = randomBytes(32).toString("hex")
  #doorbell: string | undefined
  #socketPath: string | undefined
  #ownFolder: string | undefined

  constructor(handle: Handle) {
    this.#handle = handle
    this.#server = createServer((socket) => {
      this.#welcome(socket)
    })
  }

  /** Only the process that holds the home's store may call this: a socket that is there is a dead process's. */
  async listen(layout: HomeLayout): Promise<void> {
    const path = await socketPathFor(layout)
    await rm(path, { force: true })
    await this.#bind(path)
    this.#socketPath = path
    if (path !== layout.socket) this.#ownFolder = dirname(path)
    this.#doorbell = layout.doorbell
    // The doorbell last: whoever can read it finds somebody behind it.
    const bell = { v: 1, pid: process.pid, socket: path, secret: this.#secret }
    await writePrivate(layout.doorbell, `${JSON.stringify(bell)}\n`)
  }

  #bind(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject)
      // The socket is made with these permissions: there is no moment in which it is open to others.
      const before = process.umask(0o177)
      try {
        this.#server.listen(path, () => {
          this.#server.off("error", reject)
          resolve()
        })
      } finally {
        process.umask(before)
      }
    })
  }

  /** Requests that run are asked to end and get a moment for it. */
  async close(): Promise<void> {
    if (this.#doorbell !== undefined) rmSync(this.#doorbell, { force: true })
    this.#server.close()
    this.#ending.abort()
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, farewellMs)
    })
    await Promise.race([Promise.all(this.#running), patience])
    clearTimeout(timer)
    for (const socket of this.#sockets) socket.end()
    if (this.#socketPath !== undefined) rmSync(this.#socketPath, { force: true })
    if (this.#ownFolder !== undefined) rmSync(this.#ownFolder, { recursive: true, force: true })
  }

  #welcome(socket: Socket): void {
    const aborts = new Map<number, AbortController>()
    let isKnown = false
    this.#sockets.add(socket)
    // A caller that was killed is no failure of ours.
    socket.on("error", () => undefined)
    socket.on("close", () => {
      this.#sockets.delete(socket)
      for (const abort of aborts.values()) abort.abort()
    })
    readLines(socket, (line) => {
      if (!isKnown) {
        isKnown = this.#isKnown(socket, line)
        return
      }
      const read = v.safeParse(request, line)
      if (read.success) this.#take(socket, aborts, read.output)
      else socket.destroy()
    })
  }

  #isKnown(socket: Socket, line: unknown): boolean {
    const read = v.safeParse(greeting, line)
    if (!read.success || !isEqual(read.output.secret ?? "", this.#secret)) {
      socket.destroy()
      return false
    }
    if (read.output.parley !== conversationVersion) {
      const error = complaintOf(otherVersion())
      sendLine(socket, { parley: conversationVersion, error })
      socket.end()
      return false
    }
    sendLine(socket, { parley: conversationVersion })
    return true
  }

  #take(socket: Socket, aborts: Map<number, AbortController>, line: RequestLine): void {
    if ("abort" in line) {
      aborts.get(line.id)?.abort()
      return
    }
    // Not taken: whoever asks finds the next process at work here, or becomes it.
    if (this.#ending.signal.aborted) return
    sendLine(socket, { id: line.id, taken: true })
    const abort = new AbortController()
    aborts.set(line.id, abort)
    const running = this.#answer(socket, line, abort).finally(() => {
      aborts.delete(line.id)
      this.#running.delete(running)
    })
    this.#running.add(running)
  }

  async #answer(
    socket: Socket,
    line: Extract<RequestLine, { op: string }>,
    abort: AbortController,
  ): Promise<void> {
    const { id, op, args } = line
    const stream: Stream = {
      send(item) {
        if (socket.writableLength > unreadBytesMax) socket.destroy()
        else sendLine(socket, { id, item: jsonValue(item) })
      },
      signal: AbortSignal.any([abort.signal, this.#ending.signal]),
    }
    try {
      sendLine(socket, { id, result: jsonValue(await this.#handle(op, args, stream)) })
    } catch (error) {
      sendLine(socket, { id, error: complaintOf(error) })
    }
  }
}

function otherVersion(): Failure {
  return new Failure(
    "cli/configuration",
    "another version of parley is at work in this home",
    "Nothing was done. End the process that holds the home, then run the command again.",
  )
}

function isEqual(given: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** In the home; where that path is too long, in a folder of our own under the system's temporary one. */
async function socketPathFor({ folder, socket }: HomeLayout): Promise<string> {
  if (Buffer.byteLength(socket) <= socketPathMax) return socket
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 16)
  const path = join(tmpdir(), `parley-${String(process.getuid?.() ?? 0)}-${name}`, "desk.sock")
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  // Everybody may make folders there: one that somebody else made first is not used.
  await refuseShared(dirname(path))
  return path
}
