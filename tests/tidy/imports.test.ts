// Imports follow the map in rooms.ts. The compiler's project references hold the coarse borders; this holds the fine ones.

import { posix } from "node:path"

import { describe, expect, test } from "vitest"

import { manifestOf } from "./manifest.ts"
import { roomOf, rooms, tests } from "./rooms.ts"
import { isCode, plant, readTree, type Findings, type SourceFile, type Tree } from "./tree.ts"

const tree = readTree()

function wrongImports(files: Tree): Findings {
  return files.filter((file) => isCode(file.path)).flatMap(wrongImportsOf)
}

function wrongImportsOf(file: SourceFile): Findings {
  const home = roomOf(file.path)
  if (home === undefined) return [`${file.path}: lies in no room of the map`]
  if (home === tests) return []
  const room = rooms.find((one) => one.path === home)
  return importsOf(file).flatMap((specifier) => {
    if (!specifier.startsWith(".")) {
      const name = packageOf(specifier)
      return room?.uses.includes(name) === true ? [] : [`${file.path}: uses ${name}`]
    }
    const target = roomOf(posix.join(posix.dirname(file.path), specifier))
    const isKnown = target === home || (target !== undefined && room?.knows.includes(target))
    return isKnown === true ? [] : [`${file.path}: imports ${specifier}`]
  })
}

const importForms: readonly RegExp[] = [
  /^(?:import|export|\}) ?[^"'\n]*?\bfrom ["']([^"'\n]+)["']/gmu,
  /^import ["']([^"'\n]+)["']/gmu,
  /\bimport\(\s*["']([^"'\n]+)["']/gmu,
]

function importsOf({ text }: SourceFile): readonly string[] {
  return importForms.flatMap((form) =>
    Array.from(text.matchAll(form), ([, specifier = ""]) => specifier),
  )
}

function packageOf(specifier: string): string {
  if (specifier.startsWith("node:")) return "node:"
  const parts = specifier.split("/")
  return parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/")
}

/** No room may come to know, through others, one that knows it: else neither could be read without the other. */
function circles(): Findings {
  return rooms.filter((room) => reachedFrom(room.path).has(room.path)).map((room) => room.path)
}

function reachedFrom(start: string): ReadonlySet<string> {
  const reached = new Set<string>()
  const open = [start]
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const known of rooms.find((room) => room.path === path)?.knows ?? []) {
      if (reached.has(known)) continue
      reached.add(known)
      open.push(known)
    }
  }
  return reached
}

describe("imports", () => {
  test("follow the map", () => {
    expect(wrongImports(tree)).toEqual([])
  })

  test.each([
    ["shared/encoding/planted.ts", "../records/names.ts"],
    ["shared/line/planted.ts", "../dialogue/tension.ts"],
    ["shared/line/planted.ts", "../../server/core/session.ts"],
    ["server/core/planted.ts", "../shell/loop.ts"],
    ["server/core/planted.ts", "../../shared/catalogue/table.ts"],
    ["server/shell/planted.ts", "../../shared/dialogue/tension.ts"],
    ["server/shell/planted.ts", "../../client/sdk/line.ts"],
    ["client/sdk/planted.ts", "../cli/main.ts"],
    ["client/cli/planted.ts", "../../server/main.ts"],
    ["client/cli/planted.ts", "../../tests/support/clock.ts"],
    ["client/web/ui/planted.ts", "../desk/desk.tsx"],
    ["client/web/worker/planted.ts", "../ui/times.ts"],
    ["client/cli/planted.ts", "../web/ui/times.ts"],
  ])("%s must not import %s", (path, specifier) => {
    const forms = ["import { x }", "import {\n  x,\n}", "import type { X }", "export { x }"]
    for (const form of forms) {
      const planted = plant([], path, `${form} from "${specifier}"`)
      expect(wrongImports(planted)).toEqual([`${path}: imports ${specifier}`])
    }
  })

  test.each([
    ["shared/line/planted.ts", "node:crypto", "node:"],
    ["shared/records/planted.ts", "@noble/hashes/sha2.js", "@noble/hashes"],
    ["server/core/planted.ts", "ws", "ws"],
    ["client/sdk/planted.ts", "node:fs", "node:"],
    ["client/cli/planted.ts", "pino", "pino"],
    ["client/web/desk/planted.ts", "node:fs", "node:"],
  ])("%s must not use %s", (path, specifier, name) => {
    for (const form of [`import "${specifier}"`, `const x = await import("${specifier}")`]) {
      expect(wrongImports(plant([], path, form))).toEqual([`${path}: uses ${name}`])
    }
  })

  test.each(["shared/planted/x.ts", "client/x.ts", "x.ts"])("%s lies in no room", (path) => {
    expect(wrongImports(plant([], path, ""))).toEqual([`${path}: lies in no room of the map`])
  })
})

describe("the map", () => {
  test("names each room once, and only rooms", () => {
    const names = rooms.map((room) => room.path)
    expect(names).toHaveLength(new Set(names).size)
    expect(rooms.flatMap((room) => room.knows).filter((known) => !names.includes(known))).toEqual(
      [],
    )
  })

  test("has no circle", () => {
    expect(circles()).toEqual([])
  })

  test("lets every runtime dependency be used by some room, and no other package", () => {
    const running = rooms.filter((room) => room.isBuild !== true)
    const used = new Set(running.flatMap((room) => room.uses).filter((name) => name !== "node:"))
    expect([...used].toSorted()).toEqual(Object.keys(manifestOf(tree).dependencies).toSorted())
  })
})
