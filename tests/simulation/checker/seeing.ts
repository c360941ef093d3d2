// Since when desks and relays could talk, or could not, as only the simulation knows.

import { callSigns, foundedAt, type CallSign } from "../../support/practice-line.ts"
import { relayNames } from "../world/cast.ts"
import type { DeskNode } from "../world/desk-node.ts"
import { day } from "../world/founded.ts"
import { goodMood } from "../world/relay-journal.ts"
import type { RelayNode } from "../world/relay-node.ts"
import type { World } from "../world/world.ts"
import type { Sight } from "./violation.ts"

/** How far a line time may be off and still be right: times are whole milliseconds, and starting takes some. */
const rightMs = 1_000

type RelayName = (typeof relayNames)[number]

export class Seeing implements Sight {
  readonly #world: World
  /** When each relay was first seen open in its present life. */
  readonly #openedAt = new Map<RelayName, number>()
  readonly #cutSince = new Map<string, number>()
  /** Times at which a relay was not sound. */
  readonly #unsound = new Map<RelayName, number[]>()

  #lookedAt = 0

  /** Relays whose line time was ever another than the true one. */
  readonly #wrong = new Set<RelayName>()

  constructor(world: World) {
    this.#world = world
  }

  /** Looks around; to be called often, before anybody asks. A disk that was bad for a moment in between counts as well. */
  look(): void {
    const before = this.#lookedAt
    this.#lookedAt = this.#world.now
    for (const relay of this.#world.allRelays) {
      if (!relay.isOpen) this.#openedAt.delete(relay.name)
      else if (!this.#openedAt.has(relay.name)) this.#openedAt.set(relay.name, this.#world.now)
      const hasChanged = this.#world.moodChangedAt(relay.name) > before
      if (hasChanged || !isSound(relay)) this.#noteUnsound(relay.name)
      const right = foundedAt + day + this.#world.now
      if (Math.abs((relay.lineTime ?? right) - right) > rightMs) this.#wrong.add(relay.name)
    }
    for (const callSign of callSigns) {
      for (const name of relayNames) this.#lookAt(callSign, name)
    }
  }

  wasWrong(relay: RelayNode): boolean {
    return this.#wrong.has(relay.name)
  }

  #noteUnsound(name: RelayName): void {
    const known = this.#unsound.get(name) ?? []
    known.push(this.#world.now)
    this.#unsound.set(name, known)
  }

  soundSince(relay: RelayNode, from: number, to: number): number | undefined {
    // A slow disk's last write may still be under way when its mood has changed.
    const slack = 4_500
    const times = this.#unsound.get(relay.name) ?? []
    const last = times.findLast((at) => at >= from - slack && at <= to)
    return last === undefined ? undefined : Math.min(to, last + slack)
  }

  #lookAt(callSign: CallSign, name: RelayName): void {
    const place = `${callSign} ${name}`
    const isCut =
      this.#world.desks[callSign].isUp &&
      (!this.#world.relays[name].isUp || this.#world.wire(callSign, name).isSilent)
    if (!isCut) this.#cutSince.delete(place)
    else if (!this.#cutSince.has(place)) this.#cutSince.set(place, this.#world.now)
  }

  goodFor(desk: DeskNode, name: RelayName): number {
    const { now } = this.#world
    const wire = this.#world.wire(desk.callSign, name)
    const relay = this.#world.relays[name]
    const openedAt = this.#openedAt.get(name)
    if (!desk.isUp || !wire.isFair || openedAt === undefined || !isSound(relay)) return 0
    const since = Math.max(
      desk.changedAt,
      wire.changedAt,
      wire.cutAt,
      openedAt,
      relay.changedAt,
      this.#world.moodChangedAt(name),
    )
    return now - since
  }

  cutFor(desk: DeskNode, name: RelayName): number {
    const since = this.#cutSince.get(`${desk.callSign} ${name}`)
    if (since === undefined) return 0
    return this.#world.now - Math.max(since, this.#world.wire(desk.callSign, name).lastAtDesk)
  }
}

function isSound(relay: RelayNode): boolean {
  return relay.isOpen && relay.mood === goodMood
}
