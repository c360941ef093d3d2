import { describe, expect, test } from "vitest"

import { officersNeeded } from "../../../shared/catalogue/release.ts"
import type { Said } from "../../../shared/catalogue/substance.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import type { MessageId, Precedence } from "../../../shared/records/names.ts"
import { exampleParams } from "./example.ts"

const first = branded<MessageId>("01".repeat(16))
const second = branded<MessageId>("02".repeat(16))

interface Case {
  readonly precedence?: Precedence
  readonly preauthorised?: readonly string[]
  readonly held?: Readonly<Record<string, Said>>
}

function officers(said: Said, { precedence, preauthorised, held }: Case = {}): 1 | 2 {
  return officersNeeded(said, {
    precedence: precedence ?? "FLASH",
    preauthorised: preauthorised ?? [],
    saidIn: (message) => held?.[message],
  })
}

const say = (code: Said["code"], typed: Readonly<Record<string, string>> = {}): Said => ({
  code,
  params: exampleParams(code, typed),
})

describe("[CAT17] the release rule of a type", () => {
  test.each(["LC-01", "AK-02", "NT-06", "NT-11", "QY-02", "EX-02", "AS-04", "OW-01"] as const)(
    "%s takes one",
    (code) => {
      expect(officers(say(code))).toBe(1)
    },
  )

  test.each(["NT-01", "WN-03", "AS-02", "PR-01", "DC-01", "DC-02", "DC-03", "TN-01"] as const)(
    "%s takes two, listed or not",
    (code) => {
      expect(officers(say(code), { preauthorised: [code] })).toBe(2)
    },
  )

  test.each(["NT-04", "NT-05", "QY-01", "WN-01"] as const)(
    "%s takes one in FLASH where the charter lists it, else two",
    (code) => {
      expect(officers(say(code), { preauthorised: [code] })).toBe(1)
      expect(officers(say(code), { preauthorised: [] })).toBe(2)
      expect(officers(say(code), { preauthorised: [code], precedence: "IMMEDIATE" })).toBe(2)
    },
  )
})

describe("[CAT29] a proposal to talk", () => {
  test.each([
    ["watch-officer", "FLASH", 1],
    ["watch-officer", "IMMEDIATE", 2],
    ["watch-supervisor", "FLASH", 2],
    ["head-of-government", "FLASH", 2],
  ] as const)("at the level of %s in %s takes %i", (level, precedence, needed) => {
    expect(officers(say("PR-04", { level }), { precedence })).toBe(needed)
    expect(officers(say("PR-04", { level }), { precedence, preauthorised: ["PR-04"] })).toBe(needed)
  })
})

describe('[CAT18] "not ours" takes two', () => {
  test.each([
    ["ours", 1],
    ["unknown", 1],
    ["not-ours", 2],
    ["yours", 2],
    ["third-party", 2],
  ] as const)("EX-01 with %s takes %i", (ownership, needed) => {
    expect(officers(say("EX-01", { ownership }), { preauthorised: ["EX-01"] })).toBe(needed)
  })

  test("a detected object that is not ours takes two, listed or not", () => {
    expect(officers(say("NT-07"), { preauthorised: ["NT-07"] })).toBe(2)
  })
})

describe("[CAT19] a correction takes what it refers to takes", () => {
  const cancel = say("CR-03", { ref: first })

  test("one where that took one, two where that took two", () => {
    expect(officers(cancel, { held: { [first]: say("NT-06") } })).toBe(1)
    expect(officers(cancel, { held: { [first]: say("TN-01") } })).toBe(2)
  })

  test("pre-authorisation goes with it", () => {
    const held = { [first]: say("NT-05") }
    expect(officers(cancel, { held, preauthorised: ["NT-05"] })).toBe(1)
    expect(officers(cancel, { held, preauthorised: ["CR-03"] })).toBe(2)
  })

  test("two where the message is not held", () => {
    expect(officers(cancel)).toBe(2)
  })

  test("through a correction of a correction", () => {
    const held = { [first]: say("CR-03", { ref: second }), [second]: say("TN-01") }
    expect(officers(cancel, { held })).toBe(2)
    expect(officers(cancel, { held: { ...held, [second]: say("NT-06") } })).toBe(1)
  })

  test("a circle of corrections takes two", () => {
    const held = { [first]: say("CR-03", { ref: second }), [second]: say("CR-03", { ref: first }) }
    expect(officers(cancel, { held })).toBe(2)
  })

  test('"ours" is not turned into "not ours" by one officer', () => {
    const held = { [first]: say("EX-01", { ownership: "ours" }) }
    const corrected = (changes: string): Said => say("CR-01", { ref: first, changes })
    expect(officers(corrected("EX-01 confidence=assessed"), { held })).toBe(1)
    expect(officers(corrected("EX-01 ownership=not-ours"), { held })).toBe(2)
    const anew = `EX-01 ref=${second}; ownership=not-ours; object=uav; confidence=assessed`
    expect(officers(say("CR-02", { ref: first, replacement: anew }), { held })).toBe(2)
  })

  test("one officer may always hold a message back; lifting that takes what the message took", () => {
    const hold = say("CR-03", { ref: second, cause: "unconfirmed" })
    expect(officers(hold)).toBe(1)
    const held = { [first]: hold, [second]: say("TN-01") }
    expect(officers(cancel, { held })).toBe(2)
  })
})
