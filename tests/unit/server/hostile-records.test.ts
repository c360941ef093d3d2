// Records that no honest program writes, handed in by a device that may connect: none of them ends the relay or holds up others.

import { describe, expect, test } from "vitest"

import { present } from "../../../shared/assert.ts"
import { decodeItem, encodeItem } from "../../../shared/encoding/cbor.ts"
import type { Item } from "../../../shared/encoding/item.ts"
import { encodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import type { Parsed } from "../../../shared/records/parsed.ts"
import { signed } from "../../../shared/records/signed.ts"
import { LineBench } from "./line-bench.ts"

/** Where a record that begins with its format has its link, and where a link has its number. */
const linkPlace = 1
const seqPlace = 2

function arrayOf(item: Item | undefined): readonly Item[] {
  const parts = present(item, "the part is there")
  if (!Array.isArray(parts)) throw new Error("no structure")
  return parts as readonly Item[]
}

/** The bytes of a record with another number than it was signed with. */
function renumbered(record: Parsed, seq: number): Uint8Array {
  const core = arrayOf(decodeItem(record.signed.core, limits.recordBytesMax))
  const link = arrayOf(core[linkPlace]).with(seqPlace, seq)
  return encodeAs(signed, { ...record.signed, core: encodeItem(core.with(linkPlace, link)) })
}

describe("a record with number 0", () => {
  test("[CHN9] in the name of a device with a chain is refused, and the relay goes on", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    bench.submit(a, 1, bench.story.northSends())
    const nothing = new Uint8Array()
    const record = renumbered(bench.story.takesWatch("A1"), 0)
    const submissions = [{ record, enclosure: nothing, carried: nothing }]
    bench.say(b, { kind: "submit", number: 1, submissions })
    expect(bench.refusalOf(b, 1)?.code).toBe("form/malformed")
    const next = bench.story.southSends()
    bench.submit(b, 2, next)
    expect(bench.acceptedIn(b, 2)).toEqual([next.hash])
  })

  test("[CHN9] a serial of 0 is never written", () => {
    const bench = LineBench.opened()
    bench.story.goBack("A1", { ...bench.story.endOf("A1"), serial: -1 })
    expect(() => bench.story.northSends()).toThrow("count from 1")
  })
})
