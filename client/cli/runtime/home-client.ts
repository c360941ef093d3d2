// A process that finds another at work in its home goes through it.

import { connect, type Socket } from "node:net"
import * as v from "valibot"

import { Failure } from "../../runtime/failure.ts"
import type { Asking } from "../../runtime/handle.ts"
import type { HomeLayout } from "../home/layout.ts"
import { readPrivate } from "../home/private-file.ts"
import {
  conversationVersion,
  failureOfComplaint,
  greeting,
  readLines,
  reply,
  sendLine,
} from "./conversation.ts"

const doorbell = v.object({ v: v.literal(1), socket: v.string(), secret: v.string() })

interface Pending {
  readonly onItem: ((item: unknown) => void) | undefined
  isTaken: boolean
  resolve(result: unknown): void
  reject(error: Failure): void
}

export class HomeClient {
  readonly #socket: Socket
  readonly #pending = new Map<number, Pending>()
  #lastId = 0
  #isEnded = false

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on("close", () => {
      this.#isEnded = true
      for (const pending of this.#pending.values()) {
        pending.reject(pending.isTaken ? gone() : new Untaken())
      }
      this.#pending.clear()
    })
  }

  /** Undefined where nobody answers: the process is gone, or not there yet. Rejects where it speaks another version. */
  static async connect(layout: HomeLayout): Promise<HomeClient | undefined> {
    const bell = await readDoorbell(layout)
    if (bell === undefined) return undefined
    const socket = connect(bell.socket)
    socket.on("error", () => undefined)
    return await new Promise((resolve, reject) => {
      let client: HomeClient | undefined
      socket.once("connect", () => {
        sendLine(socket, { parley: conversationVersion, secret: bell.secret })
      })
      socket.once("close", () => {
        resolve(undefined)
      })
      readLines(socket, (line) => {
        if (client !== undefined) {
          client.#take(line)
          return
        }
        const read = v.safeParse(greeting, line)
        if (!read.success) socket.destroy()
        else if (read.output.error !== undefined) reject(failureOfComplaint(read.output.error))
        else resolve((client = new HomeClient(socket)))
      })
    })
  }

  /** The result. What was asked goes on in the other process when the signal comes; it is told that nobody waits. */
  async request(op: string, args: unknown, asking: Asking = {}): Promise<unknown> {
    if (this.#isEnded) throw new Untaken()
    this.#lastId += 1
    const id = this.#lastId
    const answered = new Promise<unknown>((resolve, reject) => {
      this.#pending.set(id, { onItem: asking.onItem, isTaken: false, resolve, reject })
    })
    const abort = (): void => {
      sendLine(this.#socket, { id, abort: true })
    }
    sendLine(this.#socket, { id, op, args })
    if (asking.signal?.aborted === true) abort()
    asking.signal?.addEventListener("abort", abort, { once: true })
    try {
      return await answered
    } finally {
      asking.signal?.removeEventListener("abort", abort)
      this.#pending.delete(id)
    }
  }

  close(): void {
    this.#socket.end()
  }

  #take(line: unknown): void {
    const read = v.safeParse(reply, line)
    if (!read.success) {
      this.#socket.destroy()
      return
    }
    const pending = this.#pending.get(read.output.id)
    if (pending === undefined) return
    if ("taken" in read.output) pending.isTaken = true
    else if ("item" in read.output) pending.onItem?.(read.output.item)
    else if ("error" in read.output) pending.reject(failureOfComplaint(read.output.error))
    else pending.resolve(read.output.result ?? undefined)
  }
}

async function readDoorbell(
  layout: HomeLayout,
): Promise<v.InferOutput<typeof doorbell> | undefined> {
  const bytes = await readPrivate(layout.doorbell)
  if (bytes === undefined) return undefined
  try {
    const read = v.safeParse(doorbell, JSON.parse(bytes.toString("utf8")))
    return read.success ? read.output : undefined
  } catch {
    return undefined
  }
}

/** The other process ended before it had begun with the request: asking again, elsewhere, does nothing twice. */
export class Untaken extends Failure {
  constructor() {
    super("cli/again", "the process that was at work in this home is ending")
  }
}

function gone(): Failure {
  return new Failure(
    "cli/again",
    "the process that was at work in this home has ended",
    "What it had taken is stored and goes out when a desk is open again. `parley status` shows what became of it.",
  )
}
