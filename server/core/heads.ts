// The relay's signed heads of its own journal, and the devices' cosignatures on them. Signed only over what is confirmed, at
// most once a second. A head of its own beyond what this journal holds is proof that the journal has lost its end: from then on
// nothing is signed, because a second head of that size would be evidence of forgery where there was only an accident.

import { bytesOfHex, hexOf } from "../../shared/encoding/bytes.ts"
import { branded, decodeAs, encodeAs } from "../../shared/encoding/schema.ts"
import { deviceIn } from "../../shared/line/agreement.ts"
import { isOwnHead } from "../../shared/line/seen.ts"
import { withEntry, type LineState } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import {
  addCosignatures,
  isCosigned,
  originOf,
  signCheckpoint,
} from "../../shared/log/checkpoint.ts"
import { rootOf } from "../../shared/log/tree.ts"
import type { DeviceId, Hash } from "../../shared/records/names.ts"
import { refused, type Refusal } from "../../shared/result.ts"
import type { ClientFrame } from "../../shared/wire/frames.ts"
import {
  besideKeys,
  cosignatureRow,
  lostEndRow,
  type BesideRow,
  type CosignatureRow,
  type Loaded,
} from "./beside.ts"
import { epochOf, sizeOf, type Folded } from "./folded.ts"
import type { RelayIdentity } from "./relay-identity.ts"

interface Head {
  readonly size: number
  readonly root: Hash
  /** Without cosignatures. */
  readonly note: string
}

/** This relay's own signature on a longer journal, as a device has shown it. */
export interface Claim {
  readonly device: DeviceId
  readonly size: number
}

export interface Heads {
  /** The newest last. Devices cosign a head a little after it was signed. */
  readonly signed: readonly Head[]
  readonly signedAt: number
  readonly cosigned: ReadonlyMap<DeviceId, CosignatureRow>
  /** A cosignature of the newest head has come since it was last sent. */
  readonly isNews: boolean
  /** Sizes beyond this journal of which devices have shown signed heads, until the journal has been looked at again. */
  readonly claims: readonly Claim[]
  /** Why nothing is signed any more. */
  readonly stopped: string | undefined
}

/** As many heads as a slow device may lag behind, in seconds. */
const headsRemembered = 16

export const noHeads: Heads = {
  signed: [],
  signedAt: Number.NEGATIVE_INFINITY,
  cosigned: new Map(),
  isNews: false,
  claims: [],
  stopped: undefined,
}

export interface Log {
  readonly identity: RelayIdentity
  readonly folded: Folded
}

function originNow({ identity, folded }: Log): string {
  const { state } = folded
  return originOf(state.line, identity.relay, epochOf(state, identity.relay))
}

/** When there is something to sign or to send again, on the monotonic clock. */
export function signingDueAt(heads: Heads, size: number): number | undefined {
  if (heads.stopped !== undefined) return undefined
  const isBehind = (heads.signed.at(-1)?.size ?? 0) < size
  return isBehind || heads.isNews ? heads.signedAt + limits.checkpointEveryMs : undefined
}

/** The heads with the present one signed. The note to send is `noteOf`. */
export function signHead(heads: Heads, log: Log, mono: number): Heads {
  const { identity, folded } = log
  const size = sizeOf(folded)
  const sent = { ...heads, signedAt: mono, isNews: false }
  if (heads.signed.at(-1)?.size === size) return sent
  const root = rootOf(folded.frontier)
  const note = signCheckpoint(
    { origin: originNow(log), size, root },
    identity.signatures,
    identity.logSeed,
  )
  const head = { size, root: branded<Hash>(hexOf(root)), note }
  return { ...sent, signed: [...heads.signed, head].slice(-headsRemembered) }
}

/** The newest head as a signed note, with every cosignature of exactly this head. */
export function noteOf(heads: Heads, state: LineState): string | undefined {
  const head = heads.signed.at(-1)
  if (head === undefined) return undefined
  const lines = [...heads.cosigned].flatMap(([device, row]) => {
    const witness = deviceIn(state, device)?.entry.witnessKey
    if (row.size !== head.size || row.root !== head.root || witness === undefined) return []
    const { seconds, signature } = row
    return [{ cosignature: { device, seconds, signature }, witnessKey: witness }]
  })
  const full = addCosignatures(head.note, lines)
  return full.ok && full.value.length <= limits.noteCharsMax ? full.value : head.note
}

/** A device's cosignature: the heads with it and the row that keeps it, or why it does not count. */
export function cosign(
  heads: Heads,
  log: Log,
  device: DeviceId,
  frame: Extract<ClientFrame, { kind: "cosign" }>,
): Refusal | { readonly ok: true; readonly heads: Heads; readonly rows: readonly BesideRow[] } {
  const { size, root, t: seconds, signature } = frame
  const epoch = epochOf(log.folded.state, log.identity.relay)
  const row = { epoch, size, root, seconds, signature }
  if (size > sizeOf(log.folded))
    return { ok: true, heads: shown(heads, log, device, frame), rows: [] }
  // Not asked for, and no fault: the device's roster has it witness nothing.
  if (!mayCosign(log.folded.state, device)) return { ok: true, heads, rows: [] }
  if (!isGenuine(log, device, row)) return refused("sign/bad", "a cosignature that does not hold")
  const kept = heads.cosigned.get(device)
  if (kept?.epoch === epoch && kept.size >= size) return { ok: true, heads, rows: [] }
  const rows = [{ key: besideKeys.cosignature(device), value: encodeAs(cosignatureRow, row) }]
  const head = heads.signed.find((known) => known.size === size)
  if (head === undefined) return { ok: true, heads, rows: [] }
  if (head.root !== root) return refused("log/forged", "a cosignature of another root")
  const cosigned = withEntry(heads.cosigned, device, row)
  return { ok: true, heads: { ...heads, cosigned, isNews: true }, rows }
}

