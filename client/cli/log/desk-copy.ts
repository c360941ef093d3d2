// This desk's copies of the journals, brought over page by page from the process at work in the home.

import { encodeExport, type JournalCopy, type LineExport } from "../../../shared/log/export.ts"
import { ofBase64 } from "../../../shared/log/base64.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import type { LineId, RelayId } from "../../../shared/records/names.ts"
import type { CommandLine } from "../command-line.ts"
import { ask, ops, type JournalForm } from "../../runtime/requests/ops.ts"
import { Failure, unwrap } from "../../runtime/failure.ts"
import type { DeskAccess } from "../runtime/open-desk.ts"

export interface DeskCopy {
  readonly line: LineId
  readonly journals: readonly {
    readonly form: JournalForm
    readonly entries: readonly Uint8Array[]
  }[]
}

/** `whole`: also what no signed head covers yet. Else every journal ends where its newest signed head does. */
export async function readCopy(
  line: CommandLine,
  desk: DeskAccess,
  whole: boolean,
): Promise<DeskCopy> {
  const signal = line.io.stop
  const found = await ask(desk, ops.journals, {}, { signal })
  const journals: { form: JournalForm; entries: readonly Uint8Array[] }[] = []
  for (const form of found.journals) {
    const end = whole ? form.size : (form.agreed?.size ?? 0)
    journals.push({ form, entries: await readEntries(line, desk, form, end) })
  }
  return { line: branded<LineId>(found.line), journals }
}

async function readEntries(
  { io, output }: CommandLine,
  desk: DeskAccess,
  { relay, name, epoch }: JournalForm,
  end: number,
): Promise<readonly Uint8Array[]> {
  const entries: Uint8Array[] = []
  while (entries.length < end) {
    const limit = Math.min(limits.readEntriesMax, end - entries.length)
    const asked = { relay, epoch, from: entries.length, limit }
    const page = await ask(desk, ops.entries, asked, { signal: io.stop })
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
    output.status(`${name}: ${String(entries.length)} of ${String(end)} entries`)
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
