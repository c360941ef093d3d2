import { describe, expect, test } from "vitest"

import { isSound, judge } from "../../../shared/dialogue/judge.ts"
import type { OpenedMessage } from "../../../shared/dialogue/opened.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import type { DeviceId } from "../../../shared/records/names.ts"
import { exampleStatement } from "../catalogue/example.ts"
import { answer, dialogueOf, get, id, tell } from "./desk.ts"

/** The faults of the last of these messages. */
function faults(...opened: readonly OpenedMessage[]): readonly string[] {
  const last = opened.at(-1)
  if (last === undefined) throw new Error("no message")
  const state = dialogueOf(...opened)
  return judge(state, get(state, Number.parseInt(last.message, 16))).faults
}

const launch = tell(1, "NT-05")

test("[DLG2] a well-made message has no fault", () => {
  expect(faults(launch)).toEqual([])
  expect(faults(launch, answer(2, "AK-01", { ref: id(1) }))).toEqual([])
})

describe("[DLG3] an envelope that owes other stages than its statement's class is refused", () => {
  test.each([[[]], [["read"]], [["read", "understood"]]] as const)("owing %j", (owes) => {
    expect(faults({ ...launch, owes })).toEqual(["owes"])
  })

  test("also when it owes more", () => {
    expect(faults({ ...launch, owes: ["read", "understood", "authority", "answered"] })).toEqual([
      "owes",
    ])
  })
})

describe("[DLG4] a type that needs two officers with one is not properly released", () => {
  const alone = { drafted: undefined }
  const preauthorised = ["NT-05"]

  test("none, and the same officer twice", () => {
    expect(faults({ ...launch, ...alone })).toEqual(["officers"])
    expect(faults({ ...launch, drafted: launch.released })).toEqual(["officers"])
  })

  test("one is enough where the charter named by the message lists the type", () => {
    expect(faults({ ...launch, ...alone, preauthorised })).toEqual([])
  })

  test("a correction follows the message it corrects, whichever comes first", () => {
    const cancel = tell(2, "CR-03", { ref: id(1) }, alone)
    expect(faults(launch, cancel)).toEqual(["officers"])
    expect(faults({ ...launch, preauthorised }, { ...cancel, preauthorised })).toEqual([])
  })
})

describe("[DLG15] precedence, authority and references are as the catalogue says", () => {
  test("a precedence that the type does not allow", () => {
    const slow = tell(1, "NT-05", {}, { precedence: "ROUTINE" })
    expect(faults(slow)).toEqual(["precedence"])
  })

  test("an acknowledgement has the precedence of its message, a correction at least that", () => {
    const incident = tell(1, "NT-06", {}, { precedence: "IMMEDIATE" })
    const read = answer(2, "AK-01", { ref: id(1) }, { precedence: "FLASH" })
    expect(faults(incident, read)).toEqual(["precedence"])
    const cancel = tell(2, "CR-03", { ref: id(1) }, { precedence: "PRIORITY" })
    expect(faults(incident, cancel)).toEqual(["precedence"])
    expect(faults(incident, tell(2, "CR-03", { ref: id(1) }))).toEqual([])
  })

  test("a superseding statement keeps to the precedences of the new one", () => {
    const level = tell(1, "TN-01")
    const anew = { ref: id(1), replacement: "TN-01 level=grave" }
    expect(faults(level, tell(2, "CR-02", anew, { precedence: "PRIORITY" }))).toEqual([])
    expect(faults(level, tell(2, "CR-02", anew, { precedence: "FLASH" }))).toEqual(["precedence"])
  })

  test("an authority below the least", () => {
    const authority = "watch-supervisor@2026-11-22T13:50:00Z@FO-221"
    expect(faults(tell(1, "PR-01", { authority }))).toEqual(["authority"])
  })

  test("an authority below the least in a superseding statement", () => {
    const replacement =
      "PR-01 area=ALL; domains=air; from=2026-11-22T14:05:00Z; until=OPEN; authority=watch-officer@2026-11-22T13:50:00Z@X"
    const anew = tell(2, "CR-02", { ref: id(1), replacement })
    expect(faults(tell(1, "PR-01"), anew)).toEqual(["authority"])
  })

  test("a reference that the clear header does not name", () => {
    const read = answer(2, "AK-01", { ref: id(1) }, { references: [] })
    expect(faults(launch, read)).toEqual(["references"])
  })
})

