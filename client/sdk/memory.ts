// How a desk remembers across restarts: rows back into their parts, the last snapshot, and the tail of each journal copy
// folded again. Nothing is asked of a relay for it.

import { decodeAs, encodeAs } from "../../shared/encoding/schema.ts"
import { decodeState, encodeState } from "../../shared/line/snapshot.ts"
import { limits } from "../../shared/limits.ts"
import { parseRecord } from "../../shared/records/parsed.ts"
import { branded } from "../../shared/encoding/schema.ts"
import type { MessageId, RelayId } from "../../shared/records/names.ts"
import type { Parts } from "./desk.ts"
import type { Store, Write } from "./ports.ts"
import type { RelayLink } from "./relay-link.ts"
import { resumeRewrapping } from "./rewrapping.ts"
import { chainRow, copyRow, keys, pastCopyRow, snapshotRow } from "./store-layout.ts"
import { readEntry, type Arrived } from "./union.ts"

/** Brings a desk back to where its store says it was. A store that is empty leaves it at the beginning of the line. */
export async function remember(parts: Parts, store: Store): Promise<void> {
  const values = async (prefix: string): Promise<readonly Uint8Array[]> => {
    const rows = await store.range(prefix)
    return rows.flatMap((row) => row.value ?? [])
  }
  parts.outbox.restore(await store.read(keys.ownHead), await values(keys.outgoings))
  for (const bytes of await values(keys.openedAll)) parts.inbox.restore(bytes)
  for (const bytes of await values(keys.afterwords)) parts.afterwords.restore(bytes)
  for (const bytes of await values(keys.prekeys)) parts.prekeys.restoreOwn(bytes)
  parts.presence.restoreReserved(await store.read(keys.aliveReserved))
  for (const row of await store.range(keys.enclosureUntils)) parts.enclosures.restore(row)
  await rememberDesk(parts, store, values)
  for (const { numbered } of parts.outbox.items) {
    for (const { hash, acceptances } of numbered) {
      for (const { relay, acceptance } of acceptances)
        parts.receipts.expect(relay, acceptance, [hash])
    }
  }
  await rememberLine(parts, store)
  resumeRewrapping(parts)
  for (const bytes of await values(keys.peerPrekeys)) {
    parts.prekeys.restorePeer(parts.union.state, bytes)
  }
}

/** What this desk does together with others of its party, or for them. */
async function rememberDesk(
  { mailbox, proposals, countersignRequests, rewraps, rewrapped }: Parts,
  store: Store,
  values: (prefix: string) => Promise<readonly Uint8Array[]>,
): Promise<void> {
  for (const bytes of await values(keys.requests)) mailbox.restoreRequest(bytes)
  for (const { key, value } of await store.range(keys.withdrawals)) {
    if (value !== undefined) mailbox.restoreWithdrawal(key, value)
  }
  for (const row of await store.range(keys.mails)) {
    const mail = branded<MessageId>(row.key.slice(keys.mails.length))
    if (row.value !== undefined) mailbox.restoreMail(mail, row.value)
  }
  for (const bytes of await values(keys.proposal)) proposals.restore(bytes)
  for (const bytes of await values(keys.countersignings)) countersignRequests.restore(bytes)
  for (const bytes of await values(keys.rewrapOrders)) rewraps.restore(bytes)
  for (const bytes of await values(keys.rewrappedAll)) rewrapped.restore(bytes)
}

/** The fold, and what of it this desk still lacks. */
async function rememberLine(parts: Parts, store: Store): Promise<void> {
  for (const row of await store.range(keys.foundings)) {
    const record = row.value === undefined ? undefined : parseRecord(row.value)
    if (record?.ok === true) parts.union.keepFounding(record.value)
  }
  const reaches = restoreSnapshot(parts, await store.read(keys.snapshot))
  for (const link of parts.links.values()) await replay(parts, store, link, reaches)
  for (const link of parts.links.values()) await rememberHeads(link, store)
  await wantBodies(parts, store)
  await recallPast(parts, store)
}

/** What was said in messages whose rows are not in memory still counts: it may be in force, or be one side's tension. */
async function recallPast({ inbox, union }: Parts, store: Store): Promise<void> {
  for (const message of new Set(inbox.all.map((opened) => opened.message))) {
    const bytes =
      union.rowOf(message) === undefined ? await store.read(keys.row(message)) : undefined
    if (bytes !== undefined) union.recall(bytes)
  }
}

