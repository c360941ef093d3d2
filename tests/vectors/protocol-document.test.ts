// PROTOCOL.md against the code: its tables, layouts, examples and known answers are read from the Markdown itself. THREATS.md
// may name only rules and tests that are there.

import { existsSync, readFileSync } from "node:fs"
import { resolve } from "node:path"

import { describe, expect, test } from "vitest"

import { deriveKey, digest, digestTags, keyPurposes } from "../../shared/crypto/digest.ts"
import {
  commitmentWords,
  fingerprintDigits,
  fingerprintWords,
} from "../../shared/crypto/fingerprint.ts"
import { paddedLength } from "../../shared/crypto/padding.ts"
import { contexts, signIn } from "../../shared/crypto/signatures.ts"
import { bytesOfHex, hexOf, joinBytes, uint64, utf8 } from "../../shared/encoding/bytes.ts"
import { branded, decodeAs, encodeAs } from "../../shared/encoding/schema.ts"
import { errorNumbers, errors } from "../../shared/errors.ts"
import { limits } from "../../shared/limits.ts"
import { deviceIdOf } from "../../shared/line/agreement.ts"
import { stepIdOf } from "../../shared/line/deadlines.ts"
import { leafHash } from "../../shared/log/tree.ts"
import type { MessageId } from "../../shared/records/names.ts"
import { nodeRelayCrypto } from "../../server/shell/crypto.ts"
import { folder, vectorOf, type Vector } from "./records/golden.ts"
import { beside } from "./records/samples/beside.ts"
import { chained } from "./records/samples/chained.ts"
import { circuit } from "./records/samples/circuit.ts"
import { founding } from "./records/samples/founding.ts"
import { journal } from "./records/samples/journal.ts"

const document = readFileSync("shared/PROTOCOL.md", "utf8")
const threats = readFileSync("shared/THREATS.md", "utf8")
const samples = [...founding, ...chained, ...beside, ...journal, ...circuit]
const vectors: readonly Vector[] = samples.map(vectorOf)

/** Fenced blocks of one sort: what stands behind the sort, and the lines inside. */
function blocks(sort: string): readonly (readonly [title: string, lines: readonly string[]])[] {
  const form = new RegExp(`^\`\`\`${sort}\\b ?(.*)\\n([\\s\\S]*?)^\`\`\`$`, "gmu")
  return Array.from(document.matchAll(form), ([, title = "", body = ""]) => [
    title,
    body.trim().split("\n"),
  ])
}

/** First cells of table rows, in backticks, that begin so. */
function cellsBeginning(text: string): readonly string[] {
  const form = new RegExp(`^\\| \`(${text}[^\`]*)\` \\|`, "gmu")
  return Array.from(document.matchAll(form), ([, cell = ""]) => cell)
}

/** The parts of `a u, b [c u, d w]`: commas inside brackets divide nothing. */
function partsOf(list: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  let part = ""
  for (const letter of list) {
    if (letter === "[") depth += 1
    if (letter === "]") depth -= 1
    if (letter === "," && depth === 0) {
      parts.push(part.trim())
      part = ""
    } else part += letter
  }
  return part.trim() === "" ? parts : [...parts, part.trim()]
}

interface Layout {
  readonly name: string
  /** The case's word, where it is one of a union. */
  readonly word: string | undefined
  readonly fields: readonly string[]
}

const layouts: readonly Layout[] = blocks("structure")
  .flatMap(([, lines]) => lines)
  .map((line) => {
    const [head = "", body = ""] = line.split(" = ")
    const [name = "", word] = head.split(" ")
    return { name, word, fields: partsOf(body.slice(1, -1)) }
  })

function fieldsOf({ value }: Vector): Readonly<Record<string, unknown>> {
  return typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {}
}

