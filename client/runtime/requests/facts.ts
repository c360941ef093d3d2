// A page of the log: facts as they stand in this desk's copies of the journals, with what was said where it is open here.

import { branded } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import type { MessageId } from "../../../shared/records/names.ts"
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
  return {
    ...progress,
    line: state.line,
    relays: Object.fromEntries(
      [...work.parts.links.keys()].map((relay) => [relay, relayName(state, relay)]),
    ),
    total: all.length,
    facts: page.map((fact) => withContent(work, factJson(book.names, fact))),
  }
}

/** Journals themselves hold nothing that can be read: what was said is what this desk has opened. */
function withContent({ conversation }: DeskWork, fact: FactForm): FactForm {
  const { id } = fact
  if (fact.kind !== "envelope" || typeof id !== "string") return fact
  const { code, title, params, remark } = contentOf(conversation, branded<MessageId>(id))
  return { ...fact, code, title, params, remark }
}
