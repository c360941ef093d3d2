// Ways from one desk to the other, alike from outside: through Parley's relay, over circuits with handshake and sealed frames,
// and through a floor. All carry the same bytes; each line has an author at one end and a reader at the other.

import { once } from "node:events"

import { WebSocket } from "ws"

import { decodeAs } from "../../../shared/encoding/schema.ts"
import type { ErrorCode } from "../../../shared/errors.ts"
import { limits } from "../../../shared/limits.ts"
import { entry } from "../../../shared/records/entry.ts"
import type { FoundedLine } from "../../support/founded-line.ts"
import { valueOf, type CallSign } from "../../support/practice-line.ts"
import { Author, markOf, type Item } from "./author.ts"
import { BenchCircuit } from "./bench-circuit.ts"
import { joining, markIn, messageOf } from "./floor-message.ts"

export type End = "author" | "reader"
const ends = ["author", "reader"] as const
const callSignOf: Readonly<Record<End, CallSign>> = { author: "A1", reader: "B1" }

type OnHeard = (end: End, mark: string) => void

export interface Way {
  readonly authors: Readonly<Record<End, Author>>
  onHeard: OnHeard
  say(end: End, item: Item): void
  close(): void
}

/** One line as its ends keep it between two ways: their chains, and how far they have the relay's journal. */
export class Place {
  readonly founded: FoundedLine
  readonly number: number
  readonly authors: Way["authors"]
  readonly next: Record<End, number> = { author: 0, reader: 0 }

  constructor(founded: FoundedLine, number: number) {
    this.founded = founded
    this.number = number
    this.authors = {
      author: new Author(founded, founded.practice.devices[callSignOf.author]),
      reader: new Author(founded, founded.practice.devices[callSignOf.reader]),
    }
  }
}

export class ParleyWay implements Way {
  readonly authors: Way["authors"]
  onHeard: OnHeard = () => undefined
  /** Nothing of a bench is refused: its chains would not go on. */
  onRefused: (code: ErrorCode) => void = (code) => {
    throw new Error(`the relay refused: ${code}`)
  }
  readonly #circuits: Readonly<Record<End, BenchCircuit>>
  readonly #heart: NodeJS.Timeout
  #number = 0

  private constructor(place: Place, circuits: Readonly<Record<End, BenchCircuit>>) {
    this.authors = place.authors
    this.#circuits = circuits
    for (const end of ends) {
      const circuit = circuits[end]
      circuit.onDelivery = (delivery) => {
        place.next[end] = delivery.index + 1
        const { speaker, record } = valueOf(decodeAs(entry, delivery.entry, limits.entryBytesMax))
        if (speaker === "party") this.onHeard(end, markOf(record))
      }
      circuit.onFrame = (frame) => {
        if (frame.kind === "refused") this.onRefused(frame.code)
      }
    }
    this.#heart = setInterval(() => {
      for (const end of ends) circuits[end].beat()
    }, limits.heartbeatMs)
  }

  static async through(url: string, place: Place): Promise<ParleyWay> {
    const { founded, next } = place
    const [author, reader] = await Promise.all(
      ends.map((end) => {
        const { device, seed } = founded.practice.devices[callSignOf[end]]
        return BenchCircuit.attach({ founded, url, key: { device, seed }, next: next[end] })
      }),
    )
    if (author === undefined || reader === undefined) throw new Error("two ends")
    return new ParleyWay(place, { author, reader })
  }

  say(end: End, { submission }: Item): void {
    this.#number += 1
    const submit = { kind: "submit", number: this.#number, submissions: [submission] } as const
    this.#circuits[end].say(submit)
  }

  close(): void {
    clearInterval(this.#heart)
    for (const end of ends) this.#circuits[end].close()
  }
}

export class FloorWay implements Way {
  readonly authors: Way["authors"]
  onHeard: OnHeard = () => undefined
  readonly #sockets: Readonly<Record<End, WebSocket>>

  private constructor(place: Place, sockets: Readonly<Record<End, WebSocket>>) {
    this.authors = place.authors
    this.#sockets = sockets
    for (const end of ends) {
      sockets[end].on("message", (data) => {
        // A single byte tells the sender that its item is kept.
        if (Buffer.isBuffer(data) && data.length > 1) this.onHeard(end, markIn(data))
      })
    }
  }

  static async through(url: string, place: Place): Promise<FloorWay> {
    const [author, reader] = await Promise.all(
      ends.map(async (end) => {
        const socket = new WebSocket(url, { perMessageDeflate: false })
        await once(socket, "open")
        const { entry: named } = place.founded.practice.devices[callSignOf[end]]
        socket.send(joining(place.number, named.signingKey))
        await once(socket, "message")
        return socket
      }),
    )
    if (author === undefined || reader === undefined) throw new Error("two ends")
    return new FloorWay(place, { author, reader })
  }

  say(end: End, item: Item): void {
    this.#sockets[end].send(messageOf(item))
  }

  close(): void {
    for (const end of ends) this.#sockets[end].terminate()
  }
}
