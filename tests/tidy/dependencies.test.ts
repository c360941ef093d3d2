// Few dependencies, each exact, each with its reason in README, and a lock file from which nothing can be swapped.

import { describe, expect, test } from "vitest"

import { lockOf, manifestOf } from "./manifest.ts"
import { plant, readTree, textOf, type Findings, type Tree } from "./tree.ts"

const tree = readTree()
const readme = textOf(tree, "README.md")

function inexact(files: Tree): Findings {
  const { dependencies, devDependencies } = manifestOf(files)
  return Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+$/u.test(version))
    .map(([name, version]) => `${name}: ${version}`)
}

/** An entry with no integrity could be anything; an address in it would tie every install to one host. */
function unsafeLocks(files: Tree): Findings {
  return Object.entries(lockOf(files).packages).flatMap(([path, entry]) => {
    if (path === "") return []
    const isWhole = /^sha512-[A-Za-z0-9+/]{86}==$/u.test(entry.integrity ?? "")
    return [
      ...(isWhole ? [] : [`${path}: no integrity`]),
      ...(entry.resolved === undefined ? [] : [`${path}: names where it came from`]),
    ]
  })
}

/** The rows of README's table under "Dependencies": | `name` | reason |. */
function reasons(markdown: string): ReadonlyMap<string, string> {
  const section = /^## Dependencies\n([\s\S]*?)(?=^## |$(?![\s\S]))/mu.exec(markdown)?.[1] ?? ""
  const rows = section.matchAll(/^\| *`([^`]+)` *\| *(.*?) *\|/gmu)
  return new Map(Array.from(rows, ([, name = "", reason = ""]) => [name, reason]))
}

function unexplained(dependencies: readonly string[], markdown: string): Findings {
  const given = reasons(markdown)
  return [
    ...dependencies.filter((name) => (given.get(name) ?? "") === "").map((name) => `${name}: why?`),
    ...[...given.keys()]
      .filter((name) => !dependencies.includes(name))
      .map((name) => `${name}: is none`),
  ]
}

/** npm skips these under a person's `ignore-scripts=true`: what they do would be missing there without a word. */
function besideScripts(files: Tree): Findings {
  return Object.keys(manifestOf(files).scripts).filter(
    (name, _, all) =>
      /^(?:pre|post)/u.test(name) && all.includes(name.replace(/^(?:pre|post)/u, "")),
  )
}

describe("scripts", () => {
  test("do all they do themselves, with nothing before or after", () => {
    expect(besideScripts(tree)).toEqual([])
  })

  test("are found where they do not", () => {
    const scripts = {
      start: "node a.js",
      prestart: "node b.js",
      test: "c",
      posttest: "d",
      prepack: "e",
    }
    const planted = { version: "0.1.0", scripts, dependencies: {}, devDependencies: {} }
    expect(besideScripts(plant([], "package.json", JSON.stringify(planted)))).toEqual([
      "prestart",
      "posttest",
    ])
  })
})

describe("dependencies", () => {
  test("have exact versions", () => {
    expect(inexact(tree)).toEqual([])
  })

  test.each(["^1.2.3", "1.x", "latest", "npm:other@1.2.3", "1.2.3-beta.1"])("not %s", (version) => {
    const dependencies = { ws: version }
    const planted = { version: "0.1.0", scripts: {}, dependencies, devDependencies: {} }
    expect(inexact(plant(tree, "package.json", JSON.stringify(planted)))).toEqual([
      `ws: ${version}`,
    ])
  })

  test("are locked by their contents, wherever they come from", () => {
    expect(unsafeLocks(tree)).toEqual([])
  })

  test("are found when they are not", () => {
    const integrity = `sha512-${"A".repeat(86)}==`
    const packages = {
      "": { version: "0.1.0" },
      "node_modules/right": { integrity },
      "node_modules/bare": {},
      "node_modules/weak": { integrity: "sha1-AAAA" },
      "node_modules/tied": { integrity, resolved: "https://host.example/tied.tgz" },
    }
    const planted = plant(tree, "package-lock.json", JSON.stringify({ packages }))
    expect(unsafeLocks(planted)).toEqual([
      "node_modules/bare: no integrity",
      "node_modules/weak: no integrity",
      "node_modules/tied: names where it came from",
    ])
  })

  test.skipIf(readme === undefined)("have each a reason (needs README.md)", () => {
    expect(unexplained(Object.keys(manifestOf(tree).dependencies), readme ?? "")).toEqual([])
  })

  test("are missed where a reason is missing or left over", () => {
    const planted =
      "# P\n\n## Dependencies\n\n| `ws` | WebSocket |\n| `left` | over |\n\n## Next\n\n| `pino` | no |\n"
    expect(unexplained(["ws"], planted)).toEqual(["left: is none"])
    expect(unexplained(["ws", "left", "pino"], planted)).toEqual(["pino: why?"])
    expect(unexplained(["ws"], "# P\n\n## Dependencies\n\n| `ws` |  |\n")).toEqual(["ws: why?"])
  })
})
