import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import {
  armoured,
  documentKinds,
  readArmour,
  unarmoured,
} from "../../../../client/sdk/ceremony/armour.ts"

const kinds = fc.constantFrom(...documentKinds)
const content = fc.uint8Array({ minLength: 1, maxLength: 300 })
const small = Uint8Array.of(1, 2, 3)

describe("a document as text", () => {
  test("is read back, whatever text is around it and whoever changed its line ends", () => {
    const around = fc.constantFrom("", "Dear colleague,\n\n", "> quoted\r\n")
    fc.assert(
      fc.property(kinds, content, around, around, (kind, bytes, before, after) => {
        const text = (before + armoured(kind, bytes) + after).replaceAll("\n", "\r\n")
        expect(readArmour(text)).toEqual({ ok: true, value: { kind, bytes } })
      }),
    )
  })

  test("has lines that a mail program leaves alone", () => {
    const lines = armoured("charter", new Uint8Array(5_000)).split("\n")
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(76)
  })

  test("[CER8] that is cut short, doubled, damaged or unknown is refused", () => {
    const text = armoured("roster", small)
    const bad = [
      "",
      "nothing of the kind",
      text + text,
      text.replace(/-----END.*/u, ""),
      text.replace("AQID", "AQI"),
      text.replace("AQID", "AQ!D"),
      text.replace("AQID\n", ""),
      text.replaceAll("ROSTER", "RECIPE"),
    ]
    for (const each of bad) {
      expect(readArmour(each)).toMatchObject({ ok: false, code: "form/malformed" })
    }
  })

  test("[CER8] of another kind is refused, with both names", () => {
    const read = unarmoured("invitation", armoured("roster", small))
    expect(read).toMatchObject({ ok: false, detail: "found: roster; asked for: invitation" })
  })
})