/** Heads that were still to be compared, and the copies of epochs that are over. */
async function rememberHeads({ circuit, copy, claims }: RelayLink, store: Store): Promise<void> {
  const past = keys.pastCopies(circuit.id)
  for (const { key, value } of await store.range(past)) {
    if (value !== undefined) copy.restorePast(value, Number(key.slice(past.length)))
  }
  for (const { value } of await store.range(keys.claimedAt(circuit.id))) {
    if (value !== undefined) claims.restore(value)
  }
}

/** Messages that came without a body before this desk stopped: nothing but their envelope is here. */
async function wantBodies(parts: Parts, store: Store): Promise<void> {
  for (const row of parts.union.state.rows.values()) {
    for (const sent of row.sent) {
      if (parts.inbox.saidIn(parts.union.state, sent, row.message) !== undefined) continue
      const { from, seq } = sent
      const arrived = await recordAt(store, keys.chain(from, seq))
      if (arrived?.said.by !== "party" || arrived.said.record.kind !== "envelope") continue
      parts.inbox.want(parts.union.state, arrived.said.record)
    }
  }
}

/** The record of a chain row, read from the copy that holds it. */
async function recordAt(store: Store, chainKey: string): Promise<Arrived | undefined> {
  const bytes = await store.read(chainKey)
  const place = bytes === undefined ? undefined : decodeAs(chainRow, bytes, limits.recordBytesMax)
  if (place?.ok !== true) return undefined
  const { relay, epoch, index } = place.value
  const entry = await store.read(keys.entry(relay, epoch, index))
  const arrived = entry === undefined ? undefined : readEntry(relay, { epoch, index }, entry)
  return arrived?.ok === true ? arrived.value : undefined
}

type Reaches = ReadonlyMap<RelayId, { readonly epoch: number; readonly next: number }>

function restoreSnapshot(parts: Parts, bytes: Uint8Array | undefined): Reaches {
  if (bytes === undefined) return new Map()
  const read = decodeAs(snapshotRow, bytes, limits.stateBytesMax)
  if (!read.ok) return new Map()
  const state = decodeState(read.value.state)
  // A snapshot of another rulebook is no harm: the copies are folded from their beginning.
  if (!state.ok) return new Map()
  parts.union.restore(state.value)
  return new Map(read.value.reaches.map(({ relay, epoch, next }) => [relay, { epoch, next }]))
}

/** Everything that this relay ever gave us: what was learned from it before it began anew still counts. */
async function replay(
  parts: Parts,
  store: Store,
  link: RelayLink,
  reaches: Reaches,
): Promise<void> {
  const relay = link.circuit.id
  const bytes = await store.read(keys.copy(relay))
  const copy = bytes === undefined ? undefined : decodeAs(copyRow, bytes, limits.recordBytesMax)
  if (copy?.ok !== true) return
  const past = (await store.range(keys.pastCopies(relay))).flatMap(({ value }) => {
    const read =
      value === undefined ? undefined : decodeAs(pastCopyRow, value, limits.recordBytesMax)
    return read?.ok === true && read.value.epoch < copy.value.epoch ? [read.value] : []
  })
  const reach = reaches.get(relay) ?? { epoch: 0, next: 0 }
  for (const { epoch, frontier } of [...past, copy.value]) {
    if (epoch < reach.epoch) continue
    const from = epoch === reach.epoch ? reach.next : 0
    await replayCopy(parts, store, { relay, epoch, from, to: frontier.size })
  }
  link.copy.restore(copy.value.epoch, copy.value.frontier)
}

async function replayCopy(
  parts: Parts,
  store: Store,
  stretch: {
    readonly relay: RelayId
    readonly epoch: number
    readonly from: number
    readonly to: number
  },
): Promise<void> {
  const { relay, epoch, from, to } = stretch
  for (let index = from; index < to; index += 1) {
    const entry = await store.read(keys.entry(relay, epoch, index))
    const arrived = entry === undefined ? undefined : readEntry(relay, { epoch, index }, entry)
    if (arrived?.ok !== true) continue
    const memo = new Map<string, Uint8Array | undefined>()
    for (const key of parts.union.wants(arrived.value)) memo.set(key, await store.read(key))
    parts.union.fold(arrived.value, memo)
  }
}

/** The fold as it is now, to be stored at the end of a run and every thousand entries. */
export function snapshotOf(parts: Parts): Write {
  const reaches = [...parts.links.values()].map((link) => ({
    relay: link.circuit.id,
    epoch: link.copy.epoch,
    next: link.copy.next,
  }))
  const value = encodeAs(snapshotRow, { state: encodeState(parts.union.state), reaches })
  return { key: keys.snapshot, value }
}
