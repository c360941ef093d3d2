// Records that no honest program writes, handed in by a device that may connect: none of them ends the relay or holds up others.

import { describe, expect, test } from "vitest"

import { present } from "../../../shared/assert.ts"
import { decodeItem, encodeItem } from "../../../shared/encoding/cbor.ts"
import type { Item } from "../../../shared/encoding/item.ts"
import { signIn } from "../../../shared/crypto/signatures.ts"
import { bytesOfHex } from "../../../shared/encoding/bytes.ts"
import { encodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import { enclosure, envelopeHeader, wrapBytes } from "../../../shared/records/envelope.ts"
import type { Parsed, ParsedEnvelope } from "../../../shared/records/parsed.ts"
import { contextOf, hashOf, signed } from "../../../shared/records/signed.ts"
import type { Submission } from "../../../shared/wire/frames.ts"
import { callSigns } from "../../support/practice-line.ts"
import { LineBench, practice } from "./line-bench.ts"

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

type Way = readonly number[]

/** Where the numbers of a structure stand, but for those that say which structure it is. */
function numberPlaces(item: Item, way: Way = []): readonly Way[] {
  if (typeof item === "number") return [way]
  return Array.isArray(item) ? item.flatMap((part: Item, i) => numberPlaces(part, [...way, i])) : []
}

function put(item: Item, [at, ...rest]: Way, number: number): Item {
  if (at === undefined) return number
  const parts = arrayOf(item)
  return parts.with(at, put(present(parts[at], "the part is there"), rest, number))
}

type Kind = "envelope" | "stage" | "watch"

/** What the device would sign next; of an envelope the core inside the header. */
function coreOf(bench: LineBench, kind: Kind, about: ParsedEnvelope): Item {
  const { story } = bench
  const record =
    kind === "envelope"
      ? story.southSends()
      : kind === "stage"
        ? story.says("B1", about, { kind: "stand-by", until: story.now + 1_000 })
        : story.takesWatch("B1")
  const bytes = record.kind === "envelope" ? record.header.core : record.signed.core
  return decodeItem(bytes, limits.recordBytesMax)
}

/** Signed by its device, so that no signature is what it is refused for. */
function resigned(kind: Kind, core: Uint8Array): Submission {
  const body = Uint8Array.of(1)
  const count = kind === "envelope" ? callSigns.length - 1 : 0
  const wraps = Array.from({ length: count }, () => new Uint8Array(wrapBytes))
  const header = encodeAs(envelopeHeader, {
    core,
    bodyHash: hashOf(body),
    wrapHashes: wraps.map(hashOf),
  })
  const bytes = kind === "envelope" ? header : core
  const { seed, device } = practice.devices.B1
  const signature = signIn(contextOf[kind], practice.signatures, seed, bytes)
  const signatures = [{ algorithm: 1, key: bytesOfHex(device), signature }]
  return {
    record: encodeAs(signed, { kind, core: bytes, signatures }),
    enclosure: kind === "envelope" ? encodeAs(enclosure, { body, wraps }) : new Uint8Array(),
    carried: new Uint8Array(),
  }
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

describe("a record of its own with a number that nobody writes", () => {
  const edges = [0, 1, 2, 2 ** 32, limits.instantMax, Number.MAX_SAFE_INTEGER]
  const kinds = ["envelope", "stage", "watch"] as const

  test.each(kinds.flatMap((kind) => edges.map((edge) => [kind, edge] as const)))(
    "[ENC4] %s, %d: is answered, and the relay goes on",
    (kind, edge) => {
      const bench = LineBench.opened()
      const [a, b] = [bench.attach("A1"), bench.attach("B1")]
      const first = bench.story.northSends()
      bench.submit(a, 1, first)
      bench.submit(b, 1, bench.story.southSends())
      const end = bench.story.endOf("B1")
      let number = 1
      for (const way of numberPlaces(coreOf(bench, kind, first))) {
        bench.story.goBack("B1", end)
        number += 1
        const core = encodeItem(put(coreOf(bench, kind, first), way, edge))
        bench.say(b, { kind: "submit", number, submissions: [resigned(kind, core)] })
        const isAnswered =
          bench.refusalOf(b, number) !== undefined || bench.acceptedIn(b, number).length === 1
        expect([way, isAnswered]).toEqual([way, true])
      }
      const next = bench.story.northSends()
      bench.submit(a, 2, next)
      expect(bench.acceptedIn(a, 2)).toEqual([next.hash])
    },
  )
})
