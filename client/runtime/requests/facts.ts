// A page of the log: facts as they stand in this desk's copies of the journals, with what was said where it is open here.

import { branded, decodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import type { MessageId } from "../../../shared/records/names.ts"
import { isFounding } from "../../../shared/records/parsed.ts"
import { chainRow, keys } from "../../sdk/store-layout.ts"
import type { LedgerFact } from "../../sdk/view/ledger.ts"
import { relayName } from "../../sdk/view/naming.ts"
import { factJson, type FactForm } from "../log/fact-json.ts"
import type { DeskWork } from "./desk-work.ts"
import type { LogBook, Progress } from "./log-book.ts"
import { contentOf } from "./message-json.ts"

export interface FactPage extends Progress {
  readonly line: string
  /** What people call the relays. */
  readonly relays: Record<string, string>
  readonly total: number
  readonly facts: FactForm[]
}

export async function facts(
  work: DeskWork,
  book: LogBook,
  asked: { readonly from: number; readonly limit: number },
): Promise<FactPage> {
  const progress = await book.read()
  const { state } = work.parts.union
  const all = book.facts
  const page = all.slice(asked.from, asked.from + Math.min(asked.limit, limits.readEntriesMax))
  const forms = await Promise.all(page.map(async (fact) => await formOf(work, book, fact)))
  return {
    ...progress,
    line: state.line,
    relays: Object.fromEntries(
      [...work.parts.links.keys()].map((relay) => [relay, relayName(state, relay)]),
    ),
    total: all.length,
    facts: forms,
  }
}

async function formOf(work: DeskWork, book: LogBook, fact: LedgerFact): Promise<FactForm> {
  const form = withContent(work, factJson(book.names, fact))
  return (await isBelieved(work, fact)) ? form : { ...form, counts: false }
}

/** A relay may put into its journal what the rulebook refuses: this desk has no such record under the device's number. */
async function isBelieved({ runtime }: DeskWork, { said }: LedgerFact): Promise<boolean> {
  if (said.by === "relay" || isFounding(said.record)) return true
  const { hash, core } = said.record
  const row = await runtime.read(keys.chain(core.link.from, core.link.seq))
  const read = row === undefined ? undefined : decodeAs(chainRow, row, limits.recordBytesMax)
  return read?.ok === true && read.value.hash === hash
}

/** Journals themselves hold nothing that can be read: what was said is what this desk has opened. */
function withContent({ conversation }: DeskWork, fact: FactForm): FactForm {
  const { id } = fact
  if (fact.kind !== "envelope" || typeof id !== "string") return fact
  const { code, title, params, remark } = contentOf(conversation, branded<MessageId>(id))
  return { ...fact, code, title, params, remark }
}
