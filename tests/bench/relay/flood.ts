// People who wish a relay no good, some of them on its rosters: devices that say far too much, connections that say nothing,
// strangers who say rubbish. Nothing here looks at a clock to decide how it went: whoever floods counts what became of it.

import { randomBytes } from "node:crypto"
import { connect, type Socket } from "node:net"

import { WebSocket } from "ws"

import { limits } from "../../../shared/limits.ts"
import type { Submission } from "../../../shared/wire/frames.ts"
import { furtherSender, type FoundedLine } from "../../support/founded-line.ts"
import { Author } from "./author.ts"
import { BenchCircuit } from "./bench-circuit.ts"

export interface FloodWish {
  /** Devices of each line that stay below what a circuit may say, and devices that do not and come back when they are cut. */
  readonly devicesWithin: number
  readonly devicesBeyond: number
  readonly framesBeyond: number
  readonly silentSockets: number
  readonly junkPerSecond: number
}

const stepMs = 50
const comeBackMs = 1_000
const framesWithin = limits.framesPerSecond * 0.9

export class Flood {
  /** What the relay did about it. */
  readonly counts = { said: 0, refused: 0, cut: 0, silentEnded: 0, junk: 0 }
  readonly #url: string
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #circuits = new Set<BenchCircuit>()
  readonly #sockets = new Set<Socket | WebSocket>()
  #isOver = false

  private constructor(url: string) {
    this.#url = url
  }

  /** Resolves when every device of it has come in. */
  static async begin(url: string, lines: readonly FoundedLine[], wish: FloodWish): Promise<Flood> {
    const flood = new Flood(url)
    const { devicesWithin, devicesBeyond, framesBeyond } = wish
    for (const line of lines) {
      for (let n = 0; n < devicesWithin + devicesBeyond; n += 1) {
        await flood.#comeIn(line, n, n < devicesWithin ? framesWithin : framesBeyond)
      }
    }
    for (let i = 0; i < wish.silentSockets; i += 1) flood.#beSilent()
    flood.#every(1_000 / wish.junkPerSecond, () => {
      flood.#talkJunk()
    })
    return flood
  }

  #every(ms: number, deed: () => void): NodeJS.Timeout {
    const timer = setInterval(deed, ms)
    this.#timers.add(timer)
    return timer
  }

  async #comeIn(
    line: FoundedLine,
    n: number,
    perSecond: number,
    ticket?: Uint8Array,
  ): Promise<void> {
    const { device, seed } = furtherSender(line.practice, n)
    const known = ticket === undefined ? {} : { ticket }
    const circuit = await BenchCircuit.attach({
      founded: line,
      url: this.#url,
      key: { device, seed },
      ...known,
    })
    this.#circuits.add(circuit)
    // Made once: it is the relay that shall have the work.
    const { submission } = new Author(line, { device, seed, side: "A" }).envelope("ROUTINE")
    submission.record[submission.record.length - 1] = 0
    const timer = this.#every(stepMs, () => {
      for (let i = 0; i < (perSecond * stepMs) / 1_000; i += 1) this.#say(circuit, submission)
    })
    circuit.onFrame = (frame) => {
      if (frame.kind === "refused") this.counts.refused += 1
    }
    circuit.onClose = () => {
      this.counts.cut += 1
      clearInterval(timer)
      this.#circuits.delete(circuit)
      this.#comeBack(() => this.#comeIn(line, n, perSecond, circuit.ticket))
    }
  }

  #comeBack(again: () => Promise<void>): void {
    const timer = setTimeout(() => {
      if (this.#isOver) return
      // Turned away: it is tried again.
      again().catch(() => {
        this.#comeBack(again)
      })
    }, comeBackMs)
    this.#timers.add(timer)
  }

  /** A record that looks like one until its signature is checked; now and then a question. */
  #say(circuit: BenchCircuit, submission: Submission): void {
    this.counts.said += 1
    if (this.counts.said % 4 === 0) {
      circuit.beat()
      return
    }
    circuit.say({ kind: "submit", number: this.counts.said, submissions: [submission] })
  }

  #beSilent(): void {
    const { hostname, port } = new URL(this.#url)
    const socket = connect(Number(port), hostname)
    this.#sockets.add(socket)
    socket.on("error", () => undefined)
    socket.resume()
    socket.on("connect", () => {
      // Half a request: whoever waits for the rest of it waits for ever.
      socket.write("GET /circuit HTTP/1.1\r\nHost: ")
    })
    socket.on("close", () => {
      this.#sockets.delete(socket)
      if (this.#isOver) return
      this.counts.silentEnded += 1
      this.#beSilent()
    })
  }

  #talkJunk(): void {
    this.counts.junk += 1
    const socket = new WebSocket(this.#url, { perMessageDeflate: false })
    this.#sockets.add(socket)
    socket.on("open", () => {
      socket.send(randomBytes(1_500))
    })
    socket.on("error", () => undefined)
    socket.on("close", () => {
      this.#sockets.delete(socket)
    })
  }

  end(): void {
    this.#isOver = true
    for (const timer of this.#timers) clearInterval(timer)
    for (const circuit of this.#circuits) circuit.close()
    for (const socket of this.#sockets) {
      if (socket instanceof WebSocket) socket.terminate()
      else socket.destroy()
    }
  }
}
