// Faults, drawn from a schedule's own dice: what happens, to whom, for how long. When the storm is over everything heals, and
// what was promised must come true.

import { callSigns } from "../../support/practice-line.ts"
import { relayNames } from "./cast.ts"
import type { Dice } from "./dice.ts"
import { fairWeather, type Direction, type Weather, type Wire } from "./network.ts"
import { goodMood, type DiskMood } from "./relay-journal.ts"
import type { World } from "./world.ts"

/** A kind of trouble; each knows how to make itself. */
type Trouble = (world: World, dice: Dice) => void

const hour = 3_600_000

function weather(change: (dice: Dice) => Partial<Weather>): Trouble {
  return (world, dice) => {
    const stormy: Weather = { ...fairWeather, ...change(dice) }
    const wires = dice.chance(0.3)
      ? dice.shuffled(world.wires).slice(0, 4)
      : [dice.pick(world.wires)]
    blow(world, wires, stormy, dice.between(1_500, 12_000))
  }
}

/** Another change of weather in the meantime stays: only this one ends. */
function blow(world: World, wires: readonly Wire[], stormy: Weather, forMs: number): void {
  world.tell("net", `${JSON.stringify(stormy)} on ${wires.map((wire) => wire.name).join(", ")}`)
  for (const wire of wires) {
    wire.weather = stormy
    world.timeline.after(forMs, () => {
      if (wire.weather === stormy) wire.weather = fairWeather
    })
  }
}

function halfOpen(direction: Direction): Trouble {
  return (world, dice) => {
    const stormy: Weather = { ...fairWeather, silent: [direction] }
    blow(world, [dice.pick(world.wires)], stormy, dice.between(2_000, 14_000))
  }
}

/** A desk from both relays, a relay from everybody, or a party from one relay. */
function partition(world: World, dice: Dice): void {
  const stormy: Weather = { ...fairWeather, silent: ["to-relay", "to-desk"] }
  const relays = dice.chance(0.4) ? relayNames : [dice.pick(relayNames)]
  const side = dice.pick(["A", "B", ""])
  const cut = dice.chance(0.4)
    ? [dice.pick(callSigns)]
    : callSigns.filter((each) => each.startsWith(side))
  const wires = cut.flatMap((desk) => relays.map((relay) => world.wire(desk, relay)))
  blow(world, wires, stormy, dice.between(2_000, 16_000))
}

function relayCrash(world: World, dice: Dice): void {
  const relay = world.relays[dice.pick(relayNames)]
  if (!relay.isUp) return
  const how = dice.chance(0.7) ? "process" : "machine"
  world.count(how === "process" ? "relay crash" : "relay power cut")
  world.tell(relay.name, `dies with its ${how}`)
  relay.crash(how)
  world.relayBackAfter(relay.name, dice.between(300, 12_000))
}

function relayDrain(world: World, dice: Dice): void {
  const relay = world.relays[dice.pick(relayNames)]
  if (!relay.isOpen) return
  world.count("relay drain")
  world.tell(relay.name, "drains")
  relay.drain()
  // A journal too slow to end in good order is not waited for.
  world.timeline.after(5_000, () => {
    relay.crash("process")
    world.relayBackAfter(relay.name, dice.between(200, 3_000))
  })
}

function mood(change: (dice: Dice) => Partial<DiskMood>): Trouble {
  return (world, dice) => {
    const relay = world.relays[dice.pick(relayNames)]
    const bad: DiskMood = { ...goodMood, ...change(dice) }
    relay.mood = bad
    world.moodChanged(relay)
    world.timeline.after(dice.between(2_000, 9_000), () => {
      if (relay.mood !== bad) return
      relay.mood = goodMood
      world.moodChanged(relay)
    })
  }
}

