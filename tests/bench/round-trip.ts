// From one desk's circuit to the other's through the relay with its embedded journal, at a steady rate, against the least that a
// relay can be. In turns in one run, so that whatever else the machine does meets both. The clock of a round starts when it is
// due, not when it gets away: a way that cannot keep the rate shows it.

import { setTimeout as after } from "node:timers/promises"

import type { FoundedLine } from "../support/founded-line.ts"
import { LineOfProcesses } from "../support/line-of-processes.ts"
import { startBareRelay } from "./bare-relay.ts"
import { rowOf, type Row } from "./row.ts"
import { lettersOf, payloadBytes, type Letter } from "./round-trip-letters.ts"
import { throughBareRelay, throughRelay, type Way } from "./round-trip-ways.ts"
import { summary } from "./stopwatch.ts"

interface Pace {
  readonly perSecond: number
  readonly seconds: number
}

/** A circuit may say 50 frames a second, and 200 at once: so many desks may say 500 for as long as a turn lasts. */
const senders = 5
const turns = 2
const paces: readonly Pace[] = [
  { perSecond: 50, seconds: 2.5 },
  { perSecond: 500, seconds: 1.5 },
]
/** How long after the last round of a turn one may still arrive. */
const patienceMs = 1_500

interface Tally {
  readonly roundsMs: number[]
  lost: number
  spentMs: number
}

/** Sends letters in turn from all senders at the pace, and measures each from when it was due. */
class Turn {
  readonly #due = new Map<string, number>()
  readonly #tally: Tally

  constructor(tally: Tally) {
    this.#tally = tally
  }

  delivered(mark: string): void {
    const due = this.#due.get(mark)
    if (due === undefined) return
    this.#due.delete(mark)
    this.#tally.roundsMs.push(performance.now() - due)
  }

  async run(way: Way, letters: readonly (readonly [number, Letter])[], pace: Pace): Promise<void> {
    const start = performance.now()
    let sent = 0
    while (sent < letters.length) {
      const owed = Math.min(letters.length, ((performance.now() - start) / 1_000) * pace.perSecond)
      for (; sent < owed; sent += 1)
        this.#send(way, letters[sent], start + (sent * 1_000) / pace.perSecond)
      await after(1)
    }
    const end = performance.now() + patienceMs
    while (this.#due.size > 0 && performance.now() < end) await after(5)
    this.#tally.spentMs += performance.now() - start
    this.#tally.lost += this.#due.size
  }

  #send(way: Way, letter: readonly [number, Letter] | undefined, due: number): void {
    if (letter === undefined) return
    this.#due.set(letter[1].mark, due)
    way.send(...letter)
  }
}

/** Letters of all senders in turn; each sender's in the order of its chain. */
function dealt(founded: FoundedLine, count: number): (readonly [number, Letter])[] {
  const each = Math.ceil(count / senders)
  const hands = Array.from({ length: senders }, (_, n) => lettersOf(founded, n, each))
  return Array.from({ length: each }, (_, i) =>
    hands.flatMap((hand, n) => {
      const letter = hand[i]
      return letter === undefined ? [] : [[n, letter] as const]
    }),
  ).flat()
}

export async function benchRoundTrips(): Promise<readonly Row[]> {
  const line = await LineOfProcesses.found({ callSigns: ["B1"], furtherSenders: senders })
  const bare = await startBareRelay()
  try {
    await line.startRelay("N")
    return await measured(line.founded, line.founders.urls.N, bare.url)
  } finally {
    await line.dispose()
    await bare.end()
  }
}

async function measured(
  founded: FoundedLine,
  url: string,
  bareUrl: string,
): Promise<readonly Row[]> {
  let turn: Turn | undefined
  const wish = { senders, onDelivered: (mark: string) => turn?.delivered(mark) }
  const total = paces.reduce((sum, pace) => sum + turns * pace.perSecond * pace.seconds, 0)
  // Before any circuit is open: sealing leaves no time for heartbeats.
  const letters = dealt(founded, total)
  const ways = [await throughRelay(founded, url, wish), await throughBareRelay(bareUrl, wish)]
  const tallies = paces.map(() => ways.map((): Tally => ({ roundsMs: [], lost: 0, spentMs: 0 })))
  for (let i = 0; i < turns; i += 1) {
    for (const [p, pace] of paces.entries()) {
      const share = letters.splice(0, pace.perSecond * pace.seconds)
      for (const [w, way] of ways.entries()) {
        const tally = tallies[p]?.[w]
        if (tally === undefined) continue
        turn = new Turn(tally)
        await turn.run(way, share, pace)
      }
    }
  }
  for (const way of ways) way.close()
  return paces.flatMap((pace, p) => rowFor(pace, tallies[p] ?? []))
}

function rowFor(pace: Pace, [own, bare]: readonly Tally[]): readonly Row[] {
  if (own === undefined || bare === undefined) return []
  const time = inMicroseconds(own)
  const floor = { name: "a bare ws relay", ...inMicroseconds(bare) }
  const name = `${String(pace.perSecond)} rounds/s of ${String(payloadBytes)} B through the relay`
  return [rowOf({ suite: "round trip", name, time, note: noteOf(pace, own, bare) }, floor)]
}

function inMicroseconds({ roundsMs }: Tally): {
  readonly medianUs: number
  readonly p99Us: number
} {
  return summary(roundsMs.map((ms) => ms * 1_000))
}

function noteOf(pace: Pace, own: Tally, bare: Tally): string {
  const rate = own.roundsMs.length / (own.spentMs / 1_000)
  const isReached = own.lost === 0 && rate >= pace.perSecond * 0.95
  const said = isReached
    ? "rate held"
    : `NOT REACHED: ${rate.toFixed(0)}/s, ${String(own.lost)} late`
  const bareP99 = inMicroseconds(bare).p99Us
  return `${said}; ${String(own.roundsMs.length)} rounds; bare p99 ${bareP99.toFixed(0)} µs`
}
