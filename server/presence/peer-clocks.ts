// How far the monotonic clocks of the relay's other processes are from this one's. Each process says now and then what it last
// heard of every other one, and when; from that the other can tell how long a message was on its way, whatever any wall clock
// says and however long the server in between held it.

import { offsetAt, sampleOf, withSample, type Sample } from "../../shared/time/offset.ts"
import { limits } from "../../shared/limits.ts"

/** What a process says of another one: the stamp it had last from it, and when that came. */
export interface Echo {
  readonly process: string
  readonly stamp: number
  readonly heardAt: number
}

interface Peer {
  readonly samples: readonly Sample[]
  readonly stamp: number
  readonly heardAt: number
}

export class PeerClocks {
  readonly #self: string
  readonly #peers = new Map<string, Peer>()

  constructor(self: string) {
    this.#self = self
  }

  /** What to say with the next beat. Whoever has been silent for long is gone: a process that starts again has another name. */
  echoes(now: number): readonly Echo[] {
    for (const [process, { heardAt }] of this.#peers) {
      if (now - heardAt > limits.peerForgottenMs) this.#peers.delete(process)
    }
    const known = [...this.#peers].map(([process, { stamp, heardAt }]) => ({
      process,
      stamp,
      heardAt,
    }))
    return known.slice(-limits.peersMax)
  }

  /** A beat of another process, stamped by its clock, that came at `now`. */
  takeBeat(process: string, stamp: number, echoes: readonly Echo[], now: number): void {
    if (process === this.#self) return
    const samples = this.#peers.get(process)?.samples ?? []
    const echo = echoes.find((each) => each.process === this.#self)
    const exchange = echo && {
      sent: echo.stamp,
      received: echo.heardAt,
      answered: stamp,
      heard: now,
    }
    const sample = exchange && sampleOf(exchange, now)
    const kept = sample === undefined ? samples : withSample(samples, sample)
    this.#peers.set(process, { samples: kept, stamp, heardAt: now })
  }

  /** How long ago that was at the most; undefined while the other's clock is not known. */
  ageOf(process: string, stamp: number, now: number): number | undefined {
    const offset = offsetAt(this.#peers.get(process)?.samples ?? [], now)
    if (offset === undefined) return undefined
    return Math.max(0, now - stamp + offset.offset + offset.bound)
  }
}
