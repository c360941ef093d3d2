// A relay that is frozen looks alive to TCP: the socket stays open and nothing comes. The desk decides by its own clock, rings by
// its own clock, and goes on over the other relay while there is one.

import { monitorEventLoopDelay, performance } from "node:perf_hooks"

import { afterEach, beforeEach, expect, test } from "vitest"

import { compressed, defaultProfile } from "../../shared/line/profile.ts"
import { limits } from "../../shared/limits.ts"
import type { MessageId, RelayId } from "../../shared/records/names.ts"
import type { DeskAtWork, NoticeOf } from "../support/desk-at-work.ts"
import { auditOf, faultsOf } from "../support/journal-audit.ts"
import { LineOfProcesses } from "../support/line-of-processes.ts"
import { ladderFaults, losses, repeated } from "./findings.ts"

/** FLASH: read within three seconds, the first step after one and a half. */
const drill = compressed(defaultProfile, 20)
/** A desk looks at its clock four times a second. */
const lookMs = 250

let line: LineOfProcesses | undefined
/** What this process itself was late by: nobody can be told sooner. */
const lag = monitorEventLoopDelay({ resolution: 10 })

beforeEach(() => {
  lag.enable()
})

afterEach(async () => {
  lag.disable()
  await line?.dispose()
  line = undefined
})

async function begin(): Promise<readonly [LineOfProcesses, DeskAtWork, DeskAtWork]> {
  line = await LineOfProcesses.begin({ profile: drill, callSigns: ["A1", "B1"] })
  const [a1, b1] = await Promise.all([line.openDesk("A1"), line.openDesk("B1")])
  await line.untilCurrent()
  lag.reset()
  return [line, a1, b1]
}

/** Milliseconds from a moment until the desk said that its circuit to this relay is down. */
async function toldDownAfter(desk: DeskAtWork, relay: RelayId, from: number): Promise<number> {
  const isTold = () => downs(desk, relay).some(({ at }) => at > from)
  await desk.until("told that the circuit is down", isTold)
  return (downs(desk, relay).find(({ at }) => at > from)?.at ?? Number.NaN) - from
}

function downs(desk: DeskAtWork, relay: RelayId): DeskAtWork["heard"] {
  return desk.heard.filter(({ notice }) => notice.kind === "circuit-down" && notice.relay === relay)
}

function deadBoundMs(): number {
  return limits.lineDeadMs + lookMs + lag.max / 1e6
}

function overdue(desk: DeskAtWork, message: MessageId): readonly NoticeOf<"overdue">[] {
  return desk.notices("overdue").filter(({ point }) => point.message === message)
}

test("one frozen relay is called dead within five seconds, and a FLASH goes over the other", async () => {
  const [relays, a1, b1] = await begin()
  relays.relay("N").signal("SIGSTOP")
  const frozenAt = performance.now()
  const told = await toldDownAfter(a1, relays.relayId("N"), frozenAt)
  expect(told).toBeLessThan(deadBoundMs())
  const message = a1.send("are you there")
  await b1.untilOpened(message)
  b1.report(message, { kind: "read", role: "duty" })
  await a1.untilStage(message, "read")
  relays.relay("N").signal("SIGCONT")
  await relays.untilCurrent()
  const audit = await auditOf(relays)
  expect([...faultsOf(audit), ...losses(audit, [a1, b1])]).toEqual([])
})

test("with both relays frozen a desk says so, and rings for what nobody read, by its own clock", async () => {
  const [relays, a1, b1] = await begin()
  const message = a1.send("are you there")
  await b1.untilOpened(message)
  const frozen = [relays.relay("N"), relays.relay("S")]
  for (const relay of frozen) relay.signal("SIGSTOP")
  const frozenAt = performance.now()
  const told = await Promise.all(relays.relayIds.map((id) => toldDownAfter(a1, id, frozenAt)))
  expect(Math.max(...told)).toBeLessThan(deadBoundMs())
  for (const desk of [a1, b1]) {
    await desk.until("rings", () => overdue(desk, message).length >= 2)
    expect(latenesses(desk, message).every((late) => late > -lookMs)).toBe(true)
    expect(Math.max(...latenesses(desk, message))).toBeLessThan(1_000 + lag.max / 1e6)
    expect(overdue(desk, message).every(({ by }) => by === "our-clock")).toBe(true)
  }

  for (const relay of frozen) relay.signal("SIGCONT")
  const thawedAt = Date.now()
  await relays.untilCurrent()
  b1.report(message, { kind: "read", role: "duty" })
  await a1.untilStage(message, "read")
  const audit = await auditOf(relays)
  const rung = overdue(a1, message).map(({ point }) => point.step)
  expect(repeated(rung)).toEqual([])
  expect([
    ...faultsOf(audit),
    ...losses(audit, [a1, b1]),
    ...ladderFaults(audit, [{ from: 0, until: thawedAt }]),
  ]).toEqual([])
})

/** How long after each step was due the desk rang for it. All clocks here are of one machine. */
function latenesses(desk: DeskAtWork, message: MessageId): readonly number[] {
  return desk.heard.flatMap(({ at, notice }) =>
    notice.kind === "overdue" && notice.point.message === message
      ? [performance.timeOrigin + at - notice.point.dueAt]
      : [],
  )
}
