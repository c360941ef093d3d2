// Many devices at one relay: how many can come a second, strangers and with tickets, and what memory each holds when it is
// there and says no more than its heartbeat. What a client's half of a handshake costs is this process's; by its processor
// time a relay could take more than come here.

import { setTimeout as after } from "node:timers/promises"

import { limits } from "../../../shared/limits.ts"
import type { FoundedLine } from "../../support/founded-line.ts"
import { furtherSender } from "../../support/founded-line.ts"
import { row, type Row } from "../row.ts"
import { BenchCircuit, type Calling } from "./bench-circuit.ts"
import { foundLines, startParley, type ParleyRelay } from "./parley-relay.ts"
import { cpuMsOf, residentKibOf } from "./process-cost.ts"

/** A line has 32 devices at most. */
const devicesOnLine = 28
/** What a relay has to do for others at once while they come: shaking hands is work for both. */
const atOnce = 16
/** Long enough for what the coming has left behind to be swept up. */
const restMs = 10_000

export async function benchCrowd(size: number): Promise<readonly Row[]> {
  const lines = foundLines(Math.ceil(size / devicesOnLine), {
    callSigns: ["A1", "B1"],
    furtherSenders: devicesOnLine,
  })
  const relay = await startParley(lines)
  try {
    return await measured(relay, callingsOf(lines, relay.url).slice(0, size))
  } finally {
    await relay.end()
  }
}

function callingsOf(lines: readonly FoundedLine[], url: string): readonly Calling[] {
  return lines.flatMap((founded) =>
    Array.from({ length: devicesOnLine }, (_, n) => {
      const { device, seed } = furtherSender(founded.practice, n)
      return { founded, url, key: { device, seed }, next: 4 }
    }),
  )
}

interface Coming {
  readonly circuits: readonly BenchCircuit[]
  readonly perSecond: number
  readonly cpuUs: number
  leave(): void
}

async function measured(relay: ParleyRelay, callings: readonly Calling[]): Promise<readonly Row[]> {
  // Once round, so that no figure is of code that runs for the first time.
  const first = await come(relay, callings.slice(0, Math.ceil(callings.length / 4)))
  first.leave()
  await after(limits.heartbeatMs)
  const before = residentKibOf(relay.pid) ?? Number.NaN
  const strangers = await come(relay, callings)
  await after(restMs)
  const kib = ((residentKibOf(relay.pid) ?? Number.NaN) - before) / callings.length
  const tickets = strangers.circuits.map((circuit) => circuit.ticket)
  strangers.leave()
  const ticketed = await come(
    relay,
    callings.map((calling, i) => {
      const ticket = tickets[i]
      return ticket === undefined ? calling : { ...calling, ticket }
    }),
  )
  ticketed.leave()
  const count = String(callings.length)
  return [
    comingRow(`${count} strangers come`, strangers, 500),
    comingRow(`${count} come with a ticket`, ticketed, 2_000),
    row({
      suite: "crowd",
      name: `memory of each of ${count} idle circuits`,
      unit: "KiB",
      value: kib,
      target: { atMost: 16 },
      note: "growth of the resident set after ten seconds of heartbeats",
    }),
  ]
}

async function come(relay: ParleyRelay, callings: readonly Calling[]): Promise<Coming> {
  const circuits: BenchCircuit[] = []
  const heart = setInterval(() => {
    for (const circuit of circuits) circuit.beat()
  }, limits.aliveEveryMs)
  const left = callings.values()
  const before = cpuMsOf([relay.pid]) ?? Number.NaN
  const began = performance.now()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const calling of left) circuits.push(await BenchCircuit.attach(calling))
    }),
  )
  const seconds = (performance.now() - began) / 1_000
  const cpuMs = (cpuMsOf([relay.pid]) ?? Number.NaN) - before
  const count = callings.length
  return {
    circuits,
    perSecond: count / seconds,
    cpuUs: (cpuMs * 1_000) / count,
    leave() {
      clearInterval(heart)
      for (const circuit of circuits) circuit.close()
    },
  }
}

function comingRow(name: string, { perSecond, cpuUs }: Coming, atLeast: number): Row {
  const note = `${cpuUs.toFixed(0)} µs of the relay's CPU each, so ${(1e6 / cpuUs).toFixed(0)}/s a core`
  return row({
    suite: "crowd",
    name,
    unit: "connects/s",
    value: perSecond,
    target: { atLeast },
    note,
  })
}
