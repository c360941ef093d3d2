// The text files of the checkout as the tidy rules see them. A rule is a function from such a tree to findings: it runs over
// the real one, where it must find nothing, and over one with a planted fault, which it must find.

import { readdirSync, readFileSync } from "node:fs"
import { posix } from "node:path"

export interface SourceFile {
  /** From the top of the checkout, with forward slashes. */
  readonly path: string
  readonly text: string
}

export type Tree = readonly SourceFile[]

/** What a rule found: where, and what is wrong there. Empty is good. */
export type Findings = readonly string[]

/** Made by tools, not written by anybody: what `.gitignore` names. */
const ignoredFolders: ReadonlySet<string> = new Set([
  ".git",
  "node_modules",
  "dist",
  "data",
  "coverage",
])
const textFile = /(?:\.(?:ts|tsx|mjs|json|md|py|css|html|ya?ml|txt|sh)|\/[^./]+|\/\.[^/]+)$/u

export function readTree(): Tree {
  const files: SourceFile[] = []
  const folders = [""]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const found of readdirSync(folder === "" ? "." : folder, { withFileTypes: true })) {
      const path = posix.join(folder, found.name)
      if (found.isDirectory() && !ignoredFolders.has(found.name)) folders.push(path)
      if (found.isFile() && textFile.test(`/${path}`)) {
        files.push({ path, text: readFileSync(path, "utf8") })
      }
    }
  }
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

/** A tree with one file more, or with another text in its place. */
export function plant(tree: Tree, path: string, text: string): Tree {
  return [...tree.filter((file) => file.path !== path), { path, text }]
}

export function textOf(tree: Tree, path: string): string | undefined {
  return tree.find((file) => file.path === path)?.text
}

export function isCode(path: string): boolean {
  return /\.(?:ts|tsx|mjs)$/u.test(path)
}

/** Every match of a pattern in the given files, as "path:line: match". */
export function matches(files: Tree, pattern: RegExp): Findings {
  return files.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, i) => {
      const found = pattern.exec(line)
      return found === null ? [] : [`${path}:${String(i + 1)}: ${found[0].trim()}`]
    }),
  )
}
