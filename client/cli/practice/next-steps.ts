// What to type next, complete and right for this machine: a person must have exchanged a statement two minutes after starting.

import { relative } from "node:path"

import { exampleOf } from "../../../shared/catalogue/compose.ts"
import type { Code } from "../../../shared/catalogue/value.ts"

const shown: Code = "NT-05"

/** `folder` is where the reader's shell stands: homes below it are named from there. */
export interface Place {
  readonly folder: string
  readonly isCheckout: boolean
  readonly now: number
}

export function nextSteps(homes: ReadonlyMap<string, string>, place: Place): string {
  const home = (name: string): string => quoted(nearest(homes.get(name) ?? name, place.folder))
  const parley = place.isCheckout ? "npm run -s parley --" : "parley"
  const parameters = exampleOf(shown).map(({ name, type, example }) => {
    // An accident of last year would be a strange thing to give notice of.
    const value = type === "DTG" ? `${new Date(place.now).toISOString().slice(0, 19)}Z` : example
    return `--param ${quoted(`${name}=${value}`)}`
  })
  const send = [
    `${parley} --home ${home("a-1")} send ${shown} --precedence FLASH`,
    ...inPairs(parameters),
    "--wait ack --timeout 60s",
  ]
  return [
    "In a second terminal, the desk of South, which rings:",
    `  ${parley} --home ${home("b-1")} watch`,
    "",
    "In a third terminal, North gives notice of an accidental launch:",
    ...send.map((row, i) => `  ${i === 0 ? "" : "  "}${row}${i === send.length - 1 ? "" : " \\"}`),
    "",
    "South acknowledges, with the serial that its desk shows (the first is A1-0001):",
    `  ${parley} --home ${home("b-1")} ack A1-0001`,
    "",
    `Then: ${parley} --home ${home("a-1")} status, and ${parley} help`,
  ].join("\n")
}

function nearest(path: string, folder: string): string {
  const way = relative(folder, path)
  return way.startsWith("..") || way === "" ? path : way
}

function inPairs(parts: readonly string[]): readonly string[] {
  const count = Math.ceil(parts.length / 2)
  return Array.from({ length: count }, (_, i) => parts.slice(2 * i, 2 * i + 2).join(" "))
}

/** For a shell: as it stands where it is plain, else in single quotes. */
export function quoted(text: string): string {
  if (/^[\w@%+=:,./-]+$/u.test(text)) return text
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
