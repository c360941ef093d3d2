// The rows of a desk's store: every key in one place, and the schema of every value. Numbers in keys are padded, so that
// the order of keys is the order of numbers.

import {
  bytes,
  choice,
  flag,
  list,
  optional,
  record,
  prose,
  text,
  uint,
  variant,
  type Infer,
} from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import { frontier, type NodeAddress } from "../../shared/log/tree.ts"
import { signedAcceptance } from "../../shared/records/acceptance.ts"
import { authorship } from "../../shared/records/envelope.ts"
import { seenHead, type SeenHead } from "../../shared/records/link.ts"
import {
  demand,
  deviceId,
  hash,
  messageId,
  precedence,
  relayId,
  role,
  type DeviceId,
  type Hash,
  type MessageId,
  type RelayId,
} from "../../shared/records/names.ts"
import { fact } from "../../shared/records/stage.ts"

const padded = (value: number): string => String(value).padStart(14, "0")

export const keys = {
  entry: (relay: RelayId, epoch: number, index: number): string =>
    `entry/${relay}/${padded(epoch)}/${padded(index)}`,
  entries: (relay: RelayId, epoch: number): string => `entry/${relay}/${padded(epoch)}/`,
  copy: (relay: RelayId): string => `copy/${relay}`,
  copies: "copy/",
  /** The end of a copy whose relay has begun another epoch, and the last head that both had agreed on. */
  pastCopy: (relay: RelayId, epoch: number): string => `past-copy/${relay}/${padded(epoch)}`,
  pastCopies: (relay: RelayId): string => `past-copy/${relay}/`,
  /** A complete subtree over a copy, stored with the entry that completed it: the root of any size follows from a few. */
  node: (relay: RelayId, epoch: number, { level, index }: NodeAddress): string =>
    `node/${relay}/${padded(epoch)}/${padded(level)}/${padded(index)}`,
  /** A head that somebody has seen and that has not been compared yet. */
  claimed: (relay: RelayId, by: string, { epoch, size, root }: SeenHead): string =>
    `claimed/${relay}/${by}/${padded(epoch)}/${padded(size)}/${root}`,
  claimedAt: (relay: RelayId): string => `claimed/${relay}/`,
  /** An acceptance that a relay did not keep: whoever is shown it can check both signatures. */
  evidence: (relay: RelayId, of: Hash): string => `evidence/${relay}/${of}`,
  /** Where a device's record stands: its hash, and the journal that held it first. */
  chain: (device: DeviceId, seq: number): string => `chain/${device}/${padded(seq)}`,
  row: (message: MessageId): string => `row/${message}`,
  founding: (document: Hash): string => `founding/${document}`,
  foundings: "founding/",
  enclosure: (header: Hash): string => `enclosure/${header}`,
  enclosureUntil: (header: Hash): string => `enclosure-until/${header}`,
  enclosureUntils: "enclosure-until/",
  opened: (header: Hash): string => `opened/${header}`,
  openedAll: "opened/",
  outgoing: (item: string): string => `outgoing/${item}`,
  outgoings: "outgoing/",
  ownHead: "own-head",
  /** Up to which number proofs of life may have been signed. */
  aliveReserved: "alive-reserved",
  prekey: (counter: number): string => `prekey/${padded(counter)}`,
  prekeys: "prekey/",
  peerPrekey: (device: DeviceId): string => `peer-prekey/${device}`,
  peerPrekeys: "peer-prekey/",
  mail: (mail: MessageId): string => `mail/${mail}`,
  mails: "mail/",
  request: (message: MessageId): string => `request/${message}`,
  requests: "request/",
  /** A draft that was taken back before it came. */
  withdrawal: (message: MessageId): string => `withdrawal/${message}`,
  withdrawals: "withdrawal/",
  /** A wrap that this desk will make, or has made, for one device. */
  rewrapOrder: (header: Hash, to: DeviceId): string => `rewrap-order/${header}/${to}`,
  rewrapOrders: "rewrap-order/",
  /** A wrap that another device has made for this one, until the message is open. */
  rewrapped: (header: Hash, from: DeviceId): string => `rewrapped/${header}/${from}`,
  rewrappedAll: "rewrapped/",
  /** A record of a device whose word had ended before it came here. */
  afterword: (of: Hash): string => `afterword/${of}`,
  afterwords: "afterword/",
  proposal: "proposal",
  countersigning: (proposal: MessageId): string => `countersigning/${proposal}`,
  countersignings: "countersigning/",
  /** What an officer is writing; of no meaning to the desk itself. */
  composing: (slot: string): string => `composing/${slot}`,
  snapshot: "snapshot",
} as const

