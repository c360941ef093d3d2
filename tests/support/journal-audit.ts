// Whether a line's journals are what they should be, when nobody writes to them any more: every desk's copy equal to the relay's
// own, all of them proven from nothing but charter and rosters, and folding to one state whichever comes first.

import { equalBytes } from "../../shared/encoding/bytes.ts"
import { currentCharter, deviceEver } from "../../shared/line/agreement.ts"
import type { LineState } from "../../shared/line/state.ts"
import { encodeExport } from "../../shared/log/export.ts"
import { verifyExport } from "../../shared/log/export-proof.ts"
import type { DeviceId, MessageId, RelayId } from "../../shared/records/names.ts"
import { nodeClientCrypto } from "../../client/cli/crypto.ts"
import type { Parts } from "../../client/sdk/desk.ts"
import type { AgreedHead } from "../../client/sdk/journal-copy.ts"
import type { DeskAtWork } from "./desk-at-work.ts"
import { arrivals, copyOnDisk, foldJournals, stateText } from "./journals-on-disk.ts"
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
  /** Charter and first rosters folded. */
  readonly founded: LineState
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
    const entries = await line.journalOf(name)
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
  return { founded: line.founded.state, journals, desks: audits }
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
      const copy = desk.copies.get(relay) ?? []
      if (!isBeginningOf(copy, entries)) faults.push(`${at}: another copy`)
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
  founded: LineState,
  relay: RelayId,
  entries: readonly Uint8Array[],
  head: AgreedHead,
): readonly string[] {
  const known = entries.slice(0, head.size)
  const journal = { relay, epoch: 1, entries: known, checkpoints: [head.note] }
  const file = valueOf(encodeExport({ line: founded.line, journals: [journal] }))
  const named = currentCharter(founded).relays.find((each) => each.relay === relay)
  const devices = [founded.parties.A, founded.parties.B].flatMap(
    (party) => party.rosters.at(-1)?.document.devices ?? [],
  )
  const witnessKeys = new Map<DeviceId, Uint8Array>(
    devices.map(({ device, witnessKey }) => [device, witnessKey]),
  )
  const keysOf = () => named && { logKey: named.logKey, witnessKeys }
  const report = verifyExport(file, () => keysOf, nodeClientCrypto().signatures)
  const size = report.journals[0]?.size
  return size === head.size
    ? report.faults.map((fault) => `${fault.kind}: ${fault.detail}`)
    : [`proven up to ${String(size)} of ${String(head.size)}`]
}
