// Product, wire and catalogue have versions of their own. README's table says which belong together; its row for this product
// version, the code, the lock file and the changelog must agree.

import { describe, expect, test } from "vitest"

import { catalogueVersion } from "../../shared/catalogue/table.ts"
import { wireVersion } from "../../shared/wire/handshake.ts"
import { lockOf, manifestOf } from "./manifest.ts"
import { readTree, textOf } from "./tree.ts"

const tree = readTree()
const { version: product } = manifestOf(tree)
const readme = textOf(tree, "README.md")

/** The cells of the row that begins with this product version, in a table headed Product, Wire, Catalogue. */
function rowFor(version: string, markdown: string): readonly string[] | undefined {
  const rows = markdown.split("\n").map((line) => line.split("|").map((cell) => cell.trim()))
  const head = rows.findIndex(([, a, b, c]) =>
    /^product,wire,catalogue$/iu.test([a, b, c].join(",")),
  )
  if (head === -1) return undefined
  return rows
    .slice(head + 2)
    .find(([, first]) => first === version)
    ?.slice(1, 4)
}

describe("versions", () => {
  test.skipIf(readme === undefined)("stand together in one table (needs README.md)", () => {
    const expected = [product, String(wireVersion), catalogueVersion]
    expect(rowFor(product, readme ?? "")).toEqual(expected)
  })

  test("are read from the row of the product's version", () => {
    const table =
      "| Product | Wire | Catalogue |\n|---|---|---|\n| 0.2.0 | 2 | 1.1 |\n| 0.1.0 | 1 | 1.0 |\n"
    expect(rowFor("0.1.0", table)).toEqual(["0.1.0", "1", "1.0"])
    expect(rowFor("0.3.0", table)).toBeUndefined()
    expect(rowFor("0.1.0", table.replace("Wire", "Cable"))).toBeUndefined()
  })

  test("of package.json and its lock file agree", () => {
    expect(lockOf(tree).packages[""]?.version).toBe(product)
  })

  test("of package.json heads the changelog", () => {
    const changelog = textOf(tree, ".github/CHANGELOG.md") ?? ""
    expect(/^## (\S+)/mu.exec(changelog)?.[1]).toBe(product)
  })
})
