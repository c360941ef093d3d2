// What an embedded journal keeps of each line in memory: how far it is, and when it falls due. Small, and all of it, so that
// asking costs nothing; loaded once, when the journal opens.

import type { LineId } from "../../shared/records/names.ts"
import { JournalFailure } from "./failure.ts"
import type { RowStore, RowWrite } from "./row-store.ts"
import * as rows from "./rows.ts"

/** `staged` counts what is on its way to the disk, and decides who comes first; everything else sees `confirmed`. */
export interface Head {
  staged: number
  confirmed: number
  nextDue: number | undefined
  isStored: boolean
}

const layoutFormat = 1

export function layoutRow(lines: number): RowWrite {
  return { key: rows.layoutKey, value: rows.encodeLayout({ format: layoutFormat, lines }) }
}

/** Rejects with a `JournalFailure` where a line has vanished: appending to it again would overwrite its entries. */
export async function loadHeads(store: RowStore): Promise<Map<LineId, Head>> {
  const expected = await countedLines(store)
  const heads = new Map<LineId, Head>()
  const { rows: found } = await store.range(rows.allHeads, { rows: Infinity, bytes: Infinity })
  for (const { key, value } of found) {
    const { size, nextDue } = rows.decodeHead(value)
    heads.set(rows.lineOfHead(key), { staged: size, confirmed: size, nextDue, isStored: true })
  }
  if (heads.size !== expected) {
    const counts = `${String(heads.size)} of ${String(expected)}`
    throw new JournalFailure("damaged", `The journal has lost lines: ${counts} are there.`)
  }
  return heads
}

async function countedLines(store: RowStore): Promise<number> {
  const layout = await store.get(rows.layoutKey)
  if (layout === undefined) {
    if (!store.isNew) throw new JournalFailure("damaged", "The journal has lost its layout row.")
    await store.commit([layoutRow(0)])
    return 0
  }
  const { format, lines } = rows.decodeLayout(layout)
  if (format !== layoutFormat) {
    const sentence = `The journal has layout ${String(format)}; this program knows ${String(layoutFormat)}.`
    throw new JournalFailure("unusable", sentence)
  }
  return lines
}