/** A head beyond this journal: believed when this relay signed it, whoever shows it; else it says nothing about this journal. */
function shown(
  heads: Heads,
  { identity, folded }: Log,
  device: DeviceId,
  { size, root, head: signature }: Extract<ClientFrame, { kind: "cosign" }>,
): Heads {
  const epoch = epochOf(folded.state, identity.relay)
  const head = { relay: identity.relay, epoch, size, root, signature }
  const isOwn = isOwnHead(folded.state, head, identity.signatures)
  return isOwn ? withClaims(heads, [{ device, size }]) : heads
}

function mayCosign(state: LineState, device: DeviceId): boolean {
  return deviceIn(state, device)?.entry.permissions.includes("cosign") ?? false
}

function isGenuine(log: Log, device: DeviceId, row: CosignatureRow): boolean {
  const witness = deviceIn(log.folded.state, device)?.entry
  if (witness === undefined || !mayCosign(log.folded.state, device)) return false
  const checkpoint = { origin: originNow(log), size: row.size, root: bytesOfHex(row.root) }
  const cosignature = { device, seconds: row.seconds, signature: row.signature }
  return isCosigned(checkpoint, cosignature, witness.witnessKey, log.identity.signatures)
}

export function withClaims(heads: Heads, claims: readonly Claim[]): Heads {
  return claims.length === 0 ? heads : { ...heads, claims: [...heads.claims, ...claims] }
}

/** What devices had cosigned when this process began, for a journal folded to its end, and whether that had lost its end. */
export function recallHeads(log: Log, rows: Loaded): Heads {
  const epoch = epochOf(log.folded.state, log.identity.relay)
  const cosigned = cosignaturesIn(log, rows)
  const claims = [...cosigned].map(([device, { size }]) => ({ device, size }))
  const heads = { ...noHeads, cosigned, claims, stopped: recallLostEnd(epoch, rows) }
  return judgeClaims(heads, sizeOf(log.folded))
}

/** Cosignatures that another process of this relay has taken, and what it found about the end of this journal. */
export function withCosignatures(heads: Heads, log: Log, rows: Loaded): Heads {
  const epoch = epochOf(log.folded.state, log.identity.relay)
  const newer = [...cosignaturesIn(log, rows)].filter(
    ([device, { size }]) => size > (heads.cosigned.get(device)?.size ?? 0),
  )
  const newest = heads.signed.at(-1)?.size
  return {
    ...heads,
    cosigned: new Map([...heads.cosigned, ...newer]),
    isNews: heads.isNews || newer.some(([, { size }]) => size === newest),
    stopped: heads.stopped ?? recallLostEnd(epoch, rows),
  }
}

function cosignaturesIn(log: Log, rows: Loaded): ReadonlyMap<DeviceId, CosignatureRow> {
  const epoch = epochOf(log.folded.state, log.identity.relay)
  const cosigned = new Map<DeviceId, CosignatureRow>()
  for (const [key, value] of rows) {
    if (value === undefined || !key.startsWith(besideKeys.cosignatures)) continue
    const read = decodeAs(cosignatureRow, value, limits.recordBytesMax)
    const device = branded<DeviceId>(key.slice(besideKeys.cosignatures.length))
    if (read.ok && read.value.epoch === epoch && isGenuine(log, device, read.value)) {
      cosigned.set(device, read.value)
    }
  }
  return cosigned
}

function recallLostEnd(epoch: number, rows: Loaded): string | undefined {
  const value = rows.get(besideKeys.lostEnd)
  const read = value === undefined ? undefined : decodeAs(lostEndRow, value, limits.recordBytesMax)
  return read?.ok === true && read.value.epoch === epoch ? read.value.why : undefined
}

/** Asked when the journal has just been read to its end: a claim that is still beyond it is the truth about a loss. */
export function judgeClaims(heads: Heads, size: number): Heads {
  const beyond = heads.claims.find((claim) => claim.size > size)
  const judged = { ...heads, claims: [] }
  if (beyond === undefined || heads.stopped !== undefined) return judged
  const seen = `device ${beyond.device} has shown our own head of ${String(beyond.size)} entries`
  return { ...judged, stopped: `${seen}; this journal has ${String(size)}` }
}

/** The row that keeps a process started later from signing. */
export function lostEndRows(log: Log, heads: Heads): readonly BesideRow[] {
  if (heads.stopped === undefined) return []
  const epoch = epochOf(log.folded.state, log.identity.relay)
  const value = encodeAs(lostEndRow, { epoch, why: heads.stopped })
  return [{ key: besideKeys.lostEnd, value }]
}
