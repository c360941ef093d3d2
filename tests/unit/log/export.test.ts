import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { present } from "../../../shared/assert.ts"
import { sha256 } from "../../../shared/crypto/digest.ts"
import { joinBytes } from "../../../shared/encoding/bytes.ts"
import { decodeItem, encodeItem } from "../../../shared/encoding/cbor.ts"
import { decodeAs, encodeAs } from "../../../shared/encoding/schema.ts"
import type { FaultKind } from "../../../shared/log/export-reading.ts"
import { verifyExport, type ExportReport } from "../../../shared/log/export-proof.ts"
import {
  element,
  elementBytesMax,
  encodeExport,
  type Element,
  type LineExport,
} from "../../../shared/log/export.ts"
import { entry } from "../../../shared/records/entry.ts"
import { nodeSignatures } from "./node-signatures.ts"
import {
  copyOf,
  entryOf,
  keysFrom,
  line,
  noteOver,
  relay,
  sample,
  smallSample,
  type Said,
} from "./sample-line.ts"

const file = written(sample)
const elements = split(file)
const small = written(smallSample)

describe("an export", () => {
  test("[LOG10] proves every entry of every journal, each signed record standing in it once", () => {
    const report = verify(file)
    expect(report.faults).toEqual([])
    expect(report.line).toBe(line)
    const proven = report.journals.map((journal) => journal.entries.map((one) => entryBytes(one)))
    expect(proven).toEqual(sample.journals.map((journal) => journal.entries))
    expect(report.journals.map(({ size }) => size)).toEqual([4, 2, 2])
    expect(elements.filter(({ kind }) => kind === "record")).toHaveLength(2)
  })

  test("[LOG10] names who cosigned each checkpoint", () => {
    const [first] = verify(file).journals
    expect(first?.checkpoints.map(({ checkpoint }) => checkpoint.size)).toEqual([2, 4])
    expect(first?.checkpoints.map(({ cosignatures }) => cosignatures.length)).toEqual([2, 2])
  })

  test("of a line without entries is an export too", () => {
    const empty = { line, journals: [copyOf(relay(1), 0, [], [0])] }
    expect(verify(written(empty))).toMatchObject({ faults: [], journals: [{ size: 0 }] })
  })

  test("is a sequence of CBOR byte strings, for stock tools", () => {
    let rest = file
    for (const one of elements) {
      const framed = encodeItem(encodeAs(element, one))
      expect(decodeItem(rest.subarray(0, framed.length), framed.length)).toBeInstanceOf(Uint8Array)
      rest = rest.subarray(framed.length)
    }
    expect(rest).toHaveLength(0)
  })
})