function deskCrash(world: World, dice: Dice): void {
  const desk = world.desks[dice.pick(callSigns)]
  if (!desk.isUp) return
  world.count("desk crash")
  world.tell(desk.callSign, "dies")
  desk.crash()
  // Often for so long that every screen must say that nobody is there.
  const isLong = dice.chance(0.4)
  const forMs = isLong ? dice.between(11_000, 16_000) : dice.between(200, 9_000)
  world.deskBackAfter(desk.callSign, forMs)
}

/** It dies somewhere in the middle of what it does next. */
function deskDoom(world: World, dice: Dice): void {
  world.doomed.set(dice.pick(callSigns), dice.between(0, 12))
}

function deskStop(world: World, dice: Dice): void {
  const desk = world.desks[dice.pick(callSigns)]
  if (!desk.isUp) return
  if (dice.chance(0.5)) {
    desk.snapshot()
    return
  }
  world.count("desk stop")
  world.tell(desk.callSign, "stops")
  desk.stop()
  world.deskBackAfter(desk.callSign, dice.between(200, 6_000))
}

function jumpOf(dice: Dice): number {
  const size = dice.chance(0.5) ? dice.between(1_000, 2 * hour) : dice.between(500, 60_000)
  return dice.chance(0.5) ? size : -size
}

function deskJump(world: World, dice: Dice): void {
  const desk = world.desks[dice.pick(callSigns)]
  const jump = jumpOf(dice)
  world.count("desk clock jump")
  world.tell(desk.callSign, `clock jumps by ${String(jump)} ms`)
  desk.wallOffset += jump
  world.timeline.after(dice.between(3_000, 30_000), () => {
    if (!world.isHealed) desk.wallOffset -= jump
  })
}

function relayJump(world: World, dice: Dice): void {
  const relay = world.relays[dice.pick(relayNames)]
  const jump = jumpOf(dice)
  world.count("relay clock jump")
  world.tell(relay.name, `clock jumps by ${String(jump)} ms`)
  relay.wallOffset += jump
  world.timeline.after(dice.between(3_000, 30_000), () => {
    if (!world.isHealed) relay.wallOffset -= jump
  })
}

const troubles: readonly Trouble[] = [
  weather((dice) => ({ loss: dice.roll() * 0.3 })),
  weather((dice) => ({ duplication: dice.roll() * 0.3 })),
  weather((dice) => ({ reordering: dice.roll() * 0.4 })),
  weather((dice) => ({ corruption: dice.roll() * 0.3 })),
  weather((dice) => ({ delayMs: dice.between(50, 3_000) })),
  (world, dice) => {
    dice.pick(world.wires).cut()
  },
  halfOpen("to-relay"),
  halfOpen("to-desk"),
  partition,
  relayCrash,
  relayDrain,
  mood((dice) => ({ slowMs: dice.between(100, 4_000) })),
  mood(() => ({ crashes: 0.5 })),
  deskCrash,
  deskDoom,
  deskDoom,
  deskStop,
  deskJump,
  relayJump,
]

export class Storm {
  readonly #world: World
  readonly #dice: Dice
  /** Between one trouble and the next, on average. */
  readonly #everyMs: number
  readonly #palette: readonly Trouble[]
  #isOver = false

  constructor(world: World, dice: Dice) {
    this.#world = world
    this.#dice = dice
    this.#everyMs = dice.between(800, 3_500)
    // A few kinds a schedule: each then happens often enough to meet itself and the others in many ways.
    this.#palette = dice.shuffled(troubles).slice(0, dice.between(3, 7))
  }

  begin(): void {
    this.#next()
  }

  #next(): void {
    const wait = this.#dice.between(this.#everyMs / 4, this.#everyMs * 2)
    this.#world.timeline.after(wait, () => {
      if (this.#isOver) return
      this.#dice.pick(this.#palette)(this.#world, this.#dice)
      this.#next()
    })
  }

  /** Fair weather, right clocks, good disks, everybody up. */
  end(): void {
    this.#isOver = true
    this.#world.heal()
  }
}
