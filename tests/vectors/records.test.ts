// Every structure of the protocol against its golden vector, in both directions, in every form it must not have, and once
// more through a decoder that is not ours. Where the wire is changed on purpose, one command writes the vectors anew
// (CONTRIBUTING.md gives it); read the difference before committing it.

import { spawnSync, type SpawnSyncReturns } from "node:child_process"
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"

import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { hexOf } from "../../shared/encoding/bytes.ts"
import { decodeItem, encodeItem } from "../../shared/encoding/cbor.ts"
import { decodeAs, encodeAs, type Schema } from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import { folder, golden, vectorOf } from "./records/golden.ts"
import { mutantsOf } from "./records/mutations.ts"
import { beside } from "./records/samples/beside.ts"
import { chained } from "./records/samples/chained.ts"
import { circuit } from "./records/samples/circuit.ts"
import { founding } from "./records/samples/founding.ts"
import { journal } from "./records/samples/journal.ts"
import type { Sample } from "./records/samples/sample.ts"
import { vocabularies, words } from "./records/samples/words.ts"

const groups: Readonly<Record<string, readonly Sample[]>> = {
  founding,
  chained,
  beside,
  journal,
  circuit,
}
const all = Object.values(groups).flat()
const max = limits.frameBytesMax

/** Debian's Python, which has Debian's cbor2; the first `python3` on the path may be another. */
const python = "/usr/bin/python3"
const hasCbor2 = spawnSync(python, ["-c", "import cbor2"]).status === 0

function check(vectors: string): SpawnSyncReturns<string> {
  return spawnSync(python, [join(folder, "check.py"), vectors], { encoding: "utf8" })
}

describe("golden vectors", () => {
  test.each(Object.entries(groups))("[REC1] %s: the samples are the vectors", (name, samples) => {
    const vectors = samples.map(vectorOf)
    expect(vectors).toEqual(golden(name, vectors))
  })

  test.each(all)("[REC1] $name: encodes and decodes", ({ schema, value }) => {
    const bytes = encodeAs(schema, value)
    expect(decodeAs(schema, bytes, max)).toStrictEqual({ ok: true, value })
  })

  test("[REC1] no two vectors share a name", () => {
    const names = all.map((one) => one.name)
    expect(names).toHaveLength(new Set(names).size)
  })

  test("[REC1] every structure of records and wire has a vector", async () => {
    const shown = new Set([...all, ...vocabularies].map((one) => one.schema))
    const missing: string[] = []
    for (const room of ["records", "wire"]) {
      for (const [name, schema] of await schemasOf(room)) if (!shown.has(schema)) missing.push(name)
    }
    // Bare identifiers, call signs and instants stand in every vector and are no structures of their own.
    expect(missing.toSorted()).toEqual([
      "records/names.ts callSign",
      "records/names.ts deviceId",
      "records/names.ts hash",
      "records/names.ts instant",
      "records/names.ts lineId",
      "records/names.ts messageId",
      "records/names.ts partyId",
      "records/names.ts relayId",
      "records/names.ts stepId",
    ])
  })

  test("[REC4] words keep their numbers, contexts their text", () => {
    expect(words).toEqual(golden("words", words))
  })

  test.each(vocabularies)("[REC4] $name: its numbers mean its words", ({ schema, numbers }) => {
    for (const [word, number] of Object.entries(numbers))
      expect(schema.decode(number, "")).toBe(word)
  })
})

describe("other forms", () => {
  test.each(all)("[REC2] $name: every other form is refused", ({ schema, value }) => {
    const item = decodeItem(encodeAs(schema, value), max)
    const mutants = mutantsOf(schema.decode(item, ""), item)
    const taken = mutants.filter((mutant) => decodeAs(schema, encodeItem(mutant.item), max).ok)
    expect(mutants.length).toBeGreaterThan(3)
    expect(taken.map((mutant) => mutant.what)).toEqual([])
  })

  test.each(all)("[ENC1] $name: no shorter, longer or wider bytes", ({ schema, value }) => {
    const bytes = encodeAs(schema, value)
    const [head = 0, ...rest] = bytes
    const others = [
      ...Array.from(bytes, (_, length) => bytes.subarray(0, length)),
      Uint8Array.of(...bytes, 0),
      // The outermost array with its count in a byte of its own, which its count does not need.
      Uint8Array.of(0x98, head & 31, ...rest),
    ]
    expect(others.filter((other) => decodeAs(schema, other, max).ok)).toEqual([])
  })

  test.each(all)("[ENC1] $name: a changed byte is refused or means itself", ({ schema, value }) => {
    const bytes = encodeAs(schema, value)
    const change = fc.record({ at: fc.nat(bytes.length - 1), byte: fc.nat(255) })
    fc.assert(
      fc.property(change, ({ at, byte }) => {
        const changed = bytes.with(at, byte)
        const read = decodeAs(schema, changed, max)
        const outcome = read.ok ? hexOf(encodeAs(schema, read.value)) : read.code
        expect(["form/malformed", hexOf(changed)]).toContain(outcome)
      }),
    )
  })
})

describe("a second decoder", () => {
  test.skipIf(!hasCbor2)("[REC3] reads the same in every vector (needs python3-cbor2)", () => {
    const { status, stdout, stderr } = check(folder)
    expect(stderr).toBe("")
    expect(stdout.trim()).toBe(`${String(all.length)} vectors read, 0 faults`)
    expect(status).toBe(0)
  })

  test.skipIf(!hasCbor2)("[REC3] notices a wrong vector (needs python3-cbor2)", () => {
    const planted = mkdtempSync(join(tmpdir(), "parley-vectors-"))
    const right = { name: "planted", value: { number: 5, word: "five (5)" }, hex: "820505" }
    const wrong = [right, { ...right, hex: "820506" }, { ...right, hex: "82051805" }]
    writeFileSync(join(planted, "planted.json"), JSON.stringify(wrong))
    const { status, stdout, stderr } = check(planted)
    rmSync(planted, { recursive: true })
    expect(stdout.trim()).toBe("3 vectors read, 2 faults")
    expect(stderr).toContain("does not say what its description says")
    expect(stderr).toContain("is not the canonical encoding")
    expect(status).toBe(1)
  })
})

async function schemasOf(room: string): Promise<readonly NamedSchema[]> {
  const files = readdirSync(join("shared", room)).filter((file) => file.endsWith(".ts"))
  const modules = await Promise.all(
    files.map(async (file) => {
      const module: unknown = await import(pathToFileURL(join("shared", room, file)).href)
      return Object.entries(Object(module)).map(([name, value]): readonly [string, unknown] => [
        `${room}/${file} ${name}`,
        value,
      ])
    }),
  )
  return modules.flat().filter((one): one is NamedSchema => isSchema(one[1]))
}

type NamedSchema = readonly [name: string, schema: Schema<unknown>]

function isSchema(value: unknown): value is Schema<unknown> {
  return typeof value === "object" && value !== null && "encode" in value && "decode" in value
}
