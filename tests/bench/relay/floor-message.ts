// What goes to a floor relay and through it: the bytes that Parley's relay would be given, behind so much of a head that even the
// floor that verifies has nothing to parse.
//
//   0  where the signed bytes begin and end, and where the signature begins, each 4 bytes
//  12  how long the context of the signature is, 1 byte; then the context
//      the submission as Parley encodes it

import { utf8 } from "../../../shared/encoding/bytes.ts"
import { encodeAs } from "../../../shared/encoding/schema.ts"
import { contextOf } from "../../../shared/records/signed.ts"
import { submission } from "../../../shared/wire/frames.ts"
import { markOf, type Item } from "./author.ts"

const headBytes = 13
const signatureBytes = 64

/** First on a socket: which line it is of, and the key that its records are signed with. */
export function joining(line: number, key: Uint8Array): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(line)
  return Buffer.concat([bytes, key])
}

export function joiningIn(bytes: Buffer): { readonly line: number; readonly key: Buffer } {
  return { line: bytes.readUInt32BE(0), key: bytes.subarray(4) }
}

export function messageOf(item: Item): Buffer {
  // As in Parley's profile: the context, a zero byte, the signed bytes.
  const context = Buffer.concat([utf8(contextOf[item.kind]), new Uint8Array(1)])
  const submitted = Buffer.from(encodeAs(submission, item.submission))
  const body = headBytes + context.length
  const from = body + submitted.indexOf(item.core)
  const record = body + submitted.indexOf(item.submission.record)
  const head = Buffer.alloc(headBytes)
  head.writeUInt32BE(from, 0)
  head.writeUInt32BE(from + item.core.length, 4)
  head.writeUInt32BE(record + item.submission.record.length - signatureBytes, 8)
  head.writeUInt8(context.length, 12)
  return Buffer.concat([head, context, submitted])
}

/** The bytes that were signed, and the signature. */
export function signedIn(message: Buffer): { readonly bytes: Buffer; readonly signature: Buffer } {
  const context = message.subarray(headBytes, headBytes + message.readUInt8(12))
  const core = message.subarray(message.readUInt32BE(0), message.readUInt32BE(4))
  return { bytes: Buffer.concat([context, core]), signature: signatureIn(message) }
}

function signatureIn(message: Buffer): Buffer {
  const at = message.readUInt32BE(8)
  return message.subarray(at, at + signatureBytes)
}

export function markIn(message: Buffer): string {
  return markOf(signatureIn(message))
}
