// A planted bug: a patch with a heading that says which invariant has to go red, in which schedules it was seen to, and in a
// sentence what is wrong. `Seeds` were found by search; each of them showed the bug when the patch was written.

import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

import * as v from "valibot"

import { invariantCodes, type InvariantCode } from "../simulation/checker/violation.ts"

export interface PlantedBug {
  readonly name: string
  readonly path: string
  readonly breaks: InvariantCode
  readonly seeds: readonly number[]
  readonly what: string
  /** The files it changes: where to look when it does not apply any more. */
  readonly touches: readonly string[]
}

/** Git passes over everything before the first `diff --git`, so the heading stands in the patch itself. */
const heading = /^Breaks: (?<breaks>\w+)\nSeeds: (?<seeds>\d+(?: \d+)*)\n(?<what>[^\n]+)\n\ndiff /u
const touched = /^diff --git a\/(?<path>\S+) b\//gmu

export function bugsIn(folder: string): readonly PlantedBug[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".patch"))
  return names.toSorted().map((name) => bugIn(join(folder, name), name.replace(/\.patch$/u, "")))
}

function bugIn(path: string, name: string): PlantedBug {
  const text = readFileSync(path, "utf8")
  const { breaks = "", seeds = "", what = "" } = heading.exec(text)?.groups ?? {}
  if (!v.is(v.picklist(invariantCodes), breaks))
    throw new Error(`${path} does not begin with its heading`)
  const touches = [...text.matchAll(touched)].map((match) => match.groups?.["path"] ?? "")
  return { name, path, breaks, seeds: seeds.split(" ").map(Number), what, touches }
}
