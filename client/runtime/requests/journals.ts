// This desk's copies of the journals, page by page, for `parley log`.

import { branded } from "../../../shared/encoding/schema.ts"
import { toBase64 } from "../../../shared/log/base64.ts"
import { limits } from "../../../shared/limits.ts"
import type { RelayId } from "../../../shared/records/names.ts"
import type { Parts } from "../../sdk/desk.ts"
import { keys } from "../../sdk/store-layout.ts"
import { relayName } from "../../sdk/view/naming.ts"
import type { DeskWork } from "./desk-work.ts"
import type { JournalForm } from "./ops.ts"

/** A relay signs its head at most once a second, and what it has merged by two seconds later. */
const headWithinMs = 4_000
/** One answer must fit the line of a conversation between two processes. */
const pageCharsMost = 1024 * 1024

export async function journals(
  work: DeskWork,
  signal: AbortSignal,
): Promise<{ readonly line: string; readonly journals: JournalForm[] }> {
  await work.caughtUp(signal)
  const patience = { timeoutMs: headWithinMs, signal }
  await work.runtime.until((parts) => (isSignedOver(parts) ? true : undefined), patience)
  const { parts } = work
  const { state } = parts.union
  const now = work.runtime.act((desk) => desk.now)
  return {
    line: state.line,
    journals: [...parts.links.values()].map(({ circuit, copy, clock }) => ({
      relay: circuit.id,
      name: relayName(state, circuit.id),
      epoch: copy.epoch,
      size: copy.next,
      offsetMs: clock.lineTime(now) - now.wall,
      agreed:
        copy.agreed === undefined
          ? null
          : { size: copy.agreed.size, root: copy.agreed.root, note: copy.agreed.note },
    })),
  }
}

/** Every relay that answers has signed all that is here of its journal. */
function isSignedOver({ links }: Parts): boolean {
  return [...links.values()]
    .filter((link) => link.isCurrent)
    .every(({ copy }) => copy.agreed?.size === copy.next)
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
  let chars = 0
  const most = Math.min(asked.limit, limits.readEntriesMax)
  for (let index = asked.from; index < asked.from + most; index += 1) {
    const relay = branded<RelayId>(asked.relay)
    const entry = await runtime.read(keys.entry(relay, asked.epoch, index))
    if (entry === undefined || chars > pageCharsMost) break
    const text = toBase64(entry)
    page.push(text)
    chars += text.length
  }
  return { entries: page }
}
