import { describe, expect, test } from "vitest"

import { nextSteps, quoted } from "../../../../client/cli/practice/next-steps.ts"
import { dataFolder } from "../../../../client/cli/practice/layout.ts"
import { parseParameters } from "../../../../shared/catalogue/compose.ts"
import { noon } from "../scripted-terminal.ts"

const homes = new Map([
  ["a-1", "/srv/parley/data/a-1"],
  ["b-1", "/srv/parley/data/b-1"],
])
const checkout = { folder: "/srv/parley", isCheckout: true, now: noon }

describe("what to type next", () => {
  test("is a statement that can be sent as it stands", () => {
    const shown = nextSteps(homes, checkout)
    const given = Array.from(shown.matchAll(/--param '?([^=\s]+)=([^'\s]+)'?/gu), (found) => {
      return [found[1] ?? "", found[2] ?? ""] as const
    })
    expect(parseParameters("NT-05", Object.fromEntries(given))).toMatchObject({ ok: true })
  })

  test("names homes from where the reader stands", () => {
    const shown = nextSteps(homes, checkout)
    expect(shown).toContain("npm run -s parley -- --home data/b-1 watch")
    const elsewhere = nextSteps(homes, { folder: "/home", isCheckout: false, now: noon })
    expect(elsewhere).toContain("  parley --home /srv/parley/data/b-1 watch")
  })

  test("survives a shell", () => {
    expect(quoted("plain/path-1")).toBe("plain/path-1")
    expect(quoted("two words")).toBe("'two words'")
    expect(quoted("o'clock $HOME")).toBe(String.raw`'o'\''clock $HOME'`)
  })
})

describe("the data folder", () => {
  test("is the one that is named, else beside the sources", () => {
    expect(dataFolder({ PARLEY_DATA: "/srv/drill" })).toBe("/srv/drill")
    expect(dataFolder({}).endsWith("/data")).toBe(true)
  })
})
