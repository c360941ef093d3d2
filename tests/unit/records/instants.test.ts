// Times from outside: a number that no calendar has must not come as far as whoever writes it as a date or adds to it.

import { describe, expect, test } from "vitest"

import { encodeItem } from "../../../shared/encoding/cbor.ts"
import type { Item } from "../../../shared/encoding/item.ts"
import { branded, decodeAs, encodeAs, type Schema } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import type { RelayId } from "../../../shared/records/names.ts"
import { relayed } from "../../../shared/records/relayed.ts"
import { clockClaim, fact } from "../../../shared/records/stage.ts"
import { watch } from "../../../shared/records/watch.ts"
import { relayFrame } from "../../../shared/wire/frames.ts"
import { RelayClock } from "../../../client/sdk/relay-clock.ts"
import { LineBench } from "../server/line-bench.ts"

const last = limits.instantMax
const beyond = last + 1

function codeOf<T>(schema: Schema<T>, item: Item): string {
  const read = decodeAs(schema, encodeItem(item), limits.frameBytesMax)
  return read.ok ? "read" : read.code
}

const [hash, id] = [new Uint8Array(32), new Uint8Array(16)]

/** What a stranger may date: the end of a watch, a stand-by, a step, the clocks of a relay. */
const dated: readonly (readonly [string, (t: number) => string])[] = [
  ["a stand-by", (t) => codeOf(fact, [8, t])],
  ["a step of the ladder", (t) => codeOf(relayed, [20, hash, id, 0, 0, 0, t, []])],
  ["a relay's clock", (t) => codeOf(relayFrame, [5, 1, 0, t, t, 0, []])],
  ["what a relay says that we sent", (t) => codeOf(relayFrame, [5, 1, t, 0, 0, 0, []])],
]

describe("a time", () => {
  test.each(dated)("[TIM7] of %s ends with the year 9999", (_, codeAt) => {
    expect([codeAt(last), codeAt(beyond)]).toEqual(["read", "form/malformed"])
  })

  test("[TIM7] of the end of a watch ends with the year 9999", () => {
    const { story } = LineBench.opened()
    expect(encodeAs(watch, story.takesWatch("B1", last).core)).toBeInstanceOf(Uint8Array)
    expect(() => story.takesWatch("B1", beyond)).toThrow("no whole number")
  })

  test("[TIM7] of a relay is never so far off that a device cannot say how far", () => {
    const clock = new RelayClock(branded<RelayId>("3a".repeat(8)))
    clock.exchange(1_000, { received: last, answered: last }, { wall: 1_000, mono: 1_000 })
    const claim = clock.claim({ wall: 1_000, mono: 1_000 })
    expect(claim?.offset).toBe(last - 1_000)
    expect(claim && encodeAs(clockClaim, claim)).toBeInstanceOf(Uint8Array)
  })
})