describe("[DLG5] who may answer what", () => {
  test("nobody answers, reads back or decides on their own message", () => {
    for (const code of ["AK-01", "AK-04"] as const) {
      expect(faults(launch, tell(2, code, { ref: id(1) }))).toEqual(["legal"])
    }
    const query = tell(1, "QY-01")
    expect(faults(query, tell(2, "EX-01", { ref: id(1) }))).toEqual(["legal"])
  })

  test("nobody corrects, supersedes or cancels the other side's message", () => {
    const changes = "NT-05 count=2"
    expect(faults(launch, answer(2, "CR-01", { ref: id(1), changes }))).toContain("legal")
    expect(faults(launch, answer(2, "CR-03", { ref: id(1) }))).toContain("legal")
  })

  test("a decision answers a proposal only", () => {
    expect(faults(launch, answer(2, "DC-02", { ref: id(1) }))).toEqual(["legal"])
    expect(faults(tell(1, "PR-01"), answer(2, "DC-02", { ref: id(1) }))).toEqual([])
  })

  test("an explanation answers a query, and follows a notice of either side", () => {
    expect(faults(tell(1, "QY-01"), answer(2, "EX-01", { ref: id(1) }))).toEqual([])
    expect(faults(tell(1, "QY-01"), answer(2, "EX-02", { ref: id(1) }))).toEqual(["legal"])
    expect(faults(launch, tell(2, "EX-02", { ref: id(1) }))).toEqual([])
    expect(faults(launch, answer(2, "EX-01", { ref: id(1) }))).toEqual([])
  })

  test("AK-06 speaks of a read-back, not of the message", () => {
    const all = { differing: "ALL-CORRECT" }
    expect(faults(launch, answer(2, "AK-06", { ref: id(1), ...all }))).toEqual(["legal"])
  })
})

describe("[DLG7] a read-back that is not of every critical field, or of another code, is none", () => {
  test.each([
    ["NT-05 count=1; impactArea=zone:K-12", ["values"]],
    ["NT-05 count=1; impactArea=zone:K-12; timeToImpact=3; object=uav", ["values"]],
    ["NT-07 count=1; position=1,1±5; at=2026-11-22T14:05:00Z", ["values"]],
    ["NT-05 count=9; impactArea=UNKNOWN; timeToImpact=3", []],
  ])("%s", (values, expected) => {
    expect(faults(launch, answer(2, "AK-02", { ref: id(1), values }))).toEqual(expected)
  })

  test("what has nothing to read back is not read back", () => {
    const level = tell(1, "TN-01")
    const back = answer(...([2, "AK-02", { ref: id(1), values: "TN-01 level=normal" }] as const), {
      precedence: "PRIORITY",
    })
    expect(faults(level, back)).toEqual(["legal", "values"])
  })

  test("a correction of another type's fields corrects nothing", () => {
    const changes = "NT-07 count=2"
    expect(faults(launch, tell(2, "CR-01", { ref: id(1), changes }))).toEqual(["values"])
  })
})

describe("[DLG14] corrections of corrections end", () => {
  test("a circle of corrections counts for nothing", () => {
    const one = tell(1, "CR-03", { ref: id(2) })
    const two = tell(2, "CR-03", { ref: id(1) })
    expect(faults(one, two)).toContain("chain")
    expect(faults(two, one)).toContain("chain")
    const itself = tell(1, "CR-03", { ref: id(1) })
    expect(faults(itself)).toContain("chain")
  })

  test("so does a chain that is too long, from where it is", () => {
    const chain = Array.from({ length: 40 }, (_, i) => tell(i + 2, "CR-03", { ref: id(i + 1) }))
    const state = dialogueOf(launch, ...chain)
    expect(isSound(state, get(state, 2))).toBe(true)
    expect(judge(state, get(state, 41)).faults).toContain("chain")
  })
})

test("[DLG1] a message about one that has not come yet waits, and counts once it comes", () => {
  const read = answer(2, "AK-01", { ref: id(1) })
  const early = dialogueOf(read)
  expect(judge(early, get(early, 2))).toEqual({ faults: [], waitsFor: id(1) })
  const later = dialogueOf(read, launch)
  expect(isSound(later, get(later, 2))).toBe(true)
})

describe("[DLG21] copies of one message", () => {
  const device = branded<DeviceId>("a2".repeat(16))

  test("two releasers of one draft make one message, and one proper copy is enough", () => {
    const second = { ...launch, device, serial: "A2-0001", released: "officer three" }
    const improper = { ...second, drafted: undefined }
    for (const copy of [second, improper]) {
      const state = dialogueOf(launch, copy)
      expect(state.held.size).toBe(1)
      expect(get(state, 1).copies.size).toBe(2)
      expect(isSound(state, get(state, 1))).toBe(true)
    }
  })

  test("one id with two statements says nothing", () => {
    const other = { ...launch, device, statement: exampleStatement("NT-05", { count: "2" }) }
    expect(faults(launch, other)).toEqual(["contents"])
  })
})

test("[DLG22] the other side's use of an id is a message of its own and moves nothing", () => {
  const stolen = answer(1, "NT-05", { count: "9" })
  const state = dialogueOf(launch, stolen, answer(2, "AK-01", { ref: id(1) }))
  expect(state.held.size).toBe(3)
  expect(isSound(state, get(state, 1))).toBe(true)
  expect(get(state, 1).side).toBe("A")
  expect(isSound(state, get(state, 2))).toBe(true)
})