function layoutOf(vector: Vector): Layout | undefined {
  const { kind } = fieldsOf(vector)
  const name = vector.name.split(":")[0]
  const word = typeof kind === "string" ? kind.split(" ")[0] : undefined
  const named = layouts.filter((layout) => layout.name === name)
  return (
    named.find((layout) => layout.word === word) ?? named.find(({ word: of }) => of === undefined)
  )
}

/** What a layout says of a field against what a vector has there; undefined where they agree. */
function disagreement(field: string, name: string, value: unknown): string | undefined {
  const [said, form = ""] = field.split(" ")
  const size = /^\??b(\d+)$/u.exec(form)?.[1]
  const isFit =
    name === "kind" && form === ""
      ? String(value).endsWith(` (${field})`)
      : said === name && (size === undefined || hasLength(value, Number(size)))
  return isFit && (form !== "1" || value === 1) ? undefined : `${field}: ${name} ${String(value)}`
}

function hasLength(value: unknown, length: number): boolean {
  const found = /^h'([0-9a-f]*)'(?: x (\d+))?$/u.exec(String(value))
  return (
    value === "absent" ||
    (found !== null && ((found[1] ?? "").length / 2) * Number(found[2] ?? 1) === length)
  )
}

describe("the layouts of PROTOCOL.md", () => {
  test.each(vectors)("$name: has the fields of the vector, in its order", (vector) => {
    const fields = layoutOf(vector)?.fields ?? []
    const found = Object.entries(fieldsOf(vector))
    expect(fields).toHaveLength(found.length)
    const wrong = found.map(([name, value], i) => disagreement(fields[i] ?? "", name, value))
    expect(wrong.filter((one) => one !== undefined)).toEqual([])
  })

  test("stand once, and each is that of a structure", () => {
    const names = layouts.map(({ name, word }) => `${name} ${word ?? ""}`)
    expect(names).toHaveLength(new Set(names).size)
    const shown = new Set(vectors.map(layoutOf))
    expect(layouts.filter((layout) => !shown.has(layout))).toEqual([])
  })

  test("a field that is missing, renamed or of another size is found", () => {
    expect(disagreement("root b31", "root", `h'3f' x 32`)).toBe("root b31: root h'3f' x 32")
    expect(disagreement("roof b32", "root", `h'3f' x 32`)).toBeDefined()
    expect(disagreement("format 1", "format", 2)).toBeDefined()
    expect(disagreement("7", "kind", "answered (6)")).toBeDefined()
  })
})

describe("the tables of PROTOCOL.md", () => {
  test("name every word with its number", () => {
    const lists = blocks("words").flatMap(([, lines]) => lines)
    const said = lists.map((line): readonly [string, Readonly<Record<string, number>>] => {
      const [name = "", words = ""] = line.split(": ")
      const pairs = words.split(", ").map((word) => word.split(" "))
      return [name, Object.fromEntries(pairs.map(([word = "", n]) => [word, Number(n)]))]
    })
    expect(Object.fromEntries(said)).toMatchObject({ precedence: { FLASH: 3 } })
    const words: unknown = JSON.parse(readFileSync(`${folder}words.json`, "utf8"))
    expect(words).toMatchObject(Object.fromEntries(said))
  })

  test("name every digest tag, key purpose and signature context, and no other", () => {
    const named = cellsBeginning("parley/v1/").toSorted()
    expect(named).toEqual([...digestTags, ...keyPurposes].toSorted())
    expect(cellsBeginning("Parley-v1 ")).toEqual(contexts)
  })

  test("name the errors in the order of their numbers, in their own words", () => {
    const codes = Object.keys(errors).toSorted(
      (a, b) => Object.keys(errorNumbers).indexOf(a) - Object.keys(errorNumbers).indexOf(b),
    )
    const rows = /^\| `([a-z]+\/[a-z-]+)` \|(?:[^|\n]*\|){3} (.+) \|$/gmu
    const said = Array.from(document.matchAll(rows), ([, code, sentence]) => [code, sentence])
    const here = Object.entries(errors).map(([code, row]) => [code, row.here])
    expect(said.map(([code]) => code)).toEqual(codes)
    expect(said).toEqual(here)
  })
})

