// FLASH while others flood the relay, beside FLASH while nobody does.

import { row, type Row } from "../row.ts"
import { summary } from "../stopwatch.ts"
import { Flood, type FloodWish } from "./flood.ts"
import { foundLines, startParley } from "./parley-relay.ts"
import { residentKibOf } from "./process-cost.ts"
import { Rounds } from "./rounds.ts"
import { ParleyWay, Place } from "./way.ts"

const perSecond = 10

/** Fifty devices at 200 frames a second, two thousand silent sockets, where all is wanted. */
export async function benchFlood(isLong: boolean): Promise<readonly Row[]> {
  const wish: FloodWish = isLong
    ? {
        devicesWithin: 5,
        devicesBeyond: 20,
        framesBeyond: 200,
        silentSockets: 2_000,
        junkPerSecond: 200,
      }
    : {
        devicesWithin: 2,
        devicesBeyond: 4,
        framesBeyond: 200,
        silentSockets: 200,
        junkPerSecond: 20,
      }
  const seconds = isLong ? 30 : 8
  const devices = wish.devicesWithin + wish.devicesBeyond
  const lines = foundLines(2, { callSigns: ["A1", "B1"], furtherSenders: devices })
  const relay = await startParley(lines)
  try {
    const ways = await Promise.all(
      lines.map((line, i) => ParleyWay.through(relay.url, new Place(line, i))),
    )
    let refused = 0
    for (const way of ways) way.onRefused = () => (refused += 1)
    const calm = new Rounds(ways)
    await calm.atPace(perSecond, seconds)
    const flood = await Flood.begin(relay.url, lines, wish)
    const flooded = new Rounds(ways)
    await flooded.atPace(perSecond, seconds)
    flood.end()
    for (const way of ways) way.close()
    const note = Object.entries(flood.counts).map(([what, count]) => `${what} ${String(count)}`)
    return rowsOf({
      what: `${String(2 * devices)} devices and ${String(wish.silentSockets)} sockets flood`,
      calm: summary(calm.doneMs).p99Us,
      flooded: summary(flooded.doneMs).p99Us,
      refused,
      mib: (residentKibOf(relay.pid) ?? Number.NaN) / 1_024,
      note: note.join(", "),
    })
  } finally {
    await relay.end()
  }
}

interface Flooded {
  readonly what: string
  /** Milliseconds. */
  readonly calm: number
  readonly flooded: number
  readonly refused: number
  readonly mib: number
  readonly note: string
}

function rowsOf({ what, calm, flooded, refused, mib, note }: Flooded): readonly Row[] {
  return [
    row({
      suite: "flood",
      name: `p99 of a FLASH round while ${what}`,
      unit: "ms",
      value: flooded,
      floor: { name: "the same in calm", value: calm },
      target: { ratioAtMost: 5 },
      note,
    }),
    row({ suite: "flood", name: "the same", unit: "ms", value: flooded, target: { atMost: 250 } }),
    row({
      suite: "flood",
      name: "FLASH refused meanwhile",
      unit: "",
      value: refused,
      target: { atMost: 0 },
    }),
    row({
      suite: "flood",
      name: "memory of the relay after it",
      unit: "MiB",
      value: mib,
      target: { atMost: 512 },
    }),
  ]
}
