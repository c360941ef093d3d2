// This desk's copies of the journals, brought over page by page from the process at work in the home.

import { encodeExport, type JournalCopy, type LineExport } from "../../../shared/log/export.ts"
import { ofBase64 } from "../../../shared/log/base64.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import type { LineId, RelayId } from "../../../shared/records/names.ts"
import { Failure, unwrap } from "../failure.ts"
import type { Asking } from "../handle.ts"
import { ask, ops, type JournalForm } from "../requests/ops.ts"

export interface DeskCopy {
  readonly line: LineId
  readonly journals: readonly {
    readonly form: JournalForm
    readonly entries: readonly Uint8Array[]
  }[]
}

/** Whoever answers for the home. */
interface Desk {
  request(op: string, args: unknown, asking?: Asking): Promise<unknown>
}

interface Reading {
  readonly signal?: AbortSignal
  /** So many entries of this journal are here, of so many that are wanted. */
  readonly onRead: (name: string, read: number, of: number) => void
}

/** Every journal as far as its newest signed head goes. */
export async function readCopy(desk: Desk, reading: Reading): Promise<DeskCopy> {
  const found = await ask(desk, ops.journals, {}, { signal: reading.signal })
  const journals: { form: JournalForm; entries: readonly Uint8Array[] }[] = []
  for (const form of found.journals) {
    journals.push({ form, entries: await readEntries(desk, form, reading) })
  }
  return { line: branded<LineId>(found.line), journals }
}

async function readEntries(
  desk: Desk,
  { relay, name, epoch, agreed }: JournalForm,
  { signal, onRead }: Reading,
): Promise<readonly Uint8Array[]> {
  const end = agreed?.size ?? 0
  const entries: Uint8Array[] = []
  while (entries.length < end) {
    const limit = Math.min(limits.readEntriesMax, end - entries.length)
    const asked = { relay, epoch, from: entries.length, limit }
    const page = await ask(desk, ops.entries, asked, { signal })
    if (page.entries.length === 0) {
      throw new Failure(
        "vault/damaged",
        `entry ${String(entries.length)} of ${name} is not in this home`,
      )
    }
    for (const text of page.entries) {
      const bytes = ofBase64(text)
      if (bytes === undefined) throw new Failure("cli/again", "an entry that is not base 64")
      entries.push(bytes)
    }
    onRead(name, entries.length, end)
  }
  return entries
}

/** As a file that proves itself, with the newest signed head of each journal. */
export function exportOf(copy: DeskCopy): Uint8Array {
  const source: LineExport = {
    line: copy.line,
    journals: copy.journals.map(({ form, entries }): JournalCopy => ({
      relay: branded<RelayId>(form.relay),
      epoch: form.epoch,
      entries,
      checkpoints: form.agreed === null ? [] : [form.agreed.note],
    })),
  }
  return unwrap(encodeExport(source))
}
