// What a journal, or the union of several, adds up to. Every part is a function of sets and of each device's own chain,
// never of the order between devices or of the relay an entry came from: so any interleaving folds to the same state.

import { bytes, flag, list, optional, record, text, uint, type Infer } from "../encoding/schema.ts"
import { limits } from "../limits.ts"
import { ladderAction, side, type Charter, type Side } from "../records/charter.ts"
import {
  demand,
  deviceId,
  hash,
  messageId,
  precedence,
  relayId,
  stepId,
  type DeviceId,
  type Hash,
  type LineId,
  type MessageId,
  type PartyId,
  type RelayId,
} from "../records/names.ts"
import type { Root } from "../records/root.ts"
import type { Roster } from "../records/roster.ts"
import { clockClaim, fact } from "../records/stage.ts"

const { relaysEverMax } = limits
const rowDevicesMax = 2 * limits.rowDevicesPerSideMax
/** Every device's envelopes under one message id, as many as are kept. */
const sentMax = rowDevicesMax * limits.rowEnvelopesPerDeviceMax
const demandsMax = 5
/** The steps of every round that stand-bys can make, for every demand. */
const stepsMax = demandsMax * limits.ladderStepsMax * (limits.standByMax + 1)

/**
 * That a relay admitted a record: when by its line time, whether its own order lets it count (its author was not suspended there
 * yet), and when it was first accepted, here or by the relay whose acceptance it brought.
 */
const admitted = record({
  relay: relayId,
  index: uint(),
  t: uint(),
  counts: flag(),
  spokenAt: uint(),
})

/** An envelope as the rulebook knows it: everything but content. `base` is where its clocks start in that journal. */
const sent = record({
  header: hash,
  from: deviceId,
  side,
  author: optional(deviceId),
  /** Who sent it, and who wrote it where that is another: officers of the roster that the record names. */
  officers: list(text(32), 2),
  seq: uint(),
  serial: uint(),
  precedence,
  owes: list(demand, demandsMax),
  life: uint(),
  references: list(messageId, limits.referencesMax),
  commitment: bytes(32),
  t: uint(),
  terr: uint(),
  charter: uint(),
  recipients: list(deviceId, limits.recipientsMax),
})
export type Sent = Infer<typeof sent>

/** When an envelope was admitted and whether its clocks run there: `base` = 0 where it arms nothing. */
const arrival = record({
  relay: relayId,
  header: hash,
  index: uint(),
  t: uint(),
  counts: flag(),
  spokenAt: uint(),
  late: flag(),
  base: uint(),
})
export type Arrival = Infer<typeof arrival>

const reached = record({
  record: hash,
  from: deviceId,
  side,
  seq: uint(),
  header: hash,
  /** The record before it in its device's chain: where it says something in substance, the envelope that says it. */
  follows: hash,
  fact,
  t: uint(),
  arrived: uint(),
  substance: optional(messageId),
  openProof: optional(bytes(32)),
  clock: list(clockClaim, limits.relaysMax),
  admitted: list(admitted, relaysEverMax),
})
export type Reached = Infer<typeof reached>

/** An envelope that refers to the message: what a stage of that device says of it in substance. */
const answer = record({ header: hash, from: deviceId, side, seq: uint(), message: messageId })

/** A step of the ladder that a relay has recorded. */
const stepTaken = record({
  step: stepId,
  demand,
  number: uint(),
  action: ladderAction,
  dueAt: uint(),
  at: list(record({ relay: relayId, t: uint() }), relaysEverMax),
})
export type StepTaken = Infer<typeof stepTaken>

/** All that is known of one message. `sent` is empty while only stages of it, or answers to it, have come. */
export const row = record({
  message: messageId,
  sent: list(sent, sentMax),
  arrivals: list(arrival, sentMax * relaysEverMax),
  reached: list(reached, rowDevicesMax * limits.rowStagesPerDeviceMax),
  answers: list(answer, rowDevicesMax * limits.rowAnswersPerDeviceMax),
  steps: list(stepTaken, stepsMax),
})
export type Row = Infer<typeof row>

export interface Versioned<T> {
  readonly version: number
  readonly hash: Hash
  readonly bytes: Uint8Array
  readonly document: T
}

/** A party as the charter and its roots define it. */
export interface Party {
  readonly party: PartyId
  readonly roots: readonly Versioned<Root>[]
  readonly rosters: readonly Versioned<Roster>[]
}

/**
 * The newest record of a device: the next one must follow it. `serial` counts its envelopes. Of a forked device it is the
 * last record before the fork, whose hash is then not kept (zeros).
 */
export interface Head {
  readonly seq: number
  readonly hash: Hash
  readonly serial: number
}

/** A device's newest watch record. */
export interface Watching {
  readonly seq: number
  readonly act: "take" | "leave"
  readonly role: "duty" | "supervisor" | "translator" | "principal"
  readonly until: number
  readonly t: number
}

/** The end of a device's word as one relay's journal has it; `from`: when it had both taken effect and come there. */
export interface Ended {
  readonly relay: RelayId
  readonly effective: number
  readonly from: number
}

/** Something that should never be: kept, shown to both sides, and evidence. */
export interface Violation {
  readonly what: "chain/fork" | "roster/forked" | "log/forged"
  readonly device: DeviceId | undefined
  readonly detail: string
}

/**
 * What is known of one relay's journal: its epoch, the newest line time in it, and how far it holds the chain of each device
 * without a gap, over all its epochs.
 */
export interface JournalFacts {
  readonly epoch: number
  readonly t: number
  readonly chains: ReadonlyMap<DeviceId, number>
}

export interface LineState {
  readonly line: LineId
  readonly charters: readonly Versioned<Charter>[]
  readonly parties: Readonly<Record<Side, Party>>
  readonly heads: ReadonlyMap<DeviceId, Head>
  readonly rows: ReadonlyMap<MessageId, Row>
  readonly watches: ReadonlyMap<DeviceId, Watching>
  /** The highest watch `seq` of a device that a handover has ended. */
  readonly relieved: ReadonlyMap<DeviceId, number>
  readonly suspensions: ReadonlyMap<DeviceId, readonly Ended[]>
  /** Devices that a roster has left out; one that a roster in force names is not removed. */
  readonly removals: ReadonlyMap<DeviceId, readonly Ended[]>
  /** From this `seq` on, a forked device's records are contested and meet no deadline. */
  readonly forked: ReadonlyMap<DeviceId, number>
  readonly journals: ReadonlyMap<RelayId, JournalFacts>
  readonly violations: readonly Violation[]
}

/** A journal of which nothing is known but the line time of an entry. */
export const noJournal = (t: number): JournalFacts => ({ epoch: 0, t, chains: new Map() })

export const emptyRow = (message: MessageId): Row => ({
  message,
  sent: [],
  arrivals: [],
  reached: [],
  answers: [],
  steps: [],
})

/** A map with one entry changed; the old map stays as it was. */
export function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value)
}