/** How far this desk's copy of a relay's journal goes. */
export const copyRow = record({ epoch: uint(), frontier })

/** A copy that is not continued. */
export const pastCopyRow = record({
  epoch: uint(),
  frontier,
  note: optional(prose(limits.noteCharsMax)),
})

/** A head to be compared, and whose word it is: a device's or the relay's own. */
export const claimedRow = record({ by: text(32), head: seenHead })

/** The fold so far, and how far into each journal it reaches. */
export const snapshotRow = record({
  state: bytes(1, limits.stateBytesMax),
  reaches: list(record({ relay: relayId, epoch: uint(), next: uint() }), limits.relaysMax),
})

export const chainRow = record({ hash, relay: relayId, epoch: uint(), index: uint() })

export const afterwordRow = record({
  hash,
  from: deviceId,
  relay: relayId,
  epoch: uint(),
  index: uint(),
  at: uint(),
})

/** The last record this device signed. Written in one batch with the record, before the record leaves. */
export const ownHeadRow = record({ seq: uint(), hash, serial: uint() })
export type OwnHead = Infer<typeof ownHeadRow>

/** An opened message: what was said, the opening of its commitment, and the key to wrap it for one more device. Sealed under the vault's key at rest. */
export const openedRow = record({
  message: messageId,
  header: hash,
  from: deviceId,
  payload: bytes(0, limits.payloadBytesMax),
  opening: bytes(32),
  contentKey: bytes(32),
})
export type Opened = Infer<typeof openedRow>

/** A record this desk will sign, without what only its place in the chain decides. */
const outgoingPart = variant({
  envelope: [
    1,
    {
      message: messageId,
      precedence,
      owes: list(demand, 5),
      references: list(messageId, limits.referencesMax),
      life: uint(),
      payload: bytes(0, limits.payloadBytesMax),
      opening: bytes(32),
      drafted: list(authorship, 1),
    },
  ],
  stage: [
    2,
    {
      message: messageId,
      header: hash,
      fact,
      openProof: optional(bytes(32)),
      arrived: uint(),
      substance: optional(messageId),
    },
  ],
  "take-watch": [3, { role, until: uint() }],
  "leave-watch": [4, {}],
  /** `envelope` is the header as signed: the rewrap can be made whenever its number comes. */
  rewrap: [
    5,
    {
      message: messageId,
      envelope: bytes(1, limits.envelopeBytesMax),
      contentKey: bytes(32),
      to: deviceId,
    },
  ],
  /** Records that a second device has signed already, in the place that their core names and in no other. */
  handover: [
    6,
    { core: bytes(1, limits.countersignedBytesMax), by: deviceId, signature: bytes(64) },
  ],
  suspend: [
    7,
    { core: bytes(1, limits.countersignedBytesMax), by: deviceId, signature: bytes(64) },
  ],
})
export type OutgoingPart = Infer<typeof outgoingPart>

/** A signed record on its way, and which relays have accepted it. */
const numberedRow = record({
  seq: uint(),
  hash,
  record: bytes(1, limits.recordBytesMax),
  enclosure: bytes(0, limits.envelopeBytesMax),
  message: optional(messageId),
  contentKey: bytes(0, 32),
  acceptances: list(record({ relay: relayId, acceptance: signedAcceptance }), limits.relaysMax),
})
export type Numbered = Infer<typeof numberedRow>

/** One thing an officer or the desk itself wants on the line: parts that go together, in order. */
export const outgoingRow = record({
  item: text(40),
  precedence,
  releasedAt: uint(),
  order: uint(),
  isHeldTold: flag(),
  parts: list(outgoingPart, 4),
  numbered: list(numberedRow, 4),
})
export type OutgoingItem = Infer<typeof outgoingRow>

/** A message that waits, or waited, for a second officer. */
export const requestRow = record({
  draft: bytes(1, 4_096),
  signature: bytes(64),
  payload: bytes(0, limits.payloadBytesMax),
  opening: bytes(32),
  state: choice({ waiting: 0, returned: 1, withdrawn: 2, released: 3 }),
})

export const withdrawalRow = record({ author: deviceId })

export const prekeyRow = record({
  counter: uint(),
  seed: bytes(32),
  keepUntil: uint(),
})
