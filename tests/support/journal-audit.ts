// What journals hold when nobody writes to them any more: read from the disks of relays and desks, folded by the rulebook anew,
// and proven from nothing but the charter. A second opinion on whatever the running programs said.

import { join } from "node:path"

import { equalBytes } from "../../shared/encoding/bytes.ts"
import { decodeAs } from "../../shared/encoding/schema.ts"
import { deviceEver } from "../../shared/line/agreement.ts"
import { encodeState } from "../../shared/line/snapshot.ts"
import type { LineState } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import { encodeExport } from "../../shared/log/export.ts"
import { verifyExport } from "../../shared/log/export-proof.ts"
import type { DeviceId, MessageId, RelayId } from "../../shared/records/names.ts"
import { openLevelStore } from "../../client/cli/runtime/level-store.ts"
import type { Parts } from "../../client/sdk/desk.ts"
import type { AgreedHead } from "../../client/sdk/journal-copy.ts"
import { copyRow, keys } from "../../client/sdk/store-layout.ts"
import { readEntry, Union, type Arrived, type Memo } from "../../client/sdk/union.ts"
import { openEmbedded } from "../../server/journal/embedded.ts"
import type { DeskAtWork } from "./desk-at-work.ts"
import type { FoundedLine } from "./founded-line.ts"
import { relayNames, type LineOfProcesses } from "./line-of-processes.ts"
import { valueOf, type CallSign } from "./practice-line.ts"

/** What a desk said when all was quiet, and what lies in its store. */
interface DeskAudit {
  readonly state: string
  readonly heads: ReadonlyMap<RelayId, AgreedHead>
  /** Messages that it can show. */
  readonly opened: ReadonlySet<MessageId>
  readonly copies: ReadonlyMap<RelayId, readonly Uint8Array[]>
}

export interface LineAudit {
  readonly founded: FoundedLine
  readonly journals: ReadonlyMap<RelayId, readonly Uint8Array[]>
  readonly desks: ReadonlyMap<CallSign, DeskAudit>
}

/** Waits until nothing is under way on the line, stops everything, and reads every disk. */
export async function auditOf(line: LineOfProcesses): Promise<LineAudit> {
  const desks = [...line.desks.values()]
  await Promise.all(desks.map((desk) => desk.until("all is quiet", isQuiet)))
  const said = desks.map((desk) => ({ callSign: desk.callSign, ...saidBy(desk) }))
  await line.stopDesks()
  await line.stopRelays()
  const journals = new Map<RelayId, readonly Uint8Array[]>()
  for (const name of relayNames) {
    const entries = await journalOnDisk(line.dataOf(name), line.founded)
    journals.set(line.relayId(name), entries)
  }
  const audits = new Map<CallSign, DeskAudit>()
  for (const { callSign, ...known } of said) {
    const copies = new Map<RelayId, readonly Uint8Array[]>()
    for (const relay of line.relayIds) {
      copies.set(relay, await copyOnDisk(line.storeOf(callSign), relay))
    }
    audits.set(callSign, { ...known, copies })
  }
  return { founded: line.founded, journals, desks: audits }
}

/** Everything said is everywhere, everything that is anywhere is here, and both sides have signed for it. */
function isQuiet({ links, outbox, union, inbox }: Parts): boolean {
  const isOut = outbox.items.every(
    ({ numbered }) =>
      numbered.length > 0 && numbered.every((made) => made.acceptances.length === links.size),
  )
  const isAgreed = [...links.values()].every(({ copy, isCurrent }) => {
    const sides = copy.agreed?.cosigners.map((device) => deviceEver(union.state, device)?.side)
    const isWitnessed = sides?.includes("A") === true && sides.includes("B")
    return isCurrent && isWitnessed && copy.agreed?.size === copy.next
  })
  return isOut && isAgreed && inbox.awaiting.length === 0
}