describe("the examples of PROTOCOL.md", () => {
  const examples = blocks("hex").map(([name, lines]) => ({ name, hex: lines.join("") }))

  test("are at least five", () => {
    expect(examples.length).toBeGreaterThanOrEqual(5)
  })

  test.each(examples)("$name: is the golden vector, and decodes", ({ name, hex }) => {
    const sample = samples.find((one) => one.name === name)
    expect(vectors.find((vector) => vector.name === name)?.hex).toBe(hex)
    const read = sample && decodeAs(sample.schema, bytesOfHex(hex), limits.frameBytesMax)
    expect(read).toStrictEqual({ ok: true, value: sample?.value })
    expect(sample && hexOf(encodeAs(sample.schema, sample.value))).toBe(hex)
  })
})

const zeros = new Uint8Array(32)
const ones = new Uint8Array(32).fill(0x11)
const device = new Uint8Array(16).fill(0x22)
const message = branded<MessageId>("019ca9450de870418041414141414141")
const keyName = joinBytes(device, Uint8Array.of(2), uint64(7))
const byte = Uint8Array.of(0x80)
const { signatures } = nodeRelayCrypto()

/** What the code says now, in the order of the document's table. */
const answers: readonly string[] = [
  hexOf(digest("parley/v1/com", zeros)),
  hexOf(digest("parley/v1/com", zeros, utf8("WE STAND DOWN"))),
  hexOf(digest("parley/v1/openproof", zeros, device)),
  deviceIdOf(ones),
  stepIdOf(message, "read", 2),
  hexOf(deriveKey(zeros, "parley/v1/body", ones, 56)),
  hexOf(deriveKey(zeros, "parley/v1/wrap", joinBytes(ones, keyName), 56)),
  hexOf(deriveKey(zeros, "parley/v1/rekey", new Uint8Array(0), 32)),
  hexOf(signIn("Parley-v1 stage", signatures, zeros, byte)),
  hexOf(leafHash(byte)),
  [0, 1_023, 1_024, 4_000, 16_416].map((length) => paddedLength(length + 1, 1_024)).join(" "),
  fingerprintDigits(hexOf(zeros)).join(" "),
  fingerprintWords(hexOf(zeros)).join(" "),
  commitmentWords(ones).join(" "),
]

test("the known answers of PROTOCOL.md are what the code gives", () => {
  const table = document.slice(document.indexOf("## Known answers"))
  const said = Array.from(table.matchAll(/ \| `([^`]+)` \|$/gmu), ([, answer]) => answer)
  expect(said).toEqual(answers)
})

describe("THREATS.md", () => {
  test("names only files and folders of tests that are there", () => {
    const named = Array.from(threats.matchAll(/`(tests\/[^`]+)`/gu), ([, path = ""]) => path)
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((path) => !existsSync(resolve(path)))).toEqual([])
  })

  test("names only tests that are there", () => {
    const named = Array.from(threats.matchAll(/`(tests\/[^`]+)` “([^”]+)”/gu))
    expect(named.length).toBeGreaterThan(0)
    const gone = named.filter(
      ([, path = "", name = ""]) => !readFileSync(path, "utf8").includes(name),
    )
    expect(gone.map(([found]) => found)).toEqual([])
  })

  test("refers to its own open weaknesses only, and so does PROTOCOL.md", () => {
    const listed = Array.from(threats.matchAll(/^\| (W\d+) \|/gmu), ([, id]) => id)
    const meant = Array.from(`${threats}\n${document}`.matchAll(/\bW\d+\b/gu), ([id]) => id)
    expect(listed).toHaveLength(new Set(listed).size)
    expect(meant.filter((id) => !listed.includes(id))).toEqual([])
  })
})
