// All connections to the public port, and which of them are strangers': those that have not said who they are. When the place
// is full a stranger goes, the oldest of the address that holds most of it; who has shaken hands stays.

import type { Duplex } from "node:stream"

import { limits } from "../../shared/limits.ts"

export class Connections {
  readonly #max: number
  /** Strangers by the address they are counted against, the oldest first. */
  readonly #strangers = new Map<Duplex, string>()
  #open = 0

  constructor(max: number = limits.connectionsMax) {
    this.#max = max
  }

  get open(): number {
    return this.#open
  }

  get strangers(): number {
    return this.#strangers.size
  }

  arrived(socket: Duplex, address: string): void {
    if (this.#open >= this.#max) this.#turnOut()
    this.#open += 1
    this.#strangers.set(socket, address)
    socket.once("close", () => {
      this.#open -= 1
      this.#strangers.delete(socket)
    })
  }

  /** A proxy has said where the connection really comes from. */
  cameFrom(socket: Duplex, address: string): void {
    if (this.#strangers.has(socket)) this.#strangers.set(socket, address)
  }

  /** Has said who it is. */
  known(socket: Duplex): void {
    this.#strangers.delete(socket)
  }

  #turnOut(): void {
    const held = new Map<string, number>()
    for (const address of this.#strangers.values()) held.set(address, (held.get(address) ?? 0) + 1)
    const most = [...held].toSorted(([, a], [, b]) => b - a)[0]?.[0]
    const oldest = [...this.#strangers].find(([, address]) => address === most)?.[0]
    // Destroyed now, closed in a moment: it must not be chosen twice meanwhile.
    if (oldest !== undefined) this.#strangers.delete(oldest)
    oldest?.destroy()
  }
}
