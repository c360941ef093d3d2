// The simulated world: four desks and two relays on wires, in one process, from one seed. Nothing here decides whether what
// happens is right; that is the checker's part, which is told of everything.

import type { DeviceId, RelayId } from "../../../shared/records/names.ts"
import type { Effect } from "../../../client/sdk/ports.ts"
import { callSigns, foundedAt, type CallSign, type RelayName } from "../../support/practice-line.ts"
import { relayNames } from "./cast.ts"
import { DeskNode, type DeskWorld } from "./desk-node.ts"
import { Counts, type FaultKind, type HostileKind } from "./faults.ts"
import { day } from "./founded.ts"
import { fairWeather, Wire } from "./network.ts"
import { goodMood, type CrashPoint } from "./relay-journal.ts"
import { RelayNode } from "./relay-node.ts"
import { Switchboard } from "./switchboard.ts"
import type { Timeline } from "./timeline.ts"
import type { Watcher, WorldSetting } from "./setting.ts"
import { Truth } from "./truth.ts"

/** What is written past a relay's own program. */
const tampering: readonly HostileKind[] = ["invents bad entries", "invents relay records"]

export class World {
  readonly setting: WorldSetting
  readonly truth = new Truth()
  readonly faults = new Counts<FaultKind>()
  readonly desks: Readonly<Record<CallSign, DeskNode>>
  readonly relays: Readonly<Record<RelayName, RelayNode>>
  readonly #wires = new Map<string, Wire>()
  readonly #switchboard: Switchboard
  readonly #relayOf: ReadonlyMap<RelayId, RelayName>
  /** How many effects each desk still performs before it dies. */
  readonly doomed = new Map<CallSign, number>()
  /** When each relay's disk last became good or bad. */
  readonly #moods = new Map<RelayName, number>()
  watcher: Watcher | undefined
  isHealed = false

  constructor(setting: WorldSetting) {
    this.setting = setting
    const { cast } = setting
    this.#relayOf = new Map(relayNames.map((name) => [cast.line.relays[name].relay, name]))
    for (const callSign of callSigns) {
      for (const name of relayNames)
        this.#wires.set(`${callSign} ${name}`, this.#wire(callSign, name))
    }
    this.#switchboard = new Switchboard(setting, (desk, relay) => this.wire(desk, relay))
    this.relays = { N: this.#relay("N"), S: this.#relay("S") }
    this.desks = {
      A1: this.#desk("A1"),
      A2: this.#desk("A2"),
      B1: this.#desk("B1"),
      B2: this.#desk("B2"),
    }
  }

  get timeline(): Timeline {
    return this.setting.timeline
  }
  get now(): number {
    return this.setting.timeline.now
  }
  get manipulations(): Counts<HostileKind> {
    return this.setting.manipulations
  }
  get allDesks(): readonly DeskNode[] {
    return callSigns.map((callSign) => this.desks[callSign])
  }

  get allRelays(): readonly RelayNode[] {
    return relayNames.map((name) => this.relays[name])
  }

  get honestRelays(): readonly RelayNode[] {
    return this.allRelays.filter((relay) => relay.name !== this.setting.hostile?.name)
  }

  get wires(): readonly Wire[] {
    return [...this.#wires.values()]
  }

  isHonest(relay: RelayId): boolean {
    return this.honestRelays.some((each) => each.identity.relay === relay)
  }

  relayBy(id: RelayId): RelayNode {
    return this.relays[this.#relayOf.get(id) ?? "N"]
  }

  deskOf(device: DeviceId): DeskNode | undefined {
    return this.allDesks.find((desk) => desk.identity.device === device)
  }

  wire(desk: CallSign, relay: RelayName): Wire {
    const wire = this.#wires.get(`${desk} ${relay}`)
    if (wire === undefined) throw new Error(`no wire between ${desk} and ${relay}`)
    return wire
  }

  count(fault: FaultKind): void {
    this.faults.add(fault)
  }

  tell(who: string, what: string): void {
    this.setting.history.add(who, what)
  }

  #wire(callSign: CallSign, name: RelayName): Wire {
    const { timeline, dice } = this.setting
    const place = `${callSign}-${name}`
    return new Wire(place, { timeline, dice: dice.of(`wire ${place}`) }, (fault) => {
      this.count(fault)
    })
  }

  #relay(name: RelayName): RelayNode {
    const { timeline, dice, cast, keys, hostile } = this.setting
    const { B1, B2 } = cast.line.devices
    return new RelayNode(
      {
        name,
        identity: cast.operators[name],
        crypto: keys.relay(`relay ${name}`),
        documents: cast.documents,
        manner: hostile?.name === name ? hostile.manner : undefined,
        devicesOfB: new Set([B1.device, B2.device]),
        journal: this.setting.journals[name],
        world: {
          timeline,
          dice: dice.of(`relay ${name}`),
          crashed: (point) => {
            this.#relayCrashed(name, point)
          },
          slow: () => {
            this.count("slow journal")
          },
          paged: (point) => {
            this.tell(name, `pages ${point.action} for ${point.message} ${point.demand}`)
          },
          said: (what) => {
            this.tell(name, what)
          },
          broke: (error) => {
            this.#relayBroke(name, error)
          },
        },
      },
      foundedAt + day,
    )
  }

  moodChanged(relay: RelayNode): void {
    this.#moods.set(relay.name, this.now)
  }

  moodChangedAt(name: RelayName): number {
    return this.#moods.get(name) ?? 0
  }

  #relayCrashed(name: RelayName, point: CrashPoint): void {
    this.count(point === "after write" ? "relay crash after write" : "relay crash before write")
    this.tell(name, `crashes ${point}`)
    this.relayBackAfter(name, this.setting.dice.between(300, 6_000))
  }

