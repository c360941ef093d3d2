// package.json and its lock file, read from a tree.

import * as v from "valibot"

import { present } from "../../shared/assert.ts"
import { textOf, type Tree } from "./tree.ts"

const byName = v.record(v.string(), v.string())
const manifest = v.object({
  version: v.string(),
  scripts: byName,
  dependencies: byName,
  devDependencies: byName,
})
const lock = v.object({
  packages: v.record(
    v.string(),
    v.object({
      version: v.optional(v.string()),
      resolved: v.optional(v.string()),
      integrity: v.optional(v.string()),
    }),
  ),
})

export type Manifest = v.InferOutput<typeof manifest>

export function manifestOf(tree: Tree): Manifest {
  return v.parse(manifest, parsed(tree, "package.json"))
}

export function lockOf(tree: Tree): v.InferOutput<typeof lock> {
  return v.parse(lock, parsed(tree, "package-lock.json"))
}

function parsed(tree: Tree, path: string): unknown {
  return JSON.parse(present(textOf(tree, path), `there is a ${path}`))
}