describe("a damaged export", () => {
  test("[LOG11] shows every single changed byte", () => {
    const missed: number[] = []
    for (let at = 0; at < small.length; at += 1) {
      if (verify(flipped(small, at, 1 << (at % 8))).faults.length === 0) missed.push(at)
    }
    expect(missed).toEqual([])
  }, 60_000)

  test("[LOG11] shows any change of any byte, any missing piece and anything added", () => {
    const end = file.length - 1
    const change = fc.integer({ min: 1, max: 255 })
    fc.assert(
      fc.property(fc.nat({ max: end - 1 }), fc.nat({ max: end }), change, (from, length, bits) => {
        const to = Math.min(end, from + 1 + length)
        expect(verify(flipped(file, from, bits)).faults).not.toEqual([])
        expect(verify(file.subarray(0, to)).faults).not.toEqual([])
        expect(verify(cut(file, from, to + 1)).faults).not.toEqual([])
        const doubled = joinBytes(file.subarray(0, to), file.subarray(from))
        expect(verify(doubled).faults).not.toEqual([])
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  test("[LOG12] says where, and still proves what stands around it", () => {
    const at = elements.findIndex(({ kind }) => kind === "record")
    const damaged = reframed(elements, at, (one) => flipped(encodeAs(element, one), 4, 1), false)
    const report = verify(damaged)
    const about = report.faults.map(({ kind, place }) => [kind, place.element])
    const naming = elements.flatMap((one, i) => (names(one, elements[at]) ? [["record", i]] : []))
    expect(about).toEqual([["record", at], ...naming, ["seal", elements.length - 1]])
    expect(report.journals.map(({ size }) => size)).toEqual([4, 2, 2])
    expect(report.journals.map(({ entries }) => entries.length)).toEqual([3, 1, 2])
  })

  test("[LOG12] pins a changed entry to its element", () => {
    const at = elements.findIndex((one) => one.kind === "entry" && one.index === 3)
    const changed = replaced(at, (one) => (one.kind === "entry" ? { ...one, terr: 9_999 } : one))
    expect(verify(changed).faults).toMatchObject([{ kind: "leaf", place: { element: at } }])
  })
})

describe("an export that somebody altered and sealed again", () => {
  test("[LOG13] never proves more or other than before", () => {
    const honest = proof(verify(small))
    const parts = split(small)
    for (const [at, one] of parts.entries()) {
      if (one.kind === "seal") continue
      const bytes = encodeAs(element, one)
      for (let i = 0; i < bytes.length; i += 1) {
        const report = verify(reframed(parts, at, () => flipped(bytes, i, 0x11), true))
        const stands = proof(report)
        expect(honest).toEqual(expect.arrayContaining(stands))
        expect(report.faults.length > 0 || stands.length < honest.length).toBe(true)
      }
    }
  }, 60_000)

  test.each<[string, FaultKind, (all: readonly Element[]) => readonly Element[]]>([
    ["an entry left out", "order", (all) => all.toSpliced(find(all, "entry"), 1)],
    ["two entries exchanged", "order", (all) => swap(all, find(all, "entry"))],
    ["a record left out", "record", (all) => all.toSpliced(find(all, "record"), 1)],
    ["a record twice", "record", (all) => twice(all, find(all, "record"))],
    ["a record that no entry names", "record", (all) => all.toSpliced(1, 0, stray)],
    ["a record behind the journals", "order", (all) => [...all, stray]],
    ["a header twice", "order", (all) => twice(all, 0)],
    ["no header", "order", (all) => all.slice(1)],
    ["a journal twice", "order", (all) => [...all, present(all[find(all, "journal")], "one")]],
    ["an entry before any journal", "order", (all) => swap(all, find(all, "journal"))],
    ["a checkpoint before any journal", "order", (all) => all.toSpliced(1, 0, strayNote)],
    ["an entry moved to another relay", "checkpoint", (all) => renamed(all)],
  ])("[LOG13] with %s shows it", (_, kind, change) => {
    const body = change(elements.slice(0, -1))
    expect(verify(sealed(body)).faults.map((fault) => fault.kind)).toContain(kind)
  })

  test("[LOG13] with something behind the seal shows it", () => {
    const longer = joinBytes(file, encodeItem(encodeAs(element, stray)))
    expect(verify(longer).faults).toMatchObject([{ kind: "order" }, { kind: "order" }, {}])
  })

  test("[LOG13] with entries under no checkpoint counts them out", () => {
    const said: Said[] = ["a", "b", "c"].map((words) => ({ who: "party", words }))
    const open = written({ line, journals: [copyOf(relay(1), 0, said, [2])] })
    const report = verify(open)
    expect(report.faults).toMatchObject([{ kind: "unproven" }])
    expect(report.journals).toMatchObject([{ size: 2, entries: [{ index: 0 }, { index: 1 }] }])
  })

  test("[LOG13] with a signed root over other entries counts nothing under it", () => {
    const said: Said[] = ["a", "b"].map((words) => ({ who: "party", words }))
    const other = noteOver(relay(1), 0, [entryOf(relay(1), { who: "party", words: "z" }, 0)])
    const honest = copyOf(relay(1), 0, said, [2])
    const copy = { ...honest, checkpoints: [other, ...honest.checkpoints] }
    const report = verify(written({ line, journals: [copy] }))
    expect(report.faults).toMatchObject([{ kind: "root" }])
    expect(report.journals).toMatchObject([{ size: 2, checkpoints: [{ checkpoint: { size: 2 } }] }])
  })

  test("[LOG13] of a relay that nobody vouches for proves nothing", () => {
    const report = verifyExport(file, () => () => undefined, nodeSignatures)
    expect(report.faults.map(({ kind }) => kind)).toContain("key")
    expect(report.journals.map(({ entries }) => entries)).toEqual([[], [], []])
  })
})

describe("writing an export", () => {
  const said: Said[] = [{ who: "party", words: "a" }]

  test.each<[string, LineExport["journals"][number]]>([
    ["an entry that is none", { ...copyOf(relay(1), 0, said, []), entries: [Buffer.from("x")] }],
    ["another relay's entry", { ...copyOf(relay(1), 0, said, []), relay: relay(2) }],
    ["a note that is none", { ...copyOf(relay(1), 0, said, []), checkpoints: ["no note"] }],
    ["a checkpoint past the end", { ...copyOf(relay(1), 0, said, [1]), entries: [] }],
  ])("refuses %s", (_, copy) => {
    expect(encodeExport({ line, journals: [copy] })).toMatchObject({ ok: false })
  })
})

const stray: Element = { kind: "record", record: Buffer.from("never said") }
const strayNote: Element = { kind: "checkpoint", note: noteOver(relay(1), 0, []) }

function verify(bytes: Uint8Array): ExportReport {
  return verifyExport(bytes, keysFrom, nodeSignatures)
}

function written(source: LineExport): Uint8Array {
  const result = encodeExport(source)
  return present(result.ok ? result.value : undefined, "an export")
}

/** Everything a report stands for, as comparable lines. */
function proof(report: ExportReport): string[] {
  return report.journals.flatMap(({ relay: who, epoch, entries, checkpoints }) => [
    ...entries.map((one) => JSON.stringify([who, epoch, one])),
    ...checkpoints.flatMap(({ checkpoint, cosignatures }) => [
      JSON.stringify([who, epoch, checkpoint]),
      ...cosignatures.map((one) => JSON.stringify([who, epoch, checkpoint, one])),
    ]),
  ])
}

function entryBytes(one: ExportReport["journals"][number]["entries"][number]): Uint8Array {
  return encodeAs(entry, one.entry)
}

/** Takes a file apart by the house decoder, with no help from the reader under test. */
function split(bytes: Uint8Array): readonly Element[] {
  const found: Element[] = []
  let begin = 0
  for (let end = 1; end <= bytes.length; end += 1) {
    const one = frame(bytes.subarray(begin, end))
    if (one === undefined) continue
    found.push(one)
    begin = end
  }
  return found
}

function frame(bytes: Uint8Array): Element | undefined {
  try {
    const content = decodeItem(bytes, bytes.length)
    const one =
      content instanceof Uint8Array ? decodeAs(element, content, elementBytesMax) : undefined
    return one?.ok === true ? one.value : undefined
  } catch {
    return undefined
  }
}

function flipped(bytes: Uint8Array, at: number, change: number): Uint8Array {
  return bytes.with(at, (bytes[at] ?? 0) ^ change)
}

function cut(bytes: Uint8Array, from: number, to: number): Uint8Array {
  return joinBytes(bytes.subarray(0, from), bytes.subarray(to))
}

function sealed(body: readonly Element[]): Uint8Array {
  return sealedFrames(body.map((one) => encodeAs(element, one)))
}

function sealedFrames(contents: readonly Uint8Array[]): Uint8Array {
  const body = joinBytes(...contents.map(encodeItem))
  const seal: Element = { kind: "seal", elements: contents.length, digest: sha256(body) }
  return joinBytes(body, encodeItem(encodeAs(element, seal)))
}

/** One element's bytes exchanged; the old seal kept, or a new one made. */
function reframed(
  all: readonly Element[],
  at: number,
  change: (one: Element) => Uint8Array,
  isSealedAnew: boolean,
): Uint8Array {
  const contents = all.map((one, i) => (i === at ? change(one) : encodeAs(element, one)))
  return isSealedAnew ? sealedFrames(contents.slice(0, -1)) : joinBytes(...contents.map(encodeItem))
}

function replaced(at: number, change: (one: Element) => Element): Uint8Array {
  return sealed(elements.slice(0, -1).map((one, i) => (i === at ? change(one) : one)))
}

function find(all: readonly Element[], kind: Element["kind"]): number {
  return all.findIndex((one) => one.kind === kind)
}

function swap(all: readonly Element[], at: number): readonly Element[] {
  return all.toSpliced(at, 2, present(all[at + 1], "the next"), present(all[at], "this one"))
}

function twice(all: readonly Element[], at: number): readonly Element[] {
  return all.toSpliced(at, 0, present(all[at], "one to double"))
}

function renamed(all: readonly Element[]): readonly Element[] {
  return all.map((one) => (one.kind === "journal" ? { ...one, epoch: one.epoch + 7 } : one))
}

function names(one: Element, other: Element | undefined): boolean {
  if (one.kind !== "entry" || other?.kind !== "record") return false
  return Buffer.from(one.content).equals(sha256(other.record))
}