  /** Whoever writes into a relay's journal past its program makes it break: that is the hostile operator's own affair. */
  #relayBroke(name: RelayName, error: unknown): void {
    const isTampered =
      this.setting.hostile?.name === name && tampering.some((kind) => this.manipulations.of(kind))
    if (!isTampered) this.watcher?.broke(name, error)
    this.tell(name, "breaks")
    this.relayBackAfter(name, this.setting.dice.between(300, 6_000))
  }

  /** A new process on the old journal, unless it is up by then. */
  relayBackAfter(name: RelayName, delayMs: number): void {
    this.timeline.after(delayMs, () => {
      if (this.relays[name].isUp) return
      this.tell(name, "starts")
      this.relays[name].start()
      this.timeline.stir()
    })
  }

  deskBackAfter(callSign: CallSign, delayMs: number): void {
    this.timeline.after(delayMs, () => {
      if (this.desks[callSign].isUp) return
      this.tell(callSign, "starts")
      this.desks[callSign].start()
    })
  }

  #desk(callSign: CallSign): DeskNode {
    const { timeline, dice, cast, keys } = this.setting
    const own = dice.of(`disk ${callSign}`)
    const world: DeskWorld = {
      timeline,
      connect: (relay) => {
        this.#switchboard.connect(this.desks[callSign], this.relayBy(relay))
      },
      transmit: (relay, bytes) => {
        this.#switchboard.transmit(callSign, this.relayBy(relay).name, bytes)
      },
      disconnect: (relay) => {
        this.#switchboard.hangUp(callSign, this.relayBy(relay).name)
      },
      notice: (notice) => {
        this.watcher?.notice(this.desks[callSign], notice)
      },
      stored: (writes) => {
        this.watcher?.stored(this.desks[callSign], writes)
      },
      readMs: () => own.between(0, 3),
      dies: (performed, next) => this.#dies(callSign, performed, next),
      died: () => {
        for (const name of relayNames) this.#switchboard.hangUp(callSign, name)
      },
      broke: (error) => {
        this.watcher?.broke(callSign, error)
      },
    }
    const { line } = cast
    return new DeskNode(
      {
        callSign,
        identity: cast.identities[callSign],
        crypto: keys.client(`desk ${callSign}`),
        state: line.state,
        documents: [line.charter, line.rosters.A, line.rosters.B],
        world,
      },
      foundedAt + day,
    )
  }

  begin(): void {
    for (const relay of this.allRelays) relay.start()
    for (const desk of this.allDesks) desk.start()
    this.timeline.stir()
  }

  heal(): void {
    this.isHealed = true
    this.tell("net", "heals")
    this.doomed.clear()
    for (const wire of this.wires) wire.weather = fairWeather
    for (const relay of this.allRelays) {
      relay.mood = goodMood
      this.moodChanged(relay)
      relay.wallOffset = foundedAt + day
      this.relayBackAfter(relay.name, 0)
    }
    for (const desk of this.allDesks) {
      desk.wallOffset = foundedAt + day
      this.deskBackAfter(desk.callSign, 0)
    }
  }

  /** A doomed desk performs so many more effects and dies, wherever that is. */
  #dies(callSign: CallSign, performed: Effect["kind"], next: Effect["kind"] | undefined): boolean {
    const left = this.doomed.get(callSign)
    if (left === undefined) return false
    this.doomed.set(callSign, left - 1)
    if (left > 0) return false
    this.doomed.delete(callSign)
    const isMiddle = next !== undefined
    if (isMiddle) this.count("desk crash between effects")
    if (performed === "store" && next === "transmit") this.count("desk crash after store")
    this.tell(callSign, `dies after ${performed} before ${next ?? "the next event"}`)
    this.deskBackAfter(callSign, this.setting.dice.between(200, 5_000))
    return true
  }
}
