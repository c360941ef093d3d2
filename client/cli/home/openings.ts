// Whether the store in a home is the one that was used here last. A store that was put back from a copy has forgotten numbers
// that this device has signed; signing them again would be a fork, and a fork ends a device. So every opening is counted in
// two places: in the store, and in a file beside it.

import { utf8 } from "../../../shared/encoding/bytes.ts"
import type { Store } from "../../sdk/ports.ts"
import type { HomeLayout } from "./layout.ts"
import { readPrivate, writePrivate } from "./private-file.ts"

const row = "home/openings"

/**
 * Counts this opening. Why this device must sign nothing, if the two counts say so; they stay as they are then, so that the
 * next opening says it too. The file is written first: a crash between the two leaves it one ahead, which is allowed.
 */
export async function countOpening(layout: HomeLayout, store: Store): Promise<string | undefined> {
  const inStore = numberOf(await store.read(row))
  const inFile = numberOf(await readPrivate(layout.openings))
  if (inFile !== inStore && inFile !== inStore + 1) {
    return `the records in ${layout.folder} were put back from a copy (opened ${String(inStore)} times, the home ${String(inFile)} times): enrol this device again`
  }
  const next = String(inFile + 1)
  await writePrivate(layout.openings, next)
  await store.write([{ key: row, value: utf8(next) }])
  return undefined
}

/** Nothing there, or nothing sensible: never opened. */
function numberOf(bytes: Uint8Array | undefined): number {
  const text = bytes === undefined ? "" : Buffer.from(bytes).toString("utf8")
  return /^\d{1,15}$/u.test(text) ? Number(text) : 0
}
