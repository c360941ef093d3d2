// The least that a relay could be: what comes on one socket goes to the others of its line, unread, and its sender is told. Told
// so, it adds each item to a stream in Redis before anybody hears of it, and checks the signature of each before that. What
// Parley's relay does beyond this is what it costs more. Run as tests/bench/relay/floor.child.js after `tsc -b tests`.

import { createPublicKey, verify, type KeyObject } from "node:crypto"
import process from "node:process"
import { parseArgs } from "node:util"

import { createClient } from "redis"
import { WebSocket, WebSocketServer } from "ws"

import { joiningIn, signedIn } from "./floor-message.ts"

const { values } = parseArgs({
  options: { redis: { type: "string" }, verify: { type: "boolean", default: false } },
})
const told = Buffer.of(1)
const spkiPrefix = Buffer.from("302a300506032b6570032100", "hex")

type Keep = (line: number, message: Buffer) => Promise<unknown>

async function keeper(): Promise<Keep | undefined> {
  if (values.redis === undefined) return undefined
  const client = createClient({ url: values.redis })
  client.on("error", (error: unknown) => {
    throw error
  })
  await client.connect()
  return (line, message) => client.sendCommand(["XADD", `line:${String(line)}`, "*", "i", message])
}

const keep = await keeper()
const lines = new Map<number, Set<WebSocket>>()

function keyOf(raw: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: "der", type: "spki" })
}

class Guest {
  readonly #socket: WebSocket
  readonly #line: number
  readonly #key: KeyObject

  constructor(socket: WebSocket, first: Buffer) {
    const { line, key } = joiningIn(first)
    this.#socket = socket
    this.#line = line
    this.#key = keyOf(key)
    const others = lines.get(line) ?? new Set()
    lines.set(line, others.add(socket))
    socket.send(told)
  }

  take(message: Buffer): void {
    if (values.verify) {
      const { bytes, signature } = signedIn(message)
      if (!verify(undefined, bytes, this.#key, signature)) throw new Error("a wrong signature")
    }
    if (keep === undefined) this.#pass(message)
    else void keep(this.#line, message).then(() => this.#pass(message))
  }

  #pass(message: Buffer): void {
    for (const other of lines.get(this.#line) ?? []) {
      if (other !== this.#socket && other.readyState === WebSocket.OPEN) other.send(message)
    }
    this.#socket.send(told)
  }
}

const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false })
server.on("connection", (socket) => {
  let guest: Guest | undefined
  socket.on("message", (data) => {
    if (!Buffer.isBuffer(data)) return
    if (guest === undefined) guest = new Guest(socket, data)
    else guest.take(data)
  })
  socket.on("close", () => {
    for (const line of lines.values()) line.delete(socket)
  })
})
server.on("listening", () => {
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  process.stdout.write(`${JSON.stringify({ ready: true, port })}\n`)
})
process.on("disconnect", () => process.exit(0))
