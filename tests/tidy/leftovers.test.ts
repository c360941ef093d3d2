// Nothing is left lying about: no open ends, no silenced checks, no path of somebody's machine, no address of a registry.
// Patterns and plants are spelled (a letter in brackets, a word in two halves) so that they do not find themselves.

import { describe, expect, test } from "vitest"

import { isCode, matches, plant, readTree, type Findings, type Tree } from "./tree.ts"

const tree = readTree()

/** The lock file and the vectors are long runs of letters in which any word may turn up. */
const written = (path: string): boolean =>
  path !== "package-lock.json" && !/^tests\/vectors\/.*\.json$/u.test(path)

interface Leftover {
  readonly what: string
  readonly pattern: RegExp
  readonly applies: (path: string) => boolean
  readonly planted: readonly string[]
}

const leftovers: readonly Leftover[] = [
  {
    what: "an open end",
    pattern: /\b(?:T[O]DO|F[I]XME|X[X]X|H[A]CK)\b/u,
    applies: written,
    planted: [["// TO", "DO later"].join(""), ["# FIX", "ME"].join("")],
  },
  {
    what: "a silenced check",
    pattern: /[xs]lint-[d]isable|@ts-(?:[i]gnore|[e]xpect-error|[n]ocheck)|\bas [a]ny\b/u,
    applies: isCode,
    planted: [
      ["// ox", "lint-disable-next-line"].join(""),
      ["// @ts-", "ignore"].join(""),
      ["const x = y as", "any"].join(" "),
    ],
  },
  {
    what: "a test that is singled out, put off or tried twice",
    pattern: /\b(?:test|it|describe|suite)\.(?:only|todo|fails|skip)\b|\bretry:\s*[1-9]/u,
    applies: (path) => /^tests\/(?!tidy\/).*\.ts$/u.test(path),
    planted: [`test.only("x")`, `describe.skip("x")`, `test.todo("x")`, "{ retry: 2 }"],
  },
  {
    what: "a path of a machine",
    pattern: /(?<![\w.~)}])\/(?:(?:[w]ork|[f]arm|[r]oot|[U]sers)\/|(?:[h]ome|[t]mp)\/[a-z])/u,
    applies: written,
    planted: [`"${["", "work", "main"].join("/")}"`, `see ${["", "tmp", "x"].join("/")}`],
  },
  {
    what: "the address of a package registry",
    pattern:
      /\bregistry\.[a-z]|\b(?:deb|security)\.[d]ebian\.org|\bproxy\.[g]olang\.org|\b[p]ypi\.org/u,
    applies: () => true,
    planted: [
      ["https://registry", "npmjs.org/ws"].join("."),
      ["http://deb", "debian", "org"].join("."),
    ],
  },
]

function found(leftover: Leftover, files: Tree): Findings {
  return matches(
    files.filter((file) => leftover.applies(file.path)),
    leftover.pattern,
  )
}

describe.each(leftovers)("$what", (leftover) => {
  test("is left nowhere", () => {
    expect(found(leftover, tree)).toEqual([])
  })

  test.each(leftover.planted)("is found in %j", (text) => {
    const planted = plant([], "tests/unit/planted.test.ts", `first line\n${text}\n`)
    expect(found(leftover, planted)).toHaveLength(1)
  })
})
