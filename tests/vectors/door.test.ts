// Bytes at every door, altered from a seed: a decoder gives a value that is written back as the same bytes, or one refusal,
// and never anything else. Few enough to run each time; PARLEY_FUZZ asks for more of them.

import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { hexOf, utf8 } from "../../shared/encoding/bytes.ts"
import { decodeItem, encodeItem } from "../../shared/encoding/cbor.ts"
import type { Item } from "../../shared/encoding/item.ts"
import { decodeAs, encodeAs } from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import { parseCheckpoint } from "../../shared/log/checkpoint.ts"
import { readExport } from "../../shared/log/export-reading.ts"
import { parseNote } from "../../shared/log/note.ts"
import { parseProof } from "../../shared/log/tlog-proof.ts"
import { parseRecord } from "../../shared/records/parsed.ts"
import { versionOf } from "../../shared/wire/version.ts"
import { readArmour } from "../../client/sdk/ceremony/armour.ts"
import { needsPassphrase } from "../../client/sdk/vault.ts"
import { beside } from "./records/samples/beside.ts"
import { chained } from "./records/samples/chained.ts"
import { circuit } from "./records/samples/circuit.ts"
import { founding } from "./records/samples/founding.ts"
import { journal } from "./records/samples/journal.ts"

const samples = [...founding, ...chained, ...beside, ...journal, ...circuit]
const numRuns = Number(process.env["PARLEY_FUZZ"] ?? 2_000)
const seed = 20_261_128

/** What arithmetic and calendars trip over. */
const edges = [0, 1, 23, 24, 255, 256, 2 ** 31, 2 ** 32, limits.instantMax, limits.instantMax + 1]
const number = fc.constantFrom(...edges, Number.MAX_SAFE_INTEGER)
const piece: fc.Arbitrary<Item> = fc.oneof(
  number,
  fc.uint8Array({ maxLength: 40 }),
  fc.constantFrom("", "x", "__proto__", "constructor", "\u{1b}[2J", "\u{202e}", "\u{feff}a"),
  fc.constant([]),
)

/** An item with one part of it, found by walking down, replaced. */
function replaced(item: Item, way: readonly number[], by: Item): Item {
  const [step, ...rest] = way
  if (!Array.isArray(item) || item.length === 0 || step === undefined) return by
  const at = step % item.length
  const parts = item as readonly Item[]
  return parts.with(at, replaced(parts[at] ?? 0, rest, by))
}

const ways = fc.array(fc.nat(40), { minLength: 1, maxLength: 6 })
const whole = fc.constantFrom(...samples)
const otherPart = fc.tuple(whole, ways, piece).map(([{ schema, value }, way, by]) => {
  const item = decodeItem(encodeAs(schema, value), limits.frameBytesMax)
  return { schema, bytes: encodeItem(replaced(item, way, by)) }
})
const otherBytes = fc
  .tuple(whole, fc.nat(), fc.integer({ min: 0, max: 255 }), fc.nat(8))
  .map(([{ schema, value }, at, byte, cut]) => {
    const bytes = encodeAs(schema, value)
    bytes[at % bytes.length] = byte
    return { schema, bytes: bytes.subarray(0, bytes.length - (cut > 6 ? cut : 0)) }
  })

describe("every decoder", () => {
  test.each([
    ["another part", otherPart],
    ["another byte", otherBytes],
  ] as const)("[ENC4] with %s gives a value of those bytes, or the one refusal", (_, altered) => {
    fc.assert(
      fc.property(altered, ({ schema, bytes }) => {
        const read = decodeAs(schema, bytes, limits.frameBytesMax)
        const outcome = read.ok ? hexOf(encodeAs(schema, read.value)) : read.code
        expect(outcome).toBe(read.ok ? hexOf(bytes) : "form/malformed")
        parseRecord(bytes)
        versionOf(bytes)
        needsPassphrase(bytes)
        readExport(bytes)
      }),
      { numRuns, seed },
    )
  })

  test("[ENC4] of a text gives what it says, or a refusal", () => {
    const parts = fc.constantFrom(
      "\n",
      "\n\n",
      "— ",
      " ",
      "=",
      "AAAA",
      "-1",
      "1e9",
      "c2sp.org/tlog-proof@v1\n",
    )
    const edge = fc.constantFrom(
      "-----BEGIN PARLEY ROOT-----\n",
      "-----END PARLEY ROOT-----\n",
      "index ",
    )
    const text = fc.array(fc.oneof(parts, edge, fc.string()), { maxLength: 12 })
    fc.assert(
      fc.property(text, (pieces) => {
        const written = pieces.join("")
        const reads = [parseNote, parseProof, parseCheckpoint, readArmour].map((read) =>
          read(written),
        )
        const codes = reads.map((read) => (read.ok ? "form/malformed" : read.code))
        expect(new Set(codes)).toEqual(new Set(["form/malformed"]))
        expect(readExport(utf8(written)).journals).toEqual([])
      }),
      { numRuns, seed },
    )
  })
})
