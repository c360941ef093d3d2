// One schedule: a world from a seed, a storm over it, and then peace, in which what was promised must come true.

import { callSigns } from "../support/practice-line.ts"
import { Judge } from "./checker/judge.ts"
import type { Violation } from "./checker/violation.ts"
import { simulatedCast, simulatedKeys } from "./world/cast.ts"
import { Dice } from "./world/dice.ts"
import type { Counts, FaultKind, HostileKind } from "./world/faults.ts"
import { History } from "./world/history.ts"
import { Officer } from "./world/officer.ts"
import { Storm } from "./world/storm.ts"
import { Timeline } from "./world/timeline.ts"
import { World } from "./world/world.ts"

export interface ScheduleWish {
  readonly seed: number
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

const chaosMs = { least: 25_000, most: 50_000 }
const peaceMs = 25_000

export async function runSchedule(wish: ScheduleWish): Promise<Outcome> {
  const { seed } = wish
  const timeline = new Timeline()
  const dice = new Dice(seed)
  const history = new History(timeline, wish.print)
  const keys = simulatedKeys(`schedule ${String(seed)}`)
  const cast = simulatedCast(keys)
  const world = new World({
    timeline,
    dice: dice.of("world"),
    history,
    cast,
    keys,
    hostile: undefined,
  })
  const judge = new Judge(world)
  const officers = staff(world, dice.of("officers"))
  const plan = dice.of("plan")
  const storm = new Storm(world, dice.of("storm"), {
    forMs: plan.between(chaosMs.least, chaosMs.most),
    everyMs: plan.between(800, 4_000),
  })
  world.begin()
  judge.begin()
  await timeline.runUntil(2_000)
  for (const officer of officers) officer.begin()
  storm.begin()
  await timeline.runUntil(plan.between(chaosMs.least, chaosMs.most))
  storm.end()
  await timeline.runUntil(timeline.now + 3_000)
  for (const officer of officers) officer.isAtWork = false
  await timeline.runUntil(timeline.now + peaceMs)
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

function staff(world: World, dice: Dice): readonly Officer[] {
  return callSigns.map(
    (callSign) =>
      new Officer(
        world.desks[callSign],
        {
          timeline: world.timeline,
          dice: dice.of(callSign),
          truth: world.truth,
          history: world.setting.history,
        },
        {
          diligence: dice.pick([0, 0.2, 0.5, 0.9]),
          sends: dice.pick([0.05, 0.1, 0.2]),
          messages: dice.between(1, 6),
        },
      ),
  )
}
