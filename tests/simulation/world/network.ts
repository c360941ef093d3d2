// The wires of the simulated world: one between every desk and every relay. A wire delivers in order and late; it can be
// cut, go silent in one or both directions without saying so, and a hostile one drops, repeats, reorders and alters.

import type { Dice } from "./dice.ts"
import type { FaultKind } from "./faults.ts"
import type { Timeline } from "./timeline.ts"

export interface SocketEnd {
  received(bytes: Uint8Array): void
  closed(code: number): void
}

export type Direction = "to-relay" | "to-desk"

/** How a wire treats what passes now. */
export interface Weather {
  /** Chance of each fault per message. */
  readonly loss: number
  readonly duplication: number
  readonly reordering: number
  readonly corruption: number
  readonly delayMs: number
  /** Directions in which everything vanishes and nobody is told. */
  readonly silent: readonly Direction[]
}

export const fairWeather: Weather = {
  loss: 0,
  duplication: 0,
  reordering: 0,
  corruption: 0,
  delayMs: 0,
  silent: [],
}

/** What WebSocket says where no close frame came (RFC 6455 section 7.1.5). */
export const closedAbnormally = 1_006

export class Wire {
  readonly name: string
  #weather: Weather = fairWeather
  /** Since when the weather has been as it is. */
  changedAt = 0
  /** When a connection over it was last cut. */
  cutAt = 0
  readonly #timeline: Timeline
  readonly #dice: Dice
  readonly #count: (fault: FaultKind) => void
  readonly #lastAt: Record<Direction, number> = { "to-relay": 0, "to-desk": 0 }
  #socket: Socket | undefined

  constructor(
    name: string,
    world: { readonly timeline: Timeline; readonly dice: Dice },
    count: (fault: FaultKind) => void,
  ) {
    const { timeline, dice } = world
    this.name = name
    this.#timeline = timeline
    this.#dice = dice
    this.#count = count
  }

  get weather(): Weather {
    return this.#weather
  }

  set weather(weather: Weather) {
    this.#weather = weather
    this.changedAt = this.#timeline.now
  }

  get isFair(): boolean {
    return this.#weather === fairWeather
  }

  /** When what is still under way to the desk will have come. */
  get lastAtDesk(): number {
    return this.#lastAt["to-desk"]
  }

  /** Whether a connection can be made at all. */
  get isSilent(): boolean {
    return this.#weather.silent.length > 0
  }

  /** A new connection over this wire; a desk has given up the old one by then. */
  open(): Socket {
    this.#socket = new Socket(this)
    return this.#socket
  }

  /** Everybody is told at once that the connection is gone. */
  cut(): void {
    if (this.#socket?.isOpen !== true) return
    this.#count("cut")
    this.cutAt = this.#timeline.now
    this.#socket.close("network", closedAbnormally)
  }

  carry(direction: Direction, bytes: Uint8Array, arrive: (bytes: Uint8Array) => void): void {
    const weather = this.#weather
    if (weather.silent.includes(direction)) {
      this.#count(weather.silent.length === 2 ? "partition" : `half-open ${words[direction]}`)
      return
    }
    if (this.#happens(weather.loss, "loss")) return
    const times = this.#happens(weather.duplication, "duplication") ? 2 : 1
    for (let i = 0; i < times; i += 1) {
      const isAltered = this.#happens(weather.corruption, "corruption")
      const carried = isAltered ? this.#altered(bytes) : bytes
      this.#timeline.after(this.#delay(direction), () => {
        arrive(carried)
      })
    }
  }

  #happens(probability: number, fault: FaultKind): boolean {
    if (probability === 0 || !this.#dice.chance(probability)) return false
    this.#count(fault)
    return true
  }

  /** In order, unless the weather reorders. */
  #delay(direction: Direction): number {
    const { delayMs, reordering } = this.#weather
    const natural = this.#dice.between(1, 20) + (delayMs === 0 ? 0 : this.#dice.between(0, delayMs))
    if (delayMs > 0) this.#count("delay")
    const { now } = this.#timeline
    if (this.#happens(reordering, "reordering")) return natural
    const at = Math.max(now + natural, this.#lastAt[direction])
    this.#lastAt[direction] = at
    return at - now
  }

  #altered(bytes: Uint8Array): Uint8Array {
    const copy = Uint8Array.from(bytes)
    const place = this.#dice.between(0, copy.length - 1)
    copy[place] = (copy[place] ?? 0) ^ (1 << this.#dice.between(0, 7))
    return copy
  }
}

const words = { "to-relay": "to relay", "to-desk": "to desk" } as const

/** One connection over a wire. Its ends are told when it closes, unless the wire is silent. */
export class Socket {
  readonly #wire: Wire
  #deskEnd: SocketEnd | undefined
  #relayEnd: SocketEnd | undefined
  #isOpen = true
  #isGone = false

  constructor(wire: Wire) {
    this.#wire = wire
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  attach(deskEnd: SocketEnd, relayEnd: SocketEnd): void {
    this.#deskEnd = deskEnd
    this.#relayEnd = relayEnd
  }

  send(direction: Direction, bytes: Uint8Array): void {
    if (!this.#isOpen) return
    this.#wire.carry(direction, bytes, (carried) => {
      if (!this.#isOpen) return
      const end = direction === "to-relay" ? this.#relayEnd : this.#deskEnd
      if (end === undefined) this.#reset(direction)
      else end.received(carried)
    })
  }

  /** Nobody has this connection at the other end any more, and the machine there says so. */
  #reset(direction: Direction): void {
    if (this.#isGone) return
    const back = direction === "to-relay" ? "to-desk" : "to-relay"
    this.#wire.carry(back, new Uint8Array(1), () => {
      this.close("network", closedAbnormally)
    })
  }

  /** Closed by one side; the other hears of it as it hears of anything, after all that was sent before. */
  close(by: "desk" | "relay" | "network", code: number): void {
    if (!this.#isOpen) return
    if (by === "network") {
      this.#isOpen = false
      this.#deskEnd?.closed(code)
      this.#relayEnd?.closed(code)
      return
    }
    const [own, other] =
      by === "desk" ? [this.#deskEnd, this.#relayEnd] : [this.#relayEnd, this.#deskEnd]
    if (by === "desk") this.#deskEnd = undefined
    else this.#relayEnd = undefined
    if (by === "relay") own?.closed(code)
    this.#wire.carry(by === "desk" ? "to-relay" : "to-desk", new Uint8Array(1), () => {
      if (!this.#isOpen) return
      this.#isOpen = false
      other?.closed(code)
    })
  }

  /** The relay's machine is gone without a word. */
  vanish(): void {
    this.#relayEnd = undefined
    this.#isGone = true
  }
}
