// A flood at a scale that a small machine carries beside its other work: on one line four devices that say just less than a
// circuit may, four that say 200 frames a second and come back whenever they are cut, 150 connections that say half a request,
// twenty handshakes of rubbish a second. The whole scale is in the bench, with `--long`.

import { afterEach, expect, test } from "vitest"

import type { ErrorCode } from "../../shared/errors.ts"
import { Flood } from "../bench/relay/flood.ts"
import { foundLines, startParley, type ParleyRelay } from "../bench/relay/parley-relay.ts"
import { residentKibOf } from "../bench/relay/process-cost.ts"
import { Rounds } from "../bench/relay/rounds.ts"
import { ParleyWay, Place } from "../bench/relay/way.ts"

const wish = {
  devicesWithin: 4,
  devicesBeyond: 4,
  framesBeyond: 200,
  silentSockets: 150,
  junkPerSecond: 20,
} as const
/** Long enough for silent connections to be ended, and others to take their place. */
const seconds = 12
const memoryMaxKib = 512 * 1_024

let relay: ParleyRelay | undefined
let flood: Flood | undefined

afterEach(async () => {
  flood?.end()
  flood = undefined
  await relay?.end()
  relay = undefined
})

test("[ADM20, ADM21, CIR9, CIR10] while others flood a relay no FLASH is refused or lost, and its memory is bounded", async () => {
  const devices = wish.devicesWithin + wish.devicesBeyond
  const lines = foundLines(1, { callSigns: ["A1", "B1"], furtherSenders: devices })
  const [line] = lines
  if (line === undefined) throw new Error("a line")
  relay = await startParley(lines)
  const way = await ParleyWay.through(relay.url, new Place(line, 0))
  const refused: ErrorCode[] = []
  way.onRefused = (code) => refused.push(code)
  flood = await Flood.begin(relay.url, lines, wish)
  const rounds = new Rounds([way])
  await rounds.atPace(5, seconds)
  flood.end()
  way.close()
  expect(refused).toEqual([])
  expect(rounds.doneMs).toHaveLength(5 * seconds)
  expect(residentKibOf(relay.pid) ?? 0).toBeLessThan(memoryMaxKib)
  // There was a flood, and the relay did something about each part of it.
  const { said, cut, silentEnded, junk } = flood.counts
  expect(flood.counts.refused).toBeGreaterThan(500)
  expect(said).toBeGreaterThan(1_500)
  expect(cut).toBeGreaterThanOrEqual(wish.devicesBeyond)
  expect(silentEnded).toBeGreaterThanOrEqual(wish.silentSockets)
  expect(junk).toBeGreaterThan(5 * seconds)
}, 120_000)
