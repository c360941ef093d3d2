// What a relay costs beside its floors, in turns in one run, so that whatever else the machine does meets all alike: time and
// processor time of a round at a steady pace, rounds a second on 64 lines, and how often the disk is waited for.

import { redisServerVersion } from "../../support/redis-server.ts"
import { row, type Row } from "../row.ts"
import { summary } from "../stopwatch.ts"
import { names, startContenders, type Contender } from "./contender.ts"
import { foundLines } from "./parley-relay.ts"
import { canCountFsyncs, cpuMsOf, fsyncsDuring } from "./process-cost.ts"
import { Rounds } from "./rounds.ts"

interface Pace {
  readonly perSecond: number
  /** A circuit may say fifty things a second, and a reader says two a round. */
  readonly lines: number
}

const paces: readonly Pace[] = [
  { perSecond: 50, lines: 4 },
  { perSecond: 500, lines: 32 },
]
const linesAtFullSpeed = 64
const openOnEach = 4

export interface RelayBenchWish {
  readonly turns: number
  readonly seconds: number
}

interface Tally {
  readonly roundsMs: number[]
  cpuMs: number
  lateRounds: number
  perSecond: number
}

type Tallies = Map<string, Tally>

export async function benchRelay(wish: RelayBenchWish): Promise<readonly Row[]> {
  const lines = foundLines(linesAtFullSpeed)
  const contenders = await startContenders(lines, redisServerVersion !== undefined)
  try {
    const rows: Row[] = []
    for (const pace of paces) rows.push(...(await atPace(contenders, pace, wish)))
    rows.push(...(await atFullSpeed(contenders, wish)), ...(await fsyncRows(contenders)))
    return rows
  } finally {
    for (const contender of contenders) await contender.end()
  }
}

function freshTallies(contenders: readonly Contender[]): Tallies {
  return new Map(
    contenders.map(({ name }) => [name, { roundsMs: [], cpuMs: 0, lateRounds: 0, perSecond: 0 }]),
  )
}

/** The first turn warms everybody up, and counts for nothing. */
async function atPace(
  contenders: readonly Contender[],
  { perSecond, lines }: Pace,
  { turns, seconds }: RelayBenchWish,
): Promise<readonly Row[]> {
  const tallies = freshTallies(contenders)
  for (let turn = 0; turn <= turns; turn += 1) {
    for (const contender of contenders) {
      await measured(
        contender,
        lines,
        turn === 0 ? undefined : tallies.get(contender.name),
        (rounds) => rounds.atPace(perSecond, turn === 0 ? seconds / 2 : seconds),
      )
    }
  }
  const what = `at ${String(perSecond)} rounds/s`
  return [names.redis, names.embedded].flatMap((name) => [
    ...timeRow(tallies, name, `${name}: a round ${what}`),
    ...cpuRow(tallies, name, `${name}: server CPU a round ${what}`),
  ])
}

async function measured(
  contender: Contender,
  lines: number,
  tally: Tally | undefined,
  run: (rounds: Rounds) => Promise<void>,
): Promise<void> {
  const ways = await contender.open(lines)
  const rounds = new Rounds(ways)
  const before = cpuMsOf(contender.pids)
  await run(rounds)
  const after = cpuMsOf(contender.pids)
  for (const way of ways) way.close()
  if (tally === undefined) return
  tally.roundsMs.push(...rounds.doneMs)
  tally.cpuMs += before === undefined || after === undefined ? Number.NaN : after - before
  tally.lateRounds += rounds.late
}

/** What a ratio is taken to, and what is said of the others. */
const floorName = names.verified

