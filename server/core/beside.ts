// The rows a relay keeps beside a line's journal: every key in one place, and the schema of every value. Numbers in keys are
// padded, so that the order of keys is the order of numbers.

import {
  branded,
  bytes,
  list,
  record,
  text,
  uint,
  type Infer,
} from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import { frontier, type NodeAddress } from "../../shared/log/tree.ts"
import { signedDeskMail } from "../../shared/records/deskmail.ts"
import {
  hash,
  stepId,
  type DeviceId,
  type Hash,
  type MessageId,
} from "../../shared/records/names.ts"

/** A row to write; without a value it is removed, and `keepUntil` (line time) is when a sweep may remove it. */
export interface BesideRow {
  readonly key: string
  readonly value: Uint8Array | undefined
  readonly keepUntil?: number
}

/** Rows as loaded, by key; a key that was looked for in vain is there without a value. */
export type Loaded = ReadonlyMap<string, Uint8Array | undefined>

const padded = (value: number): string => String(value).padStart(16, "0")

export const besideKeys = {
  /** The acceptance of a device's record, under its place in that device's chain: an `acceptedEntry`. */
  chained: (device: DeviceId, seq: number): string => `seq/${device}/${padded(seq)}`,
  /** The same for a founding document, under its hash. */
  founding: (document: Hash): string => `doc/${document}`,
  /** That two records with this number have been put on record as evidence. */
  evidence: (device: DeviceId, seq: number): string => `evidence/${device}/${padded(seq)}`,
  /** A message of which nothing can fall due any more, or of which only stages have come. */
  row: (message: MessageId): string => `row/${message}`,
  messageOfRow: (key: string): MessageId | undefined =>
    key.startsWith("row/") ? branded<MessageId>(key.slice("row/".length)) : undefined,
  /** Body and wraps of an envelope, under the hash of its header: two releases of one draft share a message id. */
  body: (header: Hash): string => `body/${header}`,
  wrap: (header: Hash, device: DeviceId): string => `wrap/${header}/${device}`,
  /** The wrap that a rewrap brought, under that record's hash. */
  rewrapped: (rewrap: Hash): string => `rewrap/${rewrap}`,
  prekeys: "prekey/",
  prekey: (device: DeviceId): string => `prekey/${device}`,
  cosignatures: "cosign/",
  cosignature: (device: DeviceId): string => `cosign/${device}`,
  mails: "mail/",
  mail: (device: DeviceId, mail: MessageId): string => `mail/${device}/${mail}`,
  node: ({ level, index }: NodeAddress): string => `node/${padded(level)}/${padded(index)}`,
  snapshot: "snapshot",
  /** Why this relay signs no heads of an epoch any more. */
  lostEnd: "lost-end",
  /** How far people have been called: the steps in the journal are the pager's outbox, and this is its cursor. */
  pager: "pager",
} as const

/** Sealed parts of a message: stored with its entry, removed when their time is over, and never replaced. */
export function isEnclosed(key: string): boolean {
  return key.startsWith("body/") || key.startsWith("wrap/") || key.startsWith("rewrap/")
}

/** A head that a device cosigned, as proof of how far this journal had come. */
export const cosignatureRow = record({
  epoch: uint(),
  size: uint(),
  root: hash,
  seconds: uint(),
  signature: bytes(64),
})
export type CosignatureRow = Infer<typeof cosignatureRow>

/** Every page below `next` is delivered or given up; `done` are those at or behind it that are. */
export const pagerRow = record({
  next: uint(),
  done: list(record({ step: stepId, index: uint() }), limits.pagesWaitingMax),
})
export type PagerRow = Infer<typeof pagerRow>

/** In a later epoch, which a restore begins, the row says nothing any more. */
export const lostEndRow = record({ epoch: uint(), why: text(200) })

/** Desk mail for one recipient: other recipients' wraps are left out. */
export const mailRow = record({ until: uint(), mail: signedDeskMail })

/** What folding begins with instead of entry 0. `rules` names the rulebook that made the state: another one folds anew. */
export const snapshotRow = record({
  rules: text(40),
  frontier,
  state: bytes(1, limits.besideBytesMax),
})

/** Evidence rows only have to exist. */
export const evidenceMark = Uint8Array.of(1)
