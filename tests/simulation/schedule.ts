// One schedule: a world from a seed, a storm over it, and then peace, in which what was promised must come true.

import { callSigns } from "../support/practice-line.ts"
import { Judge } from "./checker/judge.ts"
import type { Violation } from "./checker/violation.ts"
import { castWith, keysOf, relayNames, type Cryptography } from "./world/cast.ts"
import { Dice } from "./world/dice.ts"
import { Counts, type FaultKind, type HostileKind } from "./world/faults.ts"
import { foundedJournals } from "./world/founded.ts"
import { History } from "./world/history.ts"
import { Hostility } from "./world/hostility.ts"
import { Officer } from "./world/officer.ts"
import { Plot } from "./world/plot.ts"
import { Storm } from "./world/storm.ts"
import { Timeline } from "./world/timeline.ts"
import type { WorldSetting } from "./world/setting.ts"
import { World } from "./world/world.ts"

export interface ScheduleWish {
  readonly seed: number
  readonly cryptography?: Cryptography
  readonly print?: (line: string) => void
}

export interface Outcome {
  readonly seed: number
  readonly digest: string
  readonly violations: readonly Violation[]
  readonly faults: Counts<FaultKind>
  readonly manipulations: Counts<HostileKind>
  readonly messages: number
  readonly entries: number
}

/** Every third seed has a hostile relay: which of the two, and what it does, is in the dice. */
export function isHostile(seed: number): boolean {
  return seed % 3 === 0
}

const settleMs = 1_000
const chaosMs = { least: 10_000, most: 24_000 }
/** People go on for a moment when the storm is over; then they watch. */
const lastActsMs = 2_000
const peaceMs = 14_000

interface Stage {
  readonly world: World
  readonly storm: Storm
  readonly plot: Plot | undefined
  readonly officers: readonly Officer[]
  readonly judge: Judge
}

export async function runSchedule(wish: ScheduleWish): Promise<Outcome> {
  const timeline = new Timeline()
  const { seed, cryptography = "simulated" } = wish
  const dice = new Dice(seed)
  const history = new History(timeline, wish.print)
  const keys = keysOf(cryptography, `schedule ${String(seed)}`)
  const cast = castWith(cryptography, keys)
  const journals = await foundedJournals(cast, keys)
  const stage = setUp(dice, { timeline, history, keys, cast, journals }, isHostile(seed))
  const { world, judge } = stage
  await play(stage, timeline, dice.of("length").between(chaosMs.least, chaosMs.most))
  await judge.conclude()
  return {
    seed,
    digest: history.digest(),
    violations: judge.violations,
    faults: world.faults,
    manipulations: world.manipulations,
    messages: world.truth.pressed.length,
    entries: world.allRelays.reduce(
      (sum, relay) => sum + (relay.journals[0]?.entries.length ?? 0),
      0,
    ),
  }
}

function setUp(
  dice: Dice,
  given: Omit<WorldSetting, "dice" | "hostile" | "manipulations">,
  hasTraitor: boolean,
): Stage {
  const { cast } = given
  const manipulations = new Counts<HostileKind>()
  const traitor = dice.of("traitor").pick(relayNames)
  const hostility = new Hostility({
    dice: dice.of("hostility"),
    counts: manipulations,
    identity: cast.operators[traitor],
    line: cast.line.line,
  })
  const hostile = hasTraitor ? { name: traitor, manner: hostility } : undefined
  const world = new World({ ...given, dice: dice.of("world"), hostile, manipulations })
  const storm = new Storm(world, dice.of("storm"))
  const plot = hasTraitor
    ? new Plot(world, world.relays[traitor], hostility, dice.of("plot"))
    : undefined
  const judge = new Judge(world)
  return { world, storm, plot, judge, officers: staff(world, dice.of("officers")) }
}

function staff(world: World, dice: Dice): readonly Officer[] {
  const { timeline, truth } = world
  return callSigns.map((callSign) => {
    const own = dice.of(callSign)
    const bench = { timeline, truth, dice: own, history: world.setting.history }
    return new Officer(world.desks[callSign], bench, {
      diligence: own.pick([0, 0.2, 0.5, 0.9]),
      sends: own.pick([0.1, 0.2, 0.4]),
      messages: own.between(1, 4),
    })
  })
}

async function play(stage: Stage, timeline: Timeline, forMs: number): Promise<void> {
  const { world, storm, plot, officers, judge } = stage
  world.begin()
  judge.begin()
  await timeline.runUntil(settleMs)
  for (const officer of officers) officer.begin()
  storm.begin()
  plot?.begin()
  await timeline.runUntil(settleMs + forMs)
  storm.end()
  await timeline.runUntil(timeline.now + lastActsMs)
  for (const officer of officers) officer.isAtWork = false
  await timeline.runUntil(timeline.now + peaceMs)
}
