import { describe, expect, test } from "vitest"

import { Acts } from "../../../client/sdk/acts.ts"
import { Pump } from "../../../client/sdk/pump.ts"
import { DeskBench, line } from "./desk-bench.ts"

const letter = {
  precedence: "FLASH",
  owes: [],
  references: [],
  payload: new Uint8Array(1),
} as const
const sides = { N: line.relays.N.entry.operator, S: line.relays.S.entry.operator } as const

/** Which relays a draft for a second officer has gone to, with only these attached for a good while. */
function posted(attached: readonly ("N" | "S")[], mayGoElsewhere: boolean): readonly string[] {
  const bench = new DeskBench("A1")
  bench.waits(250)
  bench.passes(6_000)
  for (const relay of attached) bench.attaches(relay)
  new Acts(bench.parts).requestRelease(letter, bench.now, mayGoElsewhere)
  const sent: string[] = []
  for (const link of bench.parts.links.values()) {
    link.circuit.send = (frame) => {
      if (frame.kind === "desk-mail") sent.push(sides[link === bench.link("N") ? "N" : "S"])
      return true
    }
  }
  new Pump(bench.parts).post(bench.now)
  return sent
}

describe("desk mail of a party", () => {
  test("[GRD14] goes to the relay that the party operates, and to no other", () => {
    expect(posted(["N", "S"], false)).toEqual(["A"])
    expect(posted(["N", "S"], true)).toEqual(["A"])
  })

  test("[GRD14] waits while that one does not answer", () => {
    expect(posted(["S"], false)).toEqual([])
  })

  test("[GRD14] goes elsewhere only then, and only where the officer has agreed", () => {
    expect(posted(["S"], true)).toEqual(["B"])
  })
})
