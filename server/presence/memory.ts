// Presence without a server between processes: for a relay on an embedded journal, which is alone, and for tests of several
// relays' processes in one.

import type { DeviceId, LineId } from "../../shared/records/names.ts"
import type { Sighting } from "../core/relay-event.ts"
import type { PresenceExchange } from "./port.ts"

interface Known {
  readonly sighting: Sighting
  readonly at: number
}

interface Listener {
  readonly member: object
  readonly line: LineId
  readonly onHeard: (sighting: Sighting, ageMs: number) => void
}

export class PresenceHub {
  readonly #mono: () => number
  readonly #known = new Map<LineId, Map<DeviceId, Known>>()
  readonly #listeners = new Set<Listener>()

  /** `mono` counts milliseconds and never goes back. */
  constructor(mono: () => number) {
    this.#mono = mono
  }

  /** One process's end. It is not told what it shared itself. */
  join(): PresenceExchange {
    const member = {}
    return {
      share: (line, sighting) => {
        this.#share(member, line, sighting)
      },
      subscribe: (line, onHeard) => this.#subscribe({ member, line, onHeard }),
    }
  }

  #share(member: object, line: LineId, sighting: Sighting): void {
    const known = this.#known.get(line) ?? new Map<DeviceId, Known>()
    const older = known.get(sighting.device)
    if (older !== undefined && older.sighting.nonce >= sighting.nonce) return
    this.#known.set(line, known.set(sighting.device, { sighting, at: this.#mono() }))
    for (const listener of this.#listeners) {
      if (listener.line === line && listener.member !== member) listener.onHeard(sighting, 0)
    }
  }

  #subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    for (const { sighting, at } of this.#known.get(listener.line)?.values() ?? []) {
      listener.onHeard(sighting, this.#mono() - at)
    }
    return () => {
      this.#listeners.delete(listener)
    }
  }
}
