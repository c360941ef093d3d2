// A desk carries the texts of the two languages that it shows: nothing that it needs for more than showing reaches the texts.

import { posix } from "node:path"

import { describe, expect, test } from "vitest"

import { languages } from "../../shared/catalogue/words.ts"
import { isCode, plant, readTree, type Tree } from "./tree.ts"

const tree = readTree()
const texts = "shared/catalogue/texts"

/** What is loaded with a file: imports of types are not. */
const loading =
  /^(?:import(?! type\b)|export(?! type\b)|\}) ?[^"'\n]*?\bfrom ["'](\.[^"'\n]+)["']/gmu

function loadedWith(start: string, files: Tree): ReadonlySet<string> {
  const sources = new Map(files.map(({ path, text }) => [path, text]))
  const loaded = new Set<string>()
  const open = [start]
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (loaded.has(path)) continue
    loaded.add(path)
    for (const [, specifier = ""] of withoutTypes(sources.get(path) ?? "").matchAll(loading)) {
      open.push(posix.join(posix.dirname(path), specifier))
    }
  }
  return loaded
}

/** A list of types over several lines ends like any other list. */
function withoutTypes(source: string): string {
  return source.replaceAll(/^(?:import|export) type \{[^}]*\} from .*$/gmu, "")
}

function languagesIn(paths: ReadonlySet<string>): readonly string[] {
  return languages.filter((language) => paths.has(`${texts}/${language}.ts`))
}

describe("[CAT27] the texts of a language", () => {
  const sdk = tree.filter(({ path }) => path.startsWith("client/sdk/") && isCode(path))
  const shared = ["rendering", "hash", "review", "compose", "statement", "release"]

  test("are loaded with nothing that a desk needs besides", () => {
    const starts = [
      ...sdk.map(({ path }) => path),
      ...shared.map((name) => `shared/catalogue/${name}.ts`),
    ]
    expect(starts.length).toBeGreaterThan(shared.length)
    expect(starts.filter((path) => languagesIn(loadedWith(path, tree)).length > 0)).toEqual([])
  })

  test.each(languages)("%s are loaded alone", (language) => {
    const loaded = loadedWith(`${texts}/${language}.ts`, tree)
    expect(languagesIn(loaded)).toEqual([language])
    expect([...loaded]).toEqual(
      expect.arrayContaining([
        `${texts}/${language}/handling.ts`,
        `${texts}/${language}/matters.ts`,
        `${texts}/${language}/words.ts`,
        `${texts}/${language}/glossary.ts`,
      ]),
    )
  })

  test("that are loaded with something are found, behind a list over several lines too", () => {
    expect(languagesIn(loadedWith("shared/catalogue/render.ts", tree))).toEqual([...languages])
    const source = 'import {\n  render,\n} from "../../shared/catalogue/render.ts"\n'
    const planted = plant(tree, "client/sdk/planted.ts", source)
    expect(languagesIn(loadedWith("client/sdk/planted.ts", planted))).toEqual([...languages])
  })
})
