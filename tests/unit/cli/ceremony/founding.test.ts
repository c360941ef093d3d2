import { describe, expect, test } from "vitest"

import {
  documentText,
  foundLine,
  judgeCharter,
  proposal,
  readCharter,
  readDocument,
  signersOf,
  withSignature,
} from "../../../../client/sdk/ceremony/founding-document.ts"
import { proposeCharter } from "../../../../client/sdk/ceremony/line-terms.ts"
import { nextRoster } from "../../../../client/sdk/ceremony/next-roster.ts"
import { readRoot, rootOf, rootText } from "../../../../client/sdk/ceremony/party-root.ts"
import { armoured } from "../../../../client/sdk/ceremony/armour.ts"
import { checkFounding, foldFounding } from "../../../../shared/line/founding.ts"
import type { Founding } from "../../../../shared/records/parsed.ts"
import { valueOf } from "../../../support/practice-line.ts"
import { noon } from "../scripted-terminal.ts"
import {
  began,
  charter,
  crypto,
  day,
  deviceCalled,
  north,
  partyOf,
  proposed,
  rootOfVersion,
  rosterWith,
  signed,
  south,
  terms,
} from "./two-parties.ts"

const { signatures } = crypto
const [n0, n1, s0] = [rootOfVersion(north, 0), rootOfVersion(north, 1), rootOfVersion(south, 0)]

describe("a root", () => {
  test("is a party's name, and read from its file", () => {
    expect(readRoot(rootText(n0.bytes))).toMatchObject({
      ok: true,
      value: { party: north.party, document: n0.document },
    })
  })

  test("of a later version names nobody", () => {
    expect(rootOf(n1.bytes)).toMatchObject({ ok: false, code: "roster/refused" })
  })

  test("[CER1] is followed only by the one it has named, and that by the next", () => {
    const change = signed(valueOf(proposal("root", n1.bytes)), n0, n1)
    expect(checkFounding(began, change, signatures)).toEqual({ ok: true, value: "next" })
    const after = foldFounding(began, change)
    const n2 = rootOfVersion(north, 2)
    const second = signed(valueOf(proposal("root", n2.bytes)), n1, n2)
    expect(checkFounding(after, second, signatures)).toEqual({ ok: true, value: "next" })
    const thief = rootOfVersion(partyOf("North"), 1)
    const stolen = signed(valueOf(proposal("root", thief.bytes)), n0, thief)
    expect(checkFounding(began, stolen, signatures)).toMatchObject({ ok: false })
  })

  test("[CER1] has keys of its own: no custodian's key opens two roots", () => {
    const keys = north.roots.flatMap(({ document }) =>
      document.keys.map((key) => Buffer.from(key).toString("hex")),
    )
    expect(new Set(keys).size).toBe(9)
  })
})

describe("a signature", () => {
  test("is added to those that are there, once for each key", () => {
    const [first = n0.bytes, second = n0.bytes] = n0.seeds
    const once = valueOf(withSignature(signatures, proposed, first))
    const twice = valueOf(withSignature(signatures, once, first))
    const both = valueOf(withSignature(signatures, twice, second))
    expect(twice.signed).toEqual(once.signed)
    expect(signersOf(proposed, n0.document, signatures)).toEqual([])
    expect(signersOf(both, n0.document, signatures)).toEqual([1, 2])
    expect(signersOf(both, s0.document, signatures)).toEqual([])
  })

  test("survives the way through a file", () => {
    expect(valueOf(readDocument(documentText(charter)))).toEqual(charter)
    expect(valueOf(readCharter(documentText(charter)))).toEqual(charter)
  })
})

describe("documents", () => {
  const a1 = rosterWith(began, "A", [deviceCalled("A1")])
  const withA1 = foldFounding(began, a1)
  const a2 = rosterWith(withA1, "A", [deviceCalled("A2")])
  const b1 = rosterWith(began, "B", [deviceCalled("B1", south.party)])

  test("[CER3] found a line in whatever order they come", () => {
    const orders: readonly (readonly Founding[])[] = [
      [a1, a2, b1],
      [a2, b1, a1],
      [b1, a2, a1, a1, charter],
    ]
    for (const order of orders) {
      const { parties } = valueOf(foundLine(charter, order, signatures))
      expect([parties.A.rosters.length, parties.B.rosters.length]).toEqual([2, 1])
    }
  })

  test("[CER3] of before and after a change of root found it too", () => {
    const change = signed(valueOf(proposal("root", n1.bytes)), n0, n1)
    const after = foldFounding(withA1, change)
    const later = { added: [deviceCalled("A3")], removed: [], issued: noon, expires: noon + day }
    const a3 = signed(valueOf(nextRoster(after, "A", later)), n1)
    const state = valueOf(foundLine(charter, [a3, change, a1], signatures))
    expect(state.parties.A.rosters.map(({ version }) => version)).toEqual([1, 2])
    expect(state.parties.A.roots.map(({ version }) => version)).toEqual([0, 1])
  })

  test("[CER3] found nothing with a gap, a stranger's roster, or a charter that is half signed", () => {
    expect(foundLine(charter, [a2], signatures)).toMatchObject({ code: "roster/missing" })
    expect(foundLine(proposed, [], signatures)).toMatchObject({ code: "roster/refused" })
    const half = signed(proposed, n0)
    expect(half.kind === "charter" && foundLine(half, [], signatures)).toMatchObject({ ok: false })
    const unsigned = valueOf(proposal("roster", a1.signed.core))
    expect(foundLine(charter, [unsigned], signatures)).toMatchObject({ code: "sign/bad" })
  })

  test("[CER8] that are not what their first line says are refused", () => {
    const text = documentText(a1).replaceAll("ROSTER", "CHARTER")
    expect(readDocument(text)).toMatchObject({ ok: false, code: "form/malformed" })
    expect(readCharter(documentText(a1))).toMatchObject({ ok: false })
    expect(readDocument(armoured("relay", Uint8Array.of(1)))).toMatchObject({ ok: false })
  })
})

describe("a proposal", () => {
  test("[CER2] is judged as if everybody had signed, and by the same rules", () => {
    expect(judgeCharter(proposed).ok).toBe(true)
    const alone = { ...terms, roots: { A: n0.bytes, B: n0.bytes } }
    expect(proposeCharter(crypto.random, alone)).toMatchObject({
      code: "roster/refused",
      detail: "a line has two parties",
    })
    expect(proposeCharter(crypto.random, { ...terms, relays: [] })).toMatchObject({ ok: false })
  })

  test("[CER2] of a roster is refused where the rulebook would refuse it", () => {
    const device = deviceCalled("A1")
    const state = foldFounding(began, rosterWith(began, "A", [device]))
    const change = { removed: [], issued: noon, expires: noon + day }
    const again = nextRoster(state, "A", { ...change, added: [deviceCalled("A1")] })
    expect(again).toMatchObject({ code: "roster/refused", detail: "call sign A1 was used before" })
    const shared = nextRoster(state, "B", { ...change, added: [device] })
    expect(shared).toMatchObject({ code: "roster/refused" })
  })

  test("of a roster without a device names it as removed, and why", () => {
    const device = deviceCalled("A1")
    const state = foldFounding(began, rosterWith(began, "A", [device, deviceCalled("A2")]))
    const removed = [{ device: device.device, reason: "console lost" }]
    const record = rosterWith(state, "A", [], removed)
    if (record.kind !== "roster") throw new Error("no roster")
    expect(record.core.devices.map(({ callSign }) => callSign)).toEqual(["A2"])
    expect(record.core.removed).toEqual([{ ...removed[0], effective: noon }])
  })
})
