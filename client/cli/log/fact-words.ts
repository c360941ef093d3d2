// A fact of the journals as one line for people.

import { wrapped } from "../output/layout.ts"
import { clockTime } from "../../runtime/times.ts"
import type { Json, JsonObject } from "../../runtime/json.ts"
import type { Page } from "../desk/message-words.ts"

/** Fields that stand elsewhere in the line, or that only machines want. */
const apart: ReadonlySet<string> = new Set([
  "kind",
  "relays",
  "record",
  "id",
  "step",
  "from",
  "by",
  "seq",
  "signedAt",
  "serial",
  "presence",
  "recipients",
])

/** `names` says what relays and message ids are called. What does not fit goes on under the first word after the time. */
export function factWords(
  fact: JsonObject,
  names: Readonly<Record<string, string>>,
  page: Page,
): string {
  const { palette, columns, now } = page
  const places = placesOf(fact["relays"])
  const at = places[0]?.at
  const time = at === undefined ? "" : clockTime(Date.parse(at), now)
  const rest = Object.entries(fact).flatMap(([name, value]) => {
    if (apart.has(name) || value === null || value === undefined) return []
    const shown = textOf(value, { names, now })
    return shown === "" ? [] : [`${palette.muted(`${name}:`)} ${shown}`]
  })
  const where = places.map(({ relay, index }) => `${names[relay] ?? relay} #${String(index)}`)
  const who = textOf(fact["from"] ?? fact["by"] ?? "", { names, now })
  const kind = textOf(fact["stage"] ?? fact["kind"] ?? "", { names, now })
  const words = [
    who.padEnd(8),
    palette.strong(kind),
    textOf(fact["serial"] ?? "", { names, now }),
    ...rest.filter((each) => !each.includes("stage:")),
    palette.muted(`(${where.join(", ")})`),
  ]
    .filter((part) => part !== "")
    .join("  ")
  const head = time === "" ? "" : `${time}  `
  const indent = " ".repeat(head.length)
  return head + wrapped(words, columns - head.length).replaceAll("\n", `\n${indent}`)
}

function placesOf(value: Json | undefined): readonly {
  readonly relay: string
  readonly index: number
  readonly at: string
}[] {
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([relay, place]) => {
    if (!isObject(place)) return []
    const { index, at } = place
    return typeof index === "number" && typeof at === "string" ? [{ relay, index, at }] : []
  })
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json | undefined } {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

interface Reader {
  readonly names: Readonly<Record<string, string>>
  readonly now: number
}

function textOf(value: Json | undefined, reader: Reader): string {
  if (value === undefined || value === null) return ""
  if (typeof value === "string") {
    return /^\d{4}-\d{2}-\d{2}T/u.test(value)
      ? clockTime(Date.parse(value), reader.now)
      : (reader.names[value] ?? value)
  }
  if (typeof value === "number" || typeof value === "boolean") return String(value)
  if (isObject(value)) {
    return Object.entries(value)
      .map(([name, each]) => `${name}=${textOf(each, reader)}`)
      .join(" ")
  }
  return value.map((each) => textOf(each, reader)).join(",")
}
