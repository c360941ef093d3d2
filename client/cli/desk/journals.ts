// This desk's copies of the journals, page by page, for `parley log`.

import { encodeAs } from "../../../shared/encoding/schema.ts"
import { toBase64 } from "../../../shared/log/base64.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import type { RelayId } from "../../../shared/records/names.ts"
import { signed } from "../../../shared/records/signed.ts"
import { keys } from "../../sdk/store-layout.ts"
import { relayName } from "../../sdk/view/naming.ts"
import type { DeskWork } from "./desk-work.ts"
import type { JournalForm } from "./ops.ts"

export function journals({ parts }: DeskWork): {
  readonly line: string
  readonly journals: JournalForm[]
} {
  const { state } = parts.union
  return {
    line: state.line,
    journals: [...parts.links.values()].map(({ circuit, copy }) => ({
      relay: circuit.id,
      name: relayName(state, circuit.id),
      epoch: copy.epoch,
      size: copy.next,
      agreed:
        copy.agreed === undefined
          ? null
          : { size: copy.agreed.size, root: copy.agreed.root, note: copy.agreed.note },
    })),
  }
}

export async function entries(
  { runtime }: DeskWork,
  asked: {
    readonly relay: string
    readonly epoch: number
    readonly from: number
    readonly limit: number
  },
): Promise<{ readonly entries: string[] }> {
  const page: string[] = []
  const most = Math.min(asked.limit, limits.readEntriesMax)
  for (let index = asked.from; index < asked.from + most; index += 1) {
    const relay = branded<RelayId>(asked.relay)
    const entry = await runtime.read(keys.entry(relay, asked.epoch, index))
    if (entry === undefined) break
    page.push(toBase64(entry))
  }
  return { entries: page }
}

/** The founding documents of this home: without them nobody can say whose signatures the entries carry. */
export function documents({ home }: DeskWork): { readonly documents: string[] } {
  const records = [home.charter, ...home.documents]
  return { documents: records.map((record) => toBase64(encodeAs(signed, record.signed))) }
}
