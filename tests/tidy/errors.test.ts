// The table in errors.ts, and PROTOCOL.md's table of the same, are one: codes, fault, retry, close code.

import { describe, expect, test } from "vitest"

import { errors } from "../../shared/errors.ts"
import { readTree, textOf, type Findings } from "./tree.ts"

const path = "shared/PROTOCOL.md"
const document = textOf(readTree(), path)
/** `| form/malformed | this-side | no | 4000 |`, perhaps with the code in backticks and more columns after it. */
const documentRow =
  /^\| *`?([a-z]+\/[a-z-]+)`? *\| *([a-z-]+) *\| *(yes|no) *\| *([0-9]+|[–-]?) *\|/gmu

type Rows = Readonly<Record<string, string>>

function rowsOf(markdown: string): readonly (readonly [code: string, row: string])[] {
  return Array.from(markdown.matchAll(documentRow), ([, code = "", fault, retry, close = ""]) => [
    code,
    rowText(fault, retry, /\d/u.test(close) ? close : "–"),
  ])
}

const table: Rows = Object.fromEntries(
  Object.entries(errors).map(([code, row]) => [
    code,
    rowText(row.fault, row.retry ? "yes" : "no", String(row.close ?? "–")),
  ]),
)

function rowText(...cells: readonly (string | undefined)[]): string {
  return cells.join(" | ")
}

function disagreements(markdown: string): Findings {
  const rows = rowsOf(markdown)
  const documented: Rows = Object.fromEntries(rows)
  const codes = new Set([...Object.keys(table), ...Object.keys(documented)])
  return [
    ...[...codes]
      .filter((code) => table[code] !== documented[code])
      .map(
        (code) =>
          `${code}: ${table[code] ?? "not in errors.ts"}, but ${documented[code] ?? "not in the document"}`,
      ),
    ...rows.filter(([code], i) => rows.findIndex(([other]) => other === code) !== i).map(String),
  ]
}

describe("the table of errors", () => {
  test.skipIf(document === undefined)(`is the same in the document (needs ${path})`, () => {
    expect(disagreements(document ?? "")).toEqual([])
  })

  test("is compared code by code", () => {
    const right = Object.entries(table).map(([code, row]) => `| ${code} | ${row} | … |`)
    const [first = "", ...rest] = right
    expect(disagreements(right.join("\n"))).toEqual([])
    expect(disagreements(rest.join("\n"))).toHaveLength(1)
    expect(disagreements([...right, first].join("\n"))).toHaveLength(1)
    expect(disagreements([...right, "| made/up | world | no | – |"].join("\n"))).toHaveLength(1)
    expect(disagreements(right.join("\n").replace("| 4000 |", "| 4001 |"))).toHaveLength(1)
    expect(
      disagreements(right.join("\n").replace("this-side | no", "this-side | yes")),
    ).toHaveLength(1)
  })

  test("closes with codes that applications may use, each once", () => {
    const codes = Object.values(errors).flatMap(({ close }) => (close === undefined ? [] : [close]))
    expect(codes).toHaveLength(new Set(codes).size)
    // RFC 6455 section 7.4.2.
    expect(codes.filter((code) => code < 4_000 || code > 4_999)).toEqual([])
  })

  test("says each thing in whole sentences, to this side and to the other", () => {
    const sentences = Object.values(errors).flatMap(({ here, there }) => [here, there])
    expect(sentences.filter((sentence) => !/^[A-Z].*[^.]\.$/u.test(sentence))).toEqual([])
  })
})
