// `parley log show`: every fact in this desk's copies of the journals, once, with the places where it stands.

import { parseRecord } from "../../../shared/records/parsed.ts"
import type { RelayId } from "../../../shared/records/names.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import { ofBase64 } from "../../../shared/log/base64.ts"
import type { LineState } from "../../../shared/line/state.ts"
import { JournalFolder } from "../../sdk/audit.ts"
import { foundLine } from "../../sdk/ceremony/founding-document.ts"
import type { LedgerFact } from "../../sdk/view/ledger.ts"
import type { CommandLine } from "../command-line.ts"
import { nodeClientCrypto } from "../crypto.ts"
import { ask, ops } from "../../runtime/requests/ops.ts"
import { withDesk } from "../desk/with-desk.ts"
import { Failure, unwrap } from "../../runtime/failure.ts"
import type { JsonObject } from "../output/output.ts"
import { instantOrSpan } from "../../runtime/times.ts"
import type { DeskAccess } from "../runtime/open-desk.ts"
import { readCopy, type DeskCopy } from "./desk-copy.ts"
import { factJson } from "./fact-json.ts"
import { factWords } from "./fact-words.ts"

const contentsAtOnce = 200

export interface ShowWish {
  readonly from: string | undefined
  readonly to: string | undefined
}

export async function showLog(line: CommandLine, wish: ShowWish): Promise<void> {
  const { io, output, settings } = line
  const from = instantIn(wish.from, io.now())
  const to = instantIn(wish.to, io.now())
  await withDesk(line, async (desk) => {
    const copy = await readCopy(line, desk, true)
    const folder = await folded(line, desk, copy)
    const facts = folder.ledger
      .inOrder(offsetsOf(copy))
      .filter(({ places }) => places.some(({ t }) => t >= (from ?? 0) && t <= (to ?? Infinity)))
    const contents = await contentsOf(line, desk, facts)
    const lines = facts.map((fact) => withContent(factJson(folder.state, fact), contents))
    if (settings.isOneObject) {
      output.data({ line: copy.line, facts: lines }, () => "")
      return
    }
    const names = { ...relayNames(copy), ...serialsIn(lines) }
    const page = { palette: output.palette, columns: output.columns, now: io.now() }
    for (const fact of lines) output.data(fact, () => factWords(fact, names, page))
  })
}

function instantIn(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined
  const at = instantOrSpan(text, now)
  if (at !== undefined) return at
  throw new Failure("cli/input", `"${text}" is no time. Type it as 2026-11-22T14:05:00Z`)
}

/** Names and serials follow from the entries themselves: what is shown is what the journals say. */
async function folded(
  { io }: CommandLine,
  desk: DeskAccess,
  copy: DeskCopy,
): Promise<JournalFolder> {
  const { signatures } = nodeClientCrypto()
  const { documents } = await ask(desk, ops.documents, {}, { signal: io.stop })
  const [charter] = documents.map((text) =>
    unwrap(parseRecord(ofBase64(text) ?? new Uint8Array(0))),
  )
  if (charter?.kind !== "charter") throw new Failure("vault/damaged", "no charter in this home")
  const state: LineState = unwrap(foundLine(charter, [], signatures))
  const folder = new JournalFolder(state, signatures)
  for (const { form, entries } of copy.journals) {
    const relay = branded<RelayId>(form.relay)
    for (const [index, bytes] of entries.entries()) {
      folder.take(relay, { epoch: form.epoch, index }, bytes)
    }
  }
  return folder
}

function offsetsOf({ journals }: DeskCopy): ReadonlyMap<RelayId, number> {
  return new Map(journals.map(({ form }) => [branded<RelayId>(form.relay), form.offsetMs]))
}

/** What was said, where this desk has opened it: journals themselves hold nothing that can be read. */
async function contentsOf(
  { io }: CommandLine,
  desk: DeskAccess,
  facts: readonly LedgerFact[],
): Promise<ReadonlyMap<string, JsonObject>> {
  const ids = facts.flatMap(({ said }) =>
    said.by === "party" && said.record.kind === "envelope" ? [said.record.core.message] : [],
  )
  const contents = new Map<string, JsonObject>()
  for (let start = 0; start < ids.length; start += contentsAtOnce) {
    const page = { ids: ids.slice(start, start + contentsAtOnce) }
    const answer = await ask(desk, ops.contents, page, { signal: io.stop })
    for (const { id, ...said } of answer.contents) contents.set(id, said)
  }
  return contents
}

function relayNames({ journals }: DeskCopy): Readonly<Record<string, string>> {
  return Object.fromEntries(journals.map(({ form }) => [form.relay, form.name]))
}

/** People speak in serials: an id within what was said is shown as one. */
function serialsIn(facts: readonly JsonObject[]): Readonly<Record<string, string>> {
  const pairs = facts.flatMap(({ id, serial }) =>
    typeof id === "string" && typeof serial === "string" ? [[id, serial] as const] : [],
  )
  return Object.fromEntries(pairs)
}

function withContent(fact: JsonObject, contents: ReadonlyMap<string, JsonObject>): JsonObject {
  if (fact["kind"] !== "envelope" || typeof fact["id"] !== "string") return fact
  return { ...fact, ...contents.get(fact["id"]) }
}
