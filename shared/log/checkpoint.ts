// What a relay signs about its journal, and what a device that checked it signs in turn: C2SP tlog-checkpoint and
// tlog-cosignature. The checkpoint is the relay's only signature over its own records, and a cosignature by each party is
// what makes a second history of the same journal provable.

import type { Signatures } from "../crypto/ports.ts"
import { isSignedRaw } from "../crypto/signatures.ts"
import { equalBytes, joinBytes, uint64, utf8 } from "../encoding/bytes.ts"
import type { DeviceId, LineId, RelayId } from "../records/names.ts"
import { ok, refused, type Result } from "../result.ts"
import { ofBase64, toBase64 } from "./base64.ts"
import { formatNote, noteKeyId, parseNote, type NoteLine } from "./note.ts"
import { isCount } from "./tree.ts"

/** `origin` names one journal: this line at this relay since its last restore. */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
}

/** A device's word that, at this time, the tree was the largest it had seen of this journal and an extension of all before. */
export interface Cosignature {
  readonly device: DeviceId
  /** Unix time in seconds, as C2SP has it. */
  readonly seconds: number
  readonly signature: Uint8Array
}

export function originOf(line: LineId, relay: RelayId, epoch: number): string {
  return `parley/${line.slice(0, 16)}/${relay}/${String(epoch)}`
}

/** The text that is signed. No extension lines: nobody can audit them. */
export function checkpointText(checkpoint: Checkpoint): string {
  return `${checkpoint.origin}\n${String(checkpoint.size)}\n${toBase64(checkpoint.root)}\n`
}

/** Refuses any text that `checkpointText` does not write. */
export function parseCheckpoint(text: string): Result<Checkpoint> {
  const [origin = "", digits = "", encoded = ""] = text.split("\n")
  const size = Number(digits)
  const root = ofBase64(encoded)
  if (origin === "" || !isCount(size) || root?.length !== 32) {
    return refused("form/malformed", "no checkpoint")
  }
  const checkpoint = { origin, size, root }
  if (checkpointText(checkpoint) !== text) return refused("form/malformed", "no checkpoint")
  return ok(checkpoint)
}

/** The note with the relay's own signature. The seed is the log key's, which signs nothing else. */
export function signCheckpoint(
  checkpoint: Checkpoint,
  port: Pick<Signatures, "publicKey" | "sign">,
  seed: Uint8Array,
): string {
  const text = checkpointText(checkpoint)
  const name = checkpoint.origin
  const keyId = noteKeyId(name, "plain", port.publicKey(seed))
  return formatNote({ text, lines: [{ name, keyId, signature: port.sign(seed, utf8(text)) }] })
}

/** The log key's own signature on a head, without the note around it. */
export function isHeadSigned(
  checkpoint: Checkpoint,
  logKey: Uint8Array,
  signature: Uint8Array,
  port: Pick<Signatures, "verify">,
): boolean {
  return isSignedRaw(port, logKey, utf8(checkpointText(checkpoint)), signature)
}

