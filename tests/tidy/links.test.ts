// Every relative link of a document leads to a file that is there, and to a heading that is in it.

import { existsSync } from "node:fs"
import { posix } from "node:path"

import { describe, expect, test } from "vitest"

import { plant, readTree, textOf, type Findings, type SourceFile, type Tree } from "./tree.ts"

function brokenLinks(files: Tree): Findings {
  return files
    .filter((file) => file.path.endsWith(".md"))
    .flatMap((file) =>
      linksOf(file)
        .filter((link) => !leadsSomewhere(files, file.path, link))
        .map((link) => `${file.path}: ${link}`),
    )
}

/** Links in the running text: code, in which a bracket means something else, is cut out first. */
function linksOf({ text }: SourceFile): readonly string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gmu, "").replaceAll(/`[^`\n]*`/gu, "")
  const inline = prose.matchAll(/\]\(([^()\s]+)\)/gu)
  const byReference = prose.matchAll(/^\[[^\]]+\]: (\S+)/gmu)
  return [...inline, ...byReference]
    .map(([, link = ""]) => link)
    .filter((link) => !/^[a-z][a-z0-9+.-]*:/u.test(link))
}

function leadsSomewhere(files: Tree, from: string, link: string): boolean {
  const [target = "", heading] = link.split("#")
  const path = target === "" ? from : posix.join(posix.dirname(from), target)
  const text = textOf(files, path)
  if (heading === undefined || heading === "") return text !== undefined || existsSync(path)
  return text !== undefined && headingsOf(text).includes(heading)
}

/** Headings as the usual renderers name them: lower case, punctuation dropped, spaces as hyphens. */
function headingsOf(markdown: string): readonly string[] {
  return Array.from(markdown.matchAll(/^#{1,6} (.+)$/gmu), ([, heading = ""]) =>
    heading
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  )
}

describe("links of documents", () => {
  test("lead somewhere", () => {
    expect(brokenLinks(readTree())).toEqual([])
  })

  const house = plant([], "shared/SPEC.md", "# Rules\n\n## 1. Who is on watch?\n")

  test.each([
    "[rules](../shared/SPEC.md)",
    "[watch](../shared/SPEC.md#1-who-is-on-watch)",
    "[here](#notes)",
    "[outside](https://example.org/nothing)",
    "`[code](nowhere.md)`",
    "```\n[code](nowhere.md)\n```",
  ])("%j is good", (text) => {
    expect(brokenLinks(plant(house, "server/X.md", `# Notes\n\n${text}\n`))).toEqual([])
  })

  test.each([
    ["[gone](../shared/GONE.md)", "../shared/GONE.md"],
    ["[gone](../shared/SPEC.md#gone)", "../shared/SPEC.md#gone"],
    ["[gone](#gone)", "#gone"],
    ["[gone][g]\n\n[g]: gone.md", "gone.md"],
  ])("%j is found", (text, link) => {
    expect(brokenLinks(plant(house, "server/X.md", `# Notes\n\n${text}\n`))).toEqual([
      `server/X.md: ${link}`,
    ])
  })
})
