// Lines and writes for the tests of a journal's contract, short enough to read in one glance.

import { utf8 } from "../../shared/encoding/bytes.ts"
import { branded } from "../../shared/encoding/schema.ts"
import type { LineId } from "../../shared/records/names.ts"
import type { Append, BesideWrite, Journal } from "../../server/journal/port.ts"

export type Writers = () => readonly [Journal, Journal]

let nextLine = 0

/** A line that no other test touches, so that all of them can share one journal. */
export function freshLine(): LineId {
  nextLine += 1
  return branded<LineId>(nextLine.toString(16).padStart(64, "0"))
}

export function appendOf(
  line: LineId,
  expected: number,
  entries: readonly string[],
  more: Partial<Append> = {},
): Append {
  return { line, expected, entries: entries.map(utf8), beside: [], nextDue: undefined, ...more }
}

export function put(key: string, value: string, keepUntil?: number): BesideWrite {
  return { key, value: utf8(value), ...(keepUntil === undefined ? {} : { keepUntil }) }
}

/** A word for what is absent, which no test writes. */
export function textOf(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? "(none)" : new TextDecoder().decode(bytes)
}

export async function entriesOf(journal: Journal, line: LineId, limit = 100): Promise<string[]> {
  return (await journal.read(line, 0, limit)).map(textOf)
}