/** What a witness signs. */
export function cosignatureBytes(checkpoint: Checkpoint, seconds: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${String(seconds)}\n${checkpointText(checkpoint)}`)
}

function cosignerName(device: DeviceId): string {
  return `parley/${device}`
}

/** The note with further lines. The caller has verified the cosignatures: a bad line makes readers refuse the whole note. */
export function addCosignatures(
  note: string,
  cosignatures: readonly { readonly cosignature: Cosignature; readonly witnessKey: Uint8Array }[],
): Result<string> {
  const parsed = parseNote(note)
  if (!parsed.ok) return parsed
  const added = cosignatures.map(({ cosignature, witnessKey }) => {
    const name = cosignerName(cosignature.device)
    return {
      name,
      keyId: noteKeyId(name, "witness", witnessKey),
      signature: joinBytes(uint64(cosignature.seconds), cosignature.signature),
    }
  })
  return ok(formatNote({ text: parsed.value.text, lines: [...parsed.value.lines, ...added] }))
}

/** The keys that somebody who opens a checkpoint already trusts: from the charter, and from both rosters. */
export interface LogKeys {
  readonly origin: string
  readonly logKey: Uint8Array
  readonly witnessKeys: ReadonlyMap<DeviceId, Uint8Array>
}

export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint
  /** The relay's own, by its log key. */
  readonly signature: Uint8Array
  readonly cosignatures: readonly Cosignature[]
}

/**
 * The checkpoint of a note that the relay's log key signed, and who cosigned it. Lines of unknown keys are passed over, as
 * C2SP demands; one wrong or repeated line of a known key refuses the note.
 */
export function openCheckpoint(
  note: string,
  keys: LogKeys,
  port: Pick<Signatures, "verify">,
): Result<OpenedCheckpoint> {
  const parsed = parseNote(note)
  if (!parsed.ok) return parsed
  const checkpoint = parseCheckpoint(parsed.value.text)
  if (!checkpoint.ok) return checkpoint
  if (checkpoint.value.origin !== keys.origin) {
    return refused(
      "log/forged",
      `a checkpoint of ${checkpoint.value.origin}, not of ${keys.origin}`,
    )
  }
  const logKeyId = noteKeyId(keys.origin, "plain", keys.logKey)
  const own = parsed.value.lines.filter((l) => l.name === keys.origin && l.keyId === logKeyId)
  const [signature, ...repeated] = own
  if (signature === undefined || repeated.length > 0) {
    return refused("sign/bad", "not signed once by the relay's log key")
  }
  if (!isHeadSigned(checkpoint.value, keys.logKey, signature.signature, port)) {
    return refused("sign/bad", "the relay's signature is wrong")
  }
  const { lines } = parsed.value
  const cosignatures = openCosignatures(checkpoint.value, lines, keys.witnessKeys, port)
  if (!cosignatures.ok) return cosignatures
  return ok({
    checkpoint: checkpoint.value,
    signature: signature.signature,
    cosignatures: cosignatures.value,
  })
}

function openCosignatures(
  checkpoint: Checkpoint,
  lines: readonly NoteLine[],
  witnessKeys: LogKeys["witnessKeys"],
  port: Pick<Signatures, "verify">,
): Result<readonly Cosignature[]> {
  const cosignatures: Cosignature[] = []
  for (const [device, key] of witnessKeys) {
    const name = cosignerName(device)
    const keyId = noteKeyId(name, "witness", key)
    const [line, ...repeated] = lines.filter((l) => l.name === name && l.keyId === keyId)
    if (line === undefined) continue
    const cosignature = cosignatureOf(device, line.signature)
    if (
      cosignature === undefined ||
      repeated.length > 0 ||
      !isCosigned(checkpoint, cosignature, key, port)
    ) {
      return refused("sign/bad", `the cosignature of ${device} is wrong`)
    }
    cosignatures.push(cosignature)
  }
  return ok(cosignatures)
}

export function isCosigned(
  checkpoint: Checkpoint,
  cosignature: Cosignature,
  witnessKey: Uint8Array,
  port: Pick<Signatures, "verify">,
): boolean {
  const bytes = cosignatureBytes(checkpoint, cosignature.seconds)
  return isSignedRaw(port, witnessKey, bytes, cosignature.signature)
}

/** `timestamped_signature`: eight bytes of time, then the signature. */
function cosignatureOf(device: DeviceId, bytes: Uint8Array): Cosignature | undefined {
  if (bytes.length !== 72) return undefined
  const seconds = bytes.subarray(0, 8).reduce((value, byte) => value * 256 + byte, 0)
  if (!Number.isSafeInteger(seconds) || !equalBytes(uint64(seconds), bytes.subarray(0, 8))) {
    return undefined
  }
  return { device, seconds, signature: bytes.subarray(8) }
}
