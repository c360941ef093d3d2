import { describe, expect, test } from "vitest"

import { proposeCharter, type LineTerms } from "../../../../client/sdk/ceremony/line-terms.ts"
import { catalogueHash } from "../../../../shared/catalogue/hash.ts"
import { crypto, proposed, terms } from "./two-parties.ts"

function faultOf(change: Partial<LineTerms>): string {
  const made = proposeCharter(crypto.random, { ...terms, ...change })
  return made.ok ? "none" : made.detail
}

describe("the terms of a line", () => {
  test("go into the charter as they were agreed, with the catalogue of this program", () => {
    const { core } = proposed
    expect(core).toMatchObject({
      version: 0,
      mode: "exercise",
      languages: terms.languages,
      preauthorised: terms.preauthorised,
      telephone: terms.telephone,
      relays: terms.relays,
      catalogue: { hash: catalogueHash() },
    })
    expect(core.evidence).toContain("can prove")
  })

  test("make another line each time", () => {
    const other = proposeCharter(crypto.random, terms)
    expect(other.ok && other.value.hash).not.toBe(proposed.hash)
  })

  test("[CER4] of a live line leave out languages whose texts are not reviewed", () => {
    expect(faultOf({ mode: "live" })).toContain("not reviewed")
    expect(faultOf({ mode: "exercise" })).toBe("none")
  })

  test.each([
    [{ languages: { A: "en", B: "eo" } }, "not eo"],
    [{ preauthorised: { A: ["NT-01"], B: [] } }, "NT-01"],
    [{ preauthorised: { A: [], B: ["XX-99"] } }, "XX-99"],
  ] satisfies readonly (readonly [Partial<LineTerms>, string])[])(
    "name only what the catalogue has: %j",
    (change, fault) => {
      expect(faultOf(change)).toContain(fault)
    },
  )
})
