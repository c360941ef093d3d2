import { describe, expect, test } from "vitest"

import { Hearing } from "../../../client/sdk/hearing.ts"
import type { Alive } from "../../../shared/records/alive.ts"
import { line, start } from "./desk-bench.ts"

const [N, S] = [line.relays.N.relay, line.relays.S.relay]
const { device } = line.devices.B1

/** The wall clock of this desk and that of the device agree, and began when the monotonic clock did. */
const nowAt = (mono: number): { readonly wall: number; readonly mono: number } => ({
  wall: start + mono,
  mono,
})

/** The proof that the device signed at this time of our monotonic clock. */
function proofAt(mono: number, nonce = mono): Alive {
  return { format: 1, line: line.line, device, onWatch: true, nonce, t: start + mono }
}

/** What relays tell, one after another: of which proof, when it is told here, and how old it is called. */
function heard(
  ...told: readonly (readonly [relay: typeof N, signed: number, at: number, ageMs: number])[]
): Hearing {
  const hearing = new Hearing()
  for (const [relay, signed, at, ageMs] of told) {
    hearing.hear(relay, proofAt(signed), at - ageMs, nowAt(at))
  }
  return hearing
}

describe("an old proof of life that a relay calls fresh", () => {
  test("[GRD19] is no younger when it is told again", () => {
    const hearing = heard([N, 1_000, 1_050, 0], [N, 1_000, 9_000, 0])
    expect(hearing.aliveAt).toBe(1_050)
  })

  test("[GRD19] is no younger than another relay's word on it", () => {
    const hearing = heard([N, 1_000, 1_050, 0], [S, 1_000, 3_000, 0])
    expect(hearing.aliveAt).toBe(1_050)
  })

  test("[GRD19] is no younger than the relay's own quickest telling", () => {
    const hearing = heard([N, 1_000, 1_050, 0], [N, 3_000, 12_000, 0])
    expect(hearing.aliveAt).toBe(3_050)
  })

  test("[GRD19] does not outshine the word that is nearer to the device's own time", () => {
    const hearing = heard([S, 1_000, 20_000, 0], [N, 1_000, 20_000, 18_950])
    expect(hearing.aliveAt).toBe(1_050)
  })
})

describe("a fresh proof of life that a relay calls old", () => {
  test("[GRD19] is as fresh as the other relay's word, which is nearer to the device's own time", () => {
    const hearing = heard([N, 30_000, 30_050, 20_000], [S, 30_000, 30_060, 0])
    expect(hearing.aliveAt).toBe(30_060)
  })

  test("[GRD19] is as old as it is called where nobody else tells it", () => {
    expect(heard([N, 30_000, 30_050, 20_000]).aliveAt).toBe(10_050)
  })
})

describe("proofs by a device whose clock was set back", () => {
  test("[GRD19] are dated by what relays tell from then on", () => {
    const hearing = heard([N, 30_000, 30_050, 0])
    hearing.hear(N, proofAt(25_000, 31_000), 32_000, nowAt(32_000))
    expect(hearing.aliveAt).toBe(32_000)
  })
})

test("[GRD19] a relay's word on a proof that is known from it, or long past, changes nothing", () => {
  const hearing = heard([N, 1, 10, 0], [N, 2, 20, 0], [N, 3, 30, 0])
  expect([hearing.knows(N, 2), hearing.knows(S, 2), hearing.knows(S, 0)]).toEqual([
    true,
    false,
    true,
  ])
})
