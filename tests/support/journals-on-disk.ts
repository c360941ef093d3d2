// Journals as they lie on disks when nobody writes to them any more, a relay's own and a desk's copy, and what they fold to by
// the rulebook: a second opinion on whatever the running programs said.

import { join } from "node:path"

import { decodeAs } from "../../shared/encoding/schema.ts"
import { encodeState } from "../../shared/line/snapshot.ts"
import type { LineState } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import type { LineId, MessageId, RelayId } from "../../shared/records/names.ts"
import { nodeClientCrypto } from "../../client/cli/crypto.ts"
import { openLevelStore } from "../../client/cli/runtime/level-store.ts"
import { copyRow, keys } from "../../client/sdk/store-layout.ts"
import { readEntry, Union, type Arrived, type Memo } from "../../client/sdk/union.ts"
import { openEmbedded } from "../../server/journal/embedded.ts"
import { valueOf } from "./practice-line.ts"

/** A relay's journal, from index 0, as bytes on its disk. The relay must have ended. */
export async function journalOnDisk(data: string, line: LineId): Promise<readonly Uint8Array[]> {
  const journal = await openEmbedded({
    folder: join(data, "journal"),
    onFatal(cause) {
      throw cause
    },
  })
  const entries: Uint8Array[] = []
  for (;;) {
    const read = await journal.read(line, entries.length, limits.readEntriesMax)
    if (read.length === 0) break
    entries.push(...read)
  }
  await journal.close()
  return entries
}

/** A desk's copy of a relay's journal, as bytes in its store. The desk must have been stopped. */
export async function copyOnDisk(store: string, relay: RelayId): Promise<readonly Uint8Array[]> {
  const rows = await openLevelStore(store)
  if (rows === undefined) throw new Error(`${store} is open elsewhere`)
  const bytes = await rows.read(keys.copy(relay))
  const read = bytes === undefined ? undefined : decodeAs(copyRow, bytes, limits.recordBytesMax)
  const epoch = read?.ok === true ? read.value.epoch : 0
  const entries = (await rows.range(keys.entries(relay, epoch))).flatMap((row) => row.value ?? [])
  await rows.close()
  return entries
}

/** Entries of a journal as the rulebook reads them. */
export function arrivals(relay: RelayId, entries: readonly Uint8Array[]): readonly Arrived[] {
  return entries.map((entry, index) => valueOf(readEntry(relay, { epoch: 1, index }, entry)))
}

/** The messages whose envelopes stand in a journal, as often as they do. */
export function messagesIn(relay: RelayId, entries: readonly Uint8Array[]): readonly MessageId[] {
  return arrivals(relay, entries).flatMap(({ said }) =>
    said.by === "party" && said.record.kind === "envelope" ? [said.record.core.message] : [],
  )
}

/** Folds journals one after the other. Every entry must be one that the rules allow. */
export function foldJournals(
  founded: LineState,
  journals: readonly (readonly Arrived[])[],
): LineState {
  const union = new Union(founded, nodeClientCrypto().signatures)
  const rows = new Map<string, Uint8Array>()
  for (const arrived of journals.flat()) {
    const memo: Memo = new Map(union.wants(arrived).map((key) => [key, rows.get(key)]))
    for (const { key, value } of valueOf(union.fold(arrived, memo)).writes) {
      if (value !== undefined) rows.set(key, value)
    }
  }
  return union.state
}

/** The same text for the same state. */
export function stateText(state: LineState): string {
  return Buffer.from(encodeState(state)).toString("base64")
}
