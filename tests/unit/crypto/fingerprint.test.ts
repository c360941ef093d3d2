import { describe, expect, test } from "vitest"

import {
  commitmentWords,
  fingerprintDigits,
  fingerprintWords,
  requestWords,
} from "../../../shared/crypto/fingerprint.ts"
import { digest } from "../../../shared/crypto/digest.ts"
import { bytesOfHex, hexOf, utf8 } from "../../../shared/encoding/bytes.ts"

const party = "ab".repeat(32)
const other = `${"ab".repeat(31)}aa`

describe("[SEC23] a fingerprint", () => {
  test("is forty digits in eight groups of five", () => {
    const groups = fingerprintDigits(party)
    expect(groups).toHaveLength(8)
    for (const group of groups) expect(group).toMatch(/^\d{5}$/)
  })

  test("is the same 132 bits in digits and in words", () => {
    const bits = BigInt(`0x${hexOf(digest("parley/v1/fp", bytesOfHex(party)))}`) >> 124n
    expect(BigInt(fingerprintDigits(party).join(""))).toBe(bits)
    expect(fingerprintWords(party)).toHaveLength(12)
  })

  test("stays what it is: it stands on paper", () => {
    expect(fingerprintDigits(party).join(" ")).toMatchInlineSnapshot(
      `"11465 85673 81127 93422 00116 63071 43553 18227"`,
    )
    expect(fingerprintWords(party).join(" ")).toMatchInlineSnapshot(
      `"curious equip junior broom despair deer voyage mom business belt rapid risk"`,
    )
  })

  test("is another one for another party", () => {
    expect(fingerprintDigits(other)).not.toEqual(fingerprintDigits(party))
    expect(fingerprintWords(other)).not.toEqual(fingerprintWords(party))
  })
})

describe("[SEC23] words for the telephone", () => {
  test("are eight for an enrolment request", () => {
    expect(requestWords(utf8("a request"))).toHaveLength(8)
    expect(requestWords(utf8("a request"))).not.toEqual(requestWords(utf8("another")))
  })

  test("are four for a commitment, from its first 44 bits", () => {
    expect(commitmentWords(new Uint8Array(32))).toEqual([
      "abandon",
      "abandon",
      "abandon",
      "abandon",
    ])
    expect(commitmentWords(new Uint8Array(32).fill(255))).toEqual(["zoo", "zoo", "zoo", "zoo"])
    const first = new Uint8Array(32)
    first[0] = 0b0000_0000
    first[1] = 0b0010_0000
    expect(commitmentWords(first)[0]).toBe("ability")
  })
})
