import { describe, expect, test } from "vitest"

import { Presence } from "../../../client/sdk/presence.ts"
import type { Now } from "../../../client/sdk/ports.ts"
import { decodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import { alive } from "../../../shared/records/alive.ts"
import { valueOf } from "../../support/practice-line.ts"
import { Scene } from "../sdk-view/scene.ts"
import { crypto, identityOf, line, start } from "./desk-bench.ts"

const { relay } = line.relays.N
const { device } = line.devices.B1
const day = 86_400_000

/** What a desk at A that has just started makes of a proof that B1 signed at `signedAt` and that a relay calls fresh. */
function ageAt(signedAt: number, now: Now): number | undefined {
  const [proof] = new Presence(crypto, identityOf("B1")).sign(line.state, relay, {
    wall: signedAt,
    mono: 0,
  })
  const observer = new Presence(crypto, identityOf("A1"))
  if (proof !== undefined) observer.hear(line.state, { relay, alive: proof, ageMs: 0 }, now)
  return observer.ageMs(device, now)
}

describe("a proof of life that is all an observer has", () => {
  test("[GRD12] played again a day later is a day old, and staffs no desk", () => {
    const now = { wall: start + day, mono: 50 }
    expect(ageAt(start, now)).toBe(day - 60_000)
  })

  test("[GRD12] by a device whose clock is off by less than a minute is fresh", () => {
    expect(ageAt(start - 59_000, { wall: start, mono: 50 })).toBe(0)
    expect(ageAt(start + 59_000, { wall: start, mono: 50 })).toBe(0)
  })
})

describe("[BRW7] a desk that cannot call its officer", () => {
  test("says at once that nobody is on watch, whatever watch record stands, until it can", () => {
    const scene = new Scene()
    scene.admit(scene.story.takesWatch("A1"))
    const { presence, union } = scene.parts
    const saysOnWatch = (): readonly boolean[] =>
      presence
        .sign(union.state, relay, scene.now)
        .map(({ core }) => valueOf(decodeAs(alive, core, limits.recordBytesMax)).onWatch)
    expect(saysOnWatch()).toEqual([true])
    presence.setArmed(false)
    expect(saysOnWatch()).toEqual([false])
    presence.setArmed(false)
    expect(saysOnWatch()).toEqual([])
    presence.setArmed(true)
    expect(saysOnWatch()).toEqual([true])
  })
})
