// A wire between a program and a server that a test can cut without a word to either end, both ways or one: what is said then
// waits where the cut is, as on a network that loses every packet, and goes on when it is mended.

import { once } from "node:events"
import { connect, createServer, type Server, type Socket } from "node:net"

import { freePorts } from "./line-of-processes.ts"

export type Direction = "there" | "back"

interface Strand {
  readonly from: Socket
  readonly to: Socket
  readonly direction: Direction
  readonly waiting: Buffer[]
  hasEnded: boolean
}

export class TcpWire {
  readonly port: number
  readonly #server: Server
  readonly #target: number
  readonly #strands = new Set<Strand>()
  readonly #cut = new Set<Direction>()

  private constructor(port: number, target: number) {
    this.port = port
    this.#target = target
    this.#server = createServer((near) => {
      this.#join(near)
    })
  }

  /** To the server that listens on this port of the loopback. */
  static async to(target: number): Promise<TcpWire> {
    const [port = 0] = await freePorts(1)
    const wire = new TcpWire(port, target)
    wire.#server.listen(port, "127.0.0.1")
    await once(wire.#server, "listening")
    return wire
  }

  cut(...directions: readonly Direction[]): void {
    for (const direction of directions) this.#cut.add(direction)
  }

  mend(): void {
    this.#cut.clear()
    for (const strand of this.#strands) this.#pass(strand)
  }

  #join(near: Socket): void {
    const far = connect(this.#target, "127.0.0.1")
    this.#strand(near, far, "there")
    this.#strand(far, near, "back")
  }

  #strand(from: Socket, to: Socket, direction: Direction): void {
    const strand: Strand = { from, to, direction, waiting: [], hasEnded: false }
    this.#strands.add(strand)
    from.on("data", (bytes) => {
      strand.waiting.push(bytes)
      this.#pass(strand)
    })
    // An end that is refused or reset has nothing more to say; the other learns of it over the wire, like anything else.
    from.on("error", () => undefined)
    from.on("close", () => {
      strand.hasEnded = true
      this.#pass(strand)
    })
  }

  #pass(strand: Strand): void {
    if (this.#cut.has(strand.direction)) return
    for (const bytes of strand.waiting.splice(0)) strand.to.write(bytes)
    if (!strand.hasEnded) return
    strand.to.destroySoon()
    this.#strands.delete(strand)
  }

  async close(): Promise<void> {
    for (const { from, to } of this.#strands) for (const end of [from, to]) end.destroy()
    this.#server.close()
    await once(this.#server, "close")
  }
}
