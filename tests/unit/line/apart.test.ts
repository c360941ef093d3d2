// Nothing in common between two parties: no root key, no promise, no device key. Signed by everybody, and refused all the same.

import { describe, expect, test } from "vitest"

import { sharedKeyFault, sharedRootFault } from "../../../shared/line/apart.ts"
import { currentCharter, currentRoster } from "../../../shared/line/agreement.ts"
import { practiceLine } from "../../support/practice-line.ts"
import { present } from "../../../shared/assert.ts"

const line = practiceLine()
const [a, b] = [line.roots.A[0], line.roots.B[0]].map((each) => present(each, "a root").document)
const [ours, theirs] = [present(a, "A"), present(b, "B")]
const roster = present(currentRoster(line.state, "A"), "A has a roster")
const other = present(currentRoster(line.state, "B"), "B has a roster")
const charter = currentCharter(line.state)
const [first, second] = roster.devices.map((device) => device)

describe("roots of two parties", () => {
  test("[FND13] share no key and promise no common next root", () => {
    expect(sharedRootFault(ours, theirs)).toBeUndefined()
    expect(sharedRootFault(ours, { ...theirs, nextCommit: ours.nextCommit })).toBeDefined()
    const keys = [...theirs.keys.slice(1), ...ours.keys.slice(0, 1)]
    expect(sharedRootFault(ours, { ...theirs, keys })).toBeDefined()
  })
})

describe("keys of a roster", () => {
  test("[FND13] serve one device or relay, in one role", () => {
    expect(sharedKeyFault(roster, other, charter)).toBeUndefined()
    const [foreign] = other.devices
    const one = present(first, "a first device")
    const witnessKeys = [
      foreign?.witnessKey,
      foreign?.signingKey,
      second?.witnessKey,
      one.signingKey,
      charter.relays[0]?.logKey,
    ]
    for (const witnessKey of witnessKeys) {
      const planted = { ...one, witnessKey: present(witnessKey, "a key to copy") }
      const devices = [planted, ...roster.devices.slice(1)]
      expect(sharedKeyFault({ ...roster, devices }, other, charter)).toBeDefined()
    }
  })
})
