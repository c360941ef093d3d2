// Desk mail: sealed by a device to others of its own party, kept beside the journal until each has it, a day at most. The
// relay checks who sends to whom and that the parts belong together; a mailbox holds so much and no more.

import { verifyIn } from "../../shared/crypto/signatures.ts"
import { branded, decodeAs, encodeAs } from "../../shared/encoding/schema.ts"
import { deviceIn } from "../../shared/line/agreement.ts"
import { withEntry, type LineState } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import {
  deskMailCore,
  deskMailHeader,
  type DeskMailCore,
  type SignedDeskMail,
} from "../../shared/records/deskmail.ts"
import { enclosure, type Enclosure } from "../../shared/records/envelope.ts"
import type { DeviceId, Hash, MessageId } from "../../shared/records/names.ts"
import { hashOf } from "../../shared/records/signed.ts"
import { ok, refused, type Refusal, type Result } from "../../shared/result.ts"
import { besideKeys, mailRow, type BesideRow, type Loaded } from "./beside.ts"
import type { RelayIdentity } from "./relay-identity.ts"
import { endOf } from "./standing.ts"

/** Which mail waits for whom, and until when (line time). The mail itself is on the disk only. */
export type Mailboxes = ReadonlyMap<DeviceId, ReadonlyMap<MessageId, number>>

export interface TakenMail {
  readonly mail: MessageId
  readonly recipients: readonly DeviceId[]
  readonly boxes: Mailboxes
  readonly rows: readonly BesideRow[]
}

/**
 * What is kept for each recipient, or why the mail is not taken. Mail that is kept already is taken again, unchanged. For a
 * device whose word has ended nothing is kept: its sender may not have heard of the end, and the others wait for theirs.
 */
export function takeMail(
  boxes: Mailboxes,
  context: { readonly state: LineState; readonly identity: RelayIdentity; readonly t: number },
  sender: DeviceId,
  mail: SignedDeskMail,
): Result<TakenMail> {
  const read = readMail(context, sender, mail)
  if (!read.ok) return read
  const { core, parts } = read.value
  const until = context.t + limits.deskMailKeptMs
  let next = emptied(boxes, context.t)
  const rows: BesideRow[] = []
  for (const [place, { device }] of core.recipients.entries()) {
    if (endOf(context.state, context.identity.relay, device) !== undefined) continue
    const box = next.get(device) ?? new Map<MessageId, number>()
    if (box.has(core.mail)) continue
    if (box.size >= limits.deskMailPerDeviceMax) return refused("relay/full", "a mailbox is full")
    next = withEntry(next, device, withEntry(box, core.mail, until))
    const wraps = parts.wraps.map((wrap, i) => (i === place ? wrap : undefined))
    const own = { ...mail, enclosure: encodeAs(enclosure, { body: parts.body, wraps }) }
    const value = encodeAs(mailRow, { until, mail: own })
    rows.push({ key: besideKeys.mail(device, core.mail), value, keepUntil: until })
  }
  const recipients = core.recipients.map((recipient) => recipient.device)
  return ok({ mail: core.mail, recipients, boxes: next, rows })
}

interface ReadMail {
  readonly core: DeskMailCore
  readonly parts: Enclosure
}

function readMail(
  context: { readonly state: LineState; readonly identity: RelayIdentity },
  sender: DeviceId,
  mail: SignedDeskMail,
): Result<ReadMail> {
  const header = decodeAs(deskMailHeader, mail.header, limits.envelopeBytesMax)
  if (!header.ok) return header
  const core = decodeAs(deskMailCore, header.value.core, limits.envelopeBytesMax)
  if (!core.ok) return core
  const parts = decodeAs(enclosure, mail.enclosure, limits.envelopeBytesMax)
  if (!parts.ok) return parts
  if (core.value.line !== context.state.line) return refused("who/line", "mail of another line")
  const from = deviceIn(context.state, sender)
  if (from === undefined || core.value.from !== sender) {
    return refused("who/device", "mail in another device's name")
  }
  const signed = { bytes: mail.header, signature: mail.signature }
  const { signatures } = context.identity
  if (!verifyIn("Parley-v1 deskmail", signatures, from.entry.signingKey, signed)) {
    return refused("sign/bad", "mail with a wrong signature")
  }
  const fault =
    addressFault(context.state, from.side, sender, core.value) ??
    partsFault(core.value, header.value, parts.value)
  return fault ?? ok({ core: core.value, parts: parts.value })
}