function saidBy(desk: DeskAtWork): Omit<DeskAudit, "copies"> {
  const { union, links, inbox } = desk.parts
  const heads = [...links].flatMap(([relay, { copy }]) =>
    copy.agreed === undefined ? [] : [[relay, copy.agreed] as const],
  )
  const opened = new Set(inbox.all.map(({ message }) => message))
  return { state: stateText(union.state), heads: new Map(heads), opened }
}

/** What is wrong with the journals, in sentences; nothing where all agree and all is proven. */
export function faultsOf({ founded, journals, desks }: LineAudit): readonly string[] {
  const faults: string[] = []
  const heads = [...desks.values()].map((desk) => desk.heads)
  const quiet = [...journals].map(([relay, entries]) => {
    const size = Math.max(0, ...heads.map((known) => known.get(relay)?.size ?? 0))
    return arrivals(relay, entries.slice(0, size))
  })
  const folded = stateText(foldJournals(founded, quiet))
  const otherWay = stateText(foldJournals(founded, quiet.toReversed()))
  if (otherWay !== folded) faults.push("the journals fold to two states, by their order")
  for (const [callSign, desk] of desks) {
    if (desk.state !== folded) faults.push(`${callSign} has folded to another state`)
    for (const [relay, entries] of journals) {
      const at = `${callSign} of ${relay}`
      if (!isBeginningOf(desk.copies.get(relay) ?? [], entries)) faults.push(`${at}: another copy`)
      const head = desk.heads.get(relay)
      if (head === undefined) faults.push(`${at}: no head`)
      else faults.push(...proofFaults(founded, relay, entries, head).map((why) => `${at}: ${why}`))
    }
  }
  return faults
}

/** The last entries, such as that a relay has stopped, may come when a desk has gone already. */
function isBeginningOf(copy: readonly Uint8Array[], journal: readonly Uint8Array[]): boolean {
  const isSame = copy.every((entry, i) => equalBytes(entry, journal[i] ?? new Uint8Array(0)))
  return copy.length > 0 && isSame
}

/** Proves a journal up to a signed head, with the keys that charter and rosters name. */
function proofFaults(
  founded: FoundedLine,
  relay: RelayId,
  entries: readonly Uint8Array[],
  head: AgreedHead,
): readonly string[] {
  const { state, practice } = founded
  const known = entries.slice(0, head.size)
  const journal = { relay, epoch: 1, entries: known, checkpoints: [head.note] }
  const file = valueOf(encodeExport({ line: state.line, journals: [journal] }))
  const named = Object.values(practice.relays).find((each) => each.relay === relay)
  const witnessKeys = new Map<DeviceId, Uint8Array>(
    Object.values(practice.devices).map(({ device, entry }) => [device, entry.witnessKey]),
  )
  const keysOf = () => named && { logKey: named.entry.logKey, witnessKeys }
  const report = verifyExport(file, () => keysOf, practice.signatures)
  const size = report.journals[0]?.size
  return size === head.size
    ? report.faults.map((fault) => `${fault.kind}: ${fault.detail}`)
    : [`proven up to ${String(size)} of ${String(head.size)}`]
}

/** A relay's journal, from index 0, as bytes on its disk. The relay must have ended. */
export async function journalOnDisk(
  data: string,
  founded: FoundedLine,
): Promise<readonly Uint8Array[]> {
  const journal = await openEmbedded({
    folder: join(data, "journal"),
    onFatal(cause) {
      throw cause
    },
  })
  const { line } = founded.state
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
async function copyOnDisk(store: string, relay: RelayId): Promise<readonly Uint8Array[]> {
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
  founded: FoundedLine,
  journals: readonly (readonly Arrived[])[],
): LineState {
  const union = new Union(founded.state, founded.practice.signatures)
  const rows = new Map<string, Uint8Array>()
  for (const arrived of journals.flat()) {
    const memo: Memo = new Map(union.wants(arrived).map((key) => [key, rows.get(key)]))
    for (const { key, value } of valueOf(union.fold(arrived, memo)).writes) {
      if (value !== undefined) rows.set(key, value)
    }
  }
  return union.state
}

function stateText(state: LineState): string {
  return Buffer.from(encodeState(state)).toString("base64")
}
