// kill -9 of relays under load, at any point: twenty rounds from a seed that is printed, with every kind of blow at every victim
// at least once. What the desks were told is compared with what the journals hold when all is over.

import process from "node:process"
import { setTimeout as after } from "node:timers/promises"

import { afterEach, expect, test } from "vitest"

import { compressed, defaultProfile } from "../../shared/line/profile.ts"
import { Dice } from "../simulation/world/dice.ts"
import { auditOf, faultsOf } from "../support/journal-audit.ts"
import { LineOfProcesses } from "../support/line-of-processes.ts"
import type { RelayName } from "../support/practice-line.ts"
import { ladderFaults, losses, stepsRecorded } from "./findings.ts"
import { crashPoints, type CrashPoint } from "./fragile-journal.ts"
import { Load } from "./load.ts"

const rounds = 20
/** FLASH is to be read within five seconds: something falls due in every outage. */
const drill = compressed(defaultProfile, 12)
type Blow = CrashPoint | "by hand"
const blows: readonly Blow[] = [...crashPoints, "by hand"]
const victims: readonly (readonly RelayName[])[] = [["N"], ["S"], ["N", "S"]]

interface Round {
  readonly victims: readonly RelayName[]
  readonly blow: Blow
  /** At which append from then on, where the blow comes from inside. */
  readonly append: number
  readonly outageMs: number
}

/** Every blow at every victim once, and the rest as it falls. */
function roundsFrom(dice: Dice): readonly Round[] {
  const certain = victims.flatMap((struck) => blows.map((blow) => ({ victims: struck, blow })))
  const more = Array.from({ length: rounds - certain.length }, () => ({
    victims: dice.pick(victims),
    blow: dice.pick(blows),
  }))
  return dice.shuffled([...certain, ...more]).map((round) => ({
    ...round,
    append: dice.between(1, 12),
    outageMs: dice.between(100, 2_500),
  }))
}

let line: LineOfProcesses | undefined
let load: Load | undefined

afterEach(async () => {
  load?.finish()
  await line?.dispose()
  line = undefined
})

/** The blow falls while everybody works; the relays stay away for a while and come back on what they left. */
async function strike(of: LineOfProcesses, round: Round): Promise<void> {
  const struck = round.victims.map((name) => of.relay(name))
  for (const relay of struck) {
    if (round.blow === "by hand") relay.signal("SIGKILL")
    else relay.tell({ point: round.blow, append: round.append })
  }
  const exits = await Promise.all(struck.map((relay) => relay.ended))
  expect(exits.map((exit) => exit.signal)).toEqual(struck.map(() => "SIGKILL"))
  await after(round.outageMs)
  await Promise.all(round.victims.map((name) => of.startRelay(name)))
}

test("kill -9 of either relay and of both, at every point of an append, loses nothing and repeats nothing", async () => {
  const seed = Number(process.env["PARLEY_SEED"] ?? Date.now() % 1_000_000)
  process.stdout.write(`PARLEY_SEED=${String(seed)}\n`)
  const dice = new Dice(seed)
  const callSigns = ["A1", "B1", "B2"] as const
  const relays = await LineOfProcesses.begin({
    profile: drill,
    callSigns,
    program: "tests/faults/relay.child.js",
  })
  line = relays
  const opening = [relays.openDesk("A1"), relays.openDesk("B1"), relays.openDesk("B2")] as const
  const [a1, b1, b2] = await Promise.all(opening)
  await relays.untilCurrent()
  const pairs = [
    { from: a1, to: b1 },
    { from: b2, to: a1 },
  ]
  load = new Load(pairs, { dice: dice.of("load"), everyMs: 400 })
  const plan = roundsFrom(dice.of("rounds"))
  for (const round of plan) {
    await strike(relays, round)
    await relays.untilCurrent()
  }
  load.finish()
  const audit = await auditOf(relays)
  expect(faultsOf(audit)).toEqual([])
  expect(losses(audit, [a1, b1, b2])).toEqual([])
  expect(ladderFaults(audit)).toEqual([])
  // Rounds in which nothing happened would prove nothing.
  for (const blow of blows) {
    expect(plan.filter((round) => round.blow === blow).length).toBeGreaterThanOrEqual(3)
  }
  expect(load.sent.length).toBeGreaterThan(5 * rounds)
  expect(stepsRecorded(audit)).toBeGreaterThan(5 * rounds)
}, 280_000)
