import { describe, expect, test } from "vitest"

import { limits } from "../../../shared/limits.ts"
import type { Precedence } from "../../../shared/records/names.ts"
import { noneSpent, rested, spent, type Quotas } from "../../../server/core/quotas.ts"
import type { CallSign } from "../../support/practice-line.ts"
import { LineBench, practice } from "./line-bench.ts"
import { acceptedElsewhere, mailFrom } from "./tellings.ts"

const { state } = LineBench.opened().relay.folded
const piece = 1024 * 1024

interface Flood {
  readonly quotas: Quotas
  readonly pieces: number
}

/** As many pieces as are taken. */
function flood(quotas: Quotas, from: CallSign, precedence: Precedence, mono = 0): Flood {
  const { device } = practice.devices[from]
  let left = quotas
  for (let pieces = 0; ; pieces += 1) {
    const next = spent(left, state, { device, bytes: piece, precedence, mono })
    if (next === undefined) return { quotas: left, pieces }
    left = next
  }
}

const burst = limits.deviceBytesBurst / piece

describe("the quota of a device", () => {
  test("[ADM21] stops ROUTINE at seven tenths, IMMEDIATE at nine, and FLASH at the whole", () => {
    const routine = flood(noneSpent, "A1", "ROUTINE")
    const immediate = flood(routine.quotas, "A1", "IMMEDIATE")
    const flash = flood(immediate.quotas, "A1", "FLASH")
    expect(routine.pieces).toBe(Math.floor(0.7 * burst))
    expect(routine.pieces + immediate.pieces).toBe(Math.floor(0.9 * burst))
    expect(routine.pieces + immediate.pieces + flash.pieces).toBe(burst)
  })

  test("[ADM21] leaves another device what it has, and fills again with time", () => {
    const { quotas } = flood(noneSpent, "A1", "FLASH")
    expect(flood(quotas, "A2", "ROUTINE").pieces).toBe(Math.floor(0.7 * burst))
    const later = (1_000 * 3 * piece) / limits.deviceBytesPerSecond
    expect(flood(quotas, "A1", "FLASH", later).pieces).toBe(3)
  })

  test("[ADM21] that is full again is not remembered", () => {
    const { quotas } = flood(noneSpent, "A1", "FLASH")
    expect(rested(quotas, 0).devices.size).toBe(1)
    const full = (1_000 * limits.deviceBytesBurst) / limits.deviceBytesPerSecond
    expect(rested(quotas, full).devices.size).toBe(0)
  })
})

describe("the quota of a party", () => {
  /** A party whose devices have had nearly all that it may. */
  const share = limits.partyBytesBurst
  const used = { tokens: limits.partyBytesBurst - 0.71 * share, at: 0 }
  const quotas: Quotas = { devices: new Map(), parties: new Map([["A", used]]) }

  test("[ADM21] stops each of its devices, FLASH last, and none of the other party's", () => {
    expect(flood(quotas, "A2", "ROUTINE").pieces).toBe(0)
    expect(flood(quotas, "A2", "FLASH").pieces).toBeGreaterThan(0)
    expect(flood(quotas, "B1", "ROUTINE").pieces).toBeGreaterThan(0)
  })
})

describe("a device that has used up its quota", () => {
  function usedUp(): { readonly bench: LineBench; readonly a: number } {
    const bench = LineBench.opened()
    const left = { tokens: limits.deviceBytesBurst / 10, at: bench.mono }
    const devices = new Map([[practice.devices.A1.device, left]])
    bench.relay = { ...bench.relay, quotas: { devices, parties: new Map() } }
    return { bench, a: bench.attach("A1") }
  }

  test("[ADM21] is refused everything but FLASH, also on a new circuit", () => {
    const { bench, a } = usedUp()
    const end = bench.story.endOf("A1")
    bench.submit(a, 1, bench.story.northSends())
    bench.story.goBack("A1", end)
    bench.submit(a, 2, bench.story.northSends({ precedence: "FLASH" }))
    bench.say(a, { kind: "desk-mail", mail: mailFrom("A1", ["A2"]) })
    const again = bench.attach("A1")
    bench.submit(again, 3, bench.story.northSends())
    expect([
      bench.refusalOf(a, 1)?.code,
      bench.refusalOf(a, 2)?.code,
      bench.refusalOf(a, 0)?.code,
      bench.refusalOf(again, 3)?.code,
    ]).toEqual(["relay/full", undefined, "relay/full", "relay/full"])
  })

  test("[ADM21] still carries what others have signed", () => {
    const { bench, a } = usedUp()
    const record = bench.story.southSends()
    bench.submit(a, 1, { record, carried: acceptedElsewhere(bench, "B1", record) })
    expect([bench.refusalOf(a, 1), bench.acceptedIn(a, 1)]).toEqual([undefined, [record.hash]])
  })
})
