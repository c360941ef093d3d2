// Presence between the processes of one relay, over anything that carries messages to all of them and may lose some. Nothing is
// stored, so nothing has to expire: a sighting is told with its age, and the age is never smaller than the truth, because it is
// reckoned by clocks that only run forward and a bound on how long the message was under way.

import { decodeAs, encodeAs } from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import type { DeviceId, LineId } from "../../shared/records/names.ts"
import type { Sighting } from "../core/relay-event.ts"
import { presenceBytesMax, presenceMessage, type PresenceMessage, type Told } from "./messages.ts"
import { PeerClocks } from "./peer-clocks.ts"
import type { PresenceExchange } from "./port.ts"

export interface Bus {
  /** To every process, this one too. What cannot be sent is lost. */
  publish(message: Uint8Array): void
  onMessage(take: (message: Uint8Array) => void): void
}

export interface SharedPorts {
  readonly bus: Bus
  /** Counts milliseconds and never goes back. */
  readonly mono: () => number
  /** 32 hexadecimal digits that no other process has. */
  readonly process: string
}

type OnHeard = (sighting: Sighting, ageMs: number) => void

interface Watched {
  readonly listeners: Set<OnHeard>
  readonly known: Map<DeviceId, { readonly sighting: Sighting; readonly at: number }>
}

export class SharedPresence implements PresenceExchange {
  readonly #ports: SharedPorts
  readonly #clocks: PeerClocks
  readonly #watched = new Map<LineId, Watched>()
  #waiting: Told[] = []
  readonly #beating: NodeJS.Timeout

  constructor(ports: SharedPorts) {
    this.#ports = ports
    this.#clocks = new PeerClocks(ports.process)
    ports.bus.onMessage((bytes) => {
      this.#take(bytes)
    })
    this.#beating = setInterval(() => {
      this.beat()
    }, limits.heartbeatMs)
    this.#beating.unref()
  }

  close(): void {
    clearInterval(this.#beating)
    this.#watched.clear()
  }

  /** Says that this process runs, and what it last heard of the others. */
  beat(): void {
    const { process, mono } = this.#ports
    const now = Math.floor(mono())
    this.#publish({ kind: "beat", from: process, stamp: now, echoes: this.#clocks.echoes(now) })
  }

  share(line: LineId, { device, nonce, alive }: Sighting): void {
    const heardAt = Math.floor(this.#ports.mono())
    this.#waiting.push({ line, device, nonce, alive, heardAt })
    if (this.#waiting.length === 1) setImmediate(() => this.#flush())
  }

  /** What one turn of the event loop has heard goes out together. */
  #flush(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (let from = 0; from < waiting.length; from += limits.sightingsAtOnce) {
      const sightings = waiting.slice(from, from + limits.sightingsAtOnce)
      this.#publish({ kind: "sightings", from: this.#ports.process, sightings })
    }
  }

  #publish(message: PresenceMessage): void {
    this.#ports.bus.publish(encodeAs(presenceMessage, message))
  }

  subscribe(line: LineId, onHeard: OnHeard): () => void {
    const watched: Watched = this.#watched.get(line) ?? { listeners: new Set(), known: new Map() }
    this.#watched.set(line, watched)
    const listener: OnHeard = (sighting, ageMs) => {
      onHeard(sighting, ageMs)
    }
    watched.listeners.add(listener)
    const now = this.#ports.mono()
    for (const { sighting, at } of watched.known.values()) onHeard(sighting, now - at)
    return () => {
      watched.listeners.delete(listener)
      if (watched.listeners.size === 0 && this.#watched.get(line) === watched) {
        this.#watched.delete(line)
      }
    }
  }

  /** Only this relay's processes can publish here; what cannot be read is another version's. */
  #take(bytes: Uint8Array): void {
    const read = decodeAs(presenceMessage, bytes, presenceBytesMax)
    if (!read.ok || read.value.from === this.#ports.process) return
    const now = this.#ports.mono()
    const message = read.value
    if (message.kind === "beat") {
      const { from, stamp, echoes } = message
      this.#clocks.takeBeat(from, stamp, echoes, Math.floor(now))
      return
    }
    for (const told of message.sightings) this.#tell(message.from, told, now)
  }

  #tell(from: string, told: Told, now: number): void {
    const { line, device, nonce, alive, heardAt } = told
    const watched = this.#watched.get(line)
    if (watched === undefined) return
    if ((watched.known.get(device)?.sighting.nonce ?? -1) >= nonce) return
    // Before its clock is known a process could have said this any time ago: the next proof is two seconds away.
    const age = this.#clocks.ageOf(from, heardAt, now)
    if (age === undefined) return
    const sighting = { device, nonce, alive }
    watched.known.set(device, { sighting, at: now - age })
    for (const listener of watched.listeners) listener(sighting, age)
  }
}