function timeRow(tallies: Tallies, of: string, name: string): readonly Row[] {
  const tally = tallies.get(of)
  const floor = tallies.get(floorName) ?? tallies.get(names.bare)
  if (tally === undefined || floor === undefined) return []
  const { medianUs: value, p99Us: p99 } = timeOf(tally)
  const others = [...tallies].filter(([each]) => each !== of)
  const note = others.map(
    ([each, other]) => `${each} ${String(Math.round(timeOf(other).medianUs))}`,
  )
  if (tally.lateRounds > 0)
    note.unshift(`NOT KEPT: ${String(tally.lateRounds)} rounds took over two seconds`)
  return [
    row({
      suite: "relay",
      name,
      unit: "µs",
      value,
      p99,
      note: note.join(", "),
      floor: { name: floorName, value: timeOf(floor).medianUs },
      target: { ratioAtMost: 1.5 },
    }),
  ]
}

function timeOf({ roundsMs }: Tally): ReturnType<typeof summary> {
  return summary(roundsMs.map((ms) => ms * 1_000))
}

function cpuOf({ cpuMs, roundsMs }: Tally): number {
  return (cpuMs * 1_000) / roundsMs.length
}

function cpuRow(tallies: Tallies, of: string, name: string): readonly Row[] {
  const tally = tallies.get(of)
  const floor = tallies.get(floorName)
  if (tally === undefined || floor === undefined || Number.isNaN(tally.cpuMs)) return []
  return [
    row({
      suite: "relay",
      name,
      unit: "µs CPU",
      value: cpuOf(tally),
      note: "of the relay and its Redis, all threads",
      floor: { name: floorName, value: cpuOf(floor) },
      target: { ratioAtMost: 1.5 },
    }),
  ]
}

async function atFullSpeed(
  contenders: readonly Contender[],
  { turns, seconds }: RelayBenchWish,
): Promise<readonly Row[]> {
  const tallies = freshTallies(contenders)
  for (let turn = 0; turn < turns; turn += 1) {
    for (const contender of contenders) {
      const tally = tallies.get(contender.name)
      await measured(contender, linesAtFullSpeed, tally, async (rounds) => {
        const perSecond = await rounds.atFullSpeed(openOnEach, seconds)
        if (tally !== undefined) tally.perSecond += perSecond / turns
      })
    }
  }
  return [names.redis, names.embedded].flatMap((name) => speedRow(tallies, name))
}

function speedRow(tallies: Tallies, of: string): readonly Row[] {
  const tally = tallies.get(of)
  const floor = tallies.get(floorName)
  if (tally === undefined || floor === undefined) return []
  const others = [...tallies].filter(([each]) => each !== of)
  const note = others.map(([each, { perSecond }]) => `${each} ${String(Math.round(perSecond))}`)
  note.push(`${String(Math.round(1e6 / cpuOf(tally)))} a core by its CPU`)
  return [
    row({
      suite: "relay",
      name: `${of}: rounds on ${String(linesAtFullSpeed)} lines`,
      unit: "rounds/s",
      value: tally.perSecond,
      note: note.join(", "),
      floor: { name: floorName, value: floor.perSecond },
      target: { ratioAtLeast: 0.7 },
    }),
  ]
}

/** Slowly, where nothing can be put together, and fast. */
async function fsyncRows(contenders: readonly Contender[]): Promise<readonly Row[]> {
  if (!canCountFsyncs) return []
  const rows: Row[] = []
  for (const contender of contenders.filter(({ name }) => name.startsWith("Parley"))) {
    const { name, pids } = contender
    for (const [perSecond, lines] of [
      [10, 1],
      [300, 32],
    ] as const) {
      const ways = await contender.open(lines)
      const rounds = new Rounds(ways)
      const calls = await fsyncsDuring(pids, async () => {
        await rounds.atPace(perSecond, 2)
      })
      for (const way of ways) way.close()
      const value = calls / rounds.doneMs.length
      const what = `${name}: fsyncs a round at ${String(perSecond)} rounds/s`
      const target = perSecond === 10 ? { target: { atMost: 3 } } : {}
      const note = "what each second's heads and rows cost is counted too"
      rows.push(row({ suite: "relay", name: what, unit: "fsyncs", value, note, ...target }))
    }
  }
  return rows
}