/** The line's other party never receives it: nothing inside a desk shows on the line. */
function addressFault(
  state: LineState,
  side: "A" | "B",
  sender: DeviceId,
  core: DeskMailCore,
): Refusal | undefined {
  const named = core.recipients.map((recipient) => recipient.device)
  const isOwnDesk = named.every(
    (device) => device !== sender && deviceIn(state, device)?.side === side,
  )
  if (named.length === 0 || new Set(named).size !== named.length || !isOwnDesk) {
    return refused("who/permission", "mail goes to other devices of one's own party, each once")
  }
  return undefined
}

function partsFault(
  core: DeskMailCore,
  header: { readonly bodyHash: Hash; readonly wrapHashes: readonly Hash[] },
  parts: Enclosure,
): Refusal | undefined {
  const isWhole =
    header.wrapHashes.length === core.recipients.length &&
    parts.wraps.length === core.recipients.length &&
    hashOf(parts.body) === header.bodyHash &&
    parts.wraps.every((wrap, i) => wrap !== undefined && hashOf(wrap) === header.wrapHashes[i])
  return isWhole ? undefined : refused("envelope/body", "mail whose parts do not belong together")
}

/** The device has it: gone from its box, and the row with it. */
export function forgetMail(
  boxes: Mailboxes,
  device: DeviceId,
  mail: MessageId,
): { readonly boxes: Mailboxes; readonly rows: readonly BesideRow[] } {
  if (boxes.get(device)?.has(mail) !== true) return { boxes, rows: [] }
  return {
    boxes: withoutMail(boxes, device, mail),
    rows: [{ key: besideKeys.mail(device, mail), value: undefined }],
  }
}

export function withoutMail(boxes: Mailboxes, device: DeviceId, mail: MessageId): Mailboxes {
  const left = new Map(boxes.get(device))
  return left.delete(mail) ? withEntry(boxes, device, left) : boxes
}

/** Without mail whose day is over; the rows are swept by the journal. */
export function emptied(boxes: Mailboxes, t: number): Mailboxes {
  return new Map(
    [...boxes].map(([device, box]) => [
      device,
      new Map([...box].filter(([, until]) => until >= t)),
    ]),
  )
}

export function recallMail(rows: Loaded): Mailboxes {
  const boxes = new Map<DeviceId, Map<MessageId, number>>()
  for (const { device, mail, until } of mailsIn(rows)) {
    if (until === undefined) continue
    const box = boxes.get(device) ?? new Map<MessageId, number>()
    boxes.set(device, box.set(mail, until))
  }
  return boxes
}

interface MailRow {
  readonly device: DeviceId
  readonly mail: MessageId
  /** Absent: it has been forgotten. */
  readonly until: number | undefined
}

export function mailsIn(rows: Loaded): readonly MailRow[] {
  return [...rows].flatMap(([key, value]): readonly MailRow[] => {
    const [kind, to = "", id = ""] = key.split("/")
    if (kind !== "mail") return []
    const place = { device: branded<DeviceId>(to), mail: branded<MessageId>(id) }
    if (value === undefined) return [{ ...place, until: undefined }]
    const read = decodeAs(mailRow, value, limits.recordBytesMax + limits.frameBytesMax)
    return read.ok ? [{ ...place, until: read.value.until }] : []
  })
}
