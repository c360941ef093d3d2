// Signed notes (C2SP signed-note): a text, an empty line, and a line per signature. Notes are signed as they are, outside
// Parley's contexts, so that tools which have never heard of Parley can check them; hence keys that sign nothing else.

import { sha256 } from "../crypto/digest.ts"
import { bytesOfHex, hexOf, joinBytes, utf8 } from "../encoding/bytes.ts"
import { limits } from "../limits.ts"
import { refused, type Result } from "../result.ts"
import { ofBase64, toBase64 } from "./base64.ts"

/** `keyId` is eight hexadecimal digits. It only picks the key; it is far too short to stand for it. */
export interface NoteLine {
  readonly name: string
  readonly keyId: string
  readonly signature: Uint8Array
}

/** `text` includes its last newline. */
export interface Note {
  readonly text: string
  readonly lines: readonly NoteLine[]
}

/** The signature types in use: plain Ed25519 for a log, a timestamped cosignature for a witness. */
export const signatureTypes = { plain: 0x01, witness: 0x04 } as const

export function noteKeyId(
  name: string,
  type: keyof typeof signatureTypes,
  publicKey: Uint8Array,
): string {
  const typed = joinBytes(utf8(`${name}\n`), Uint8Array.of(signatureTypes[type]), publicKey)
  return hexOf(sha256(typed).subarray(0, 4))
}

export function formatNote(note: Note): string {
  return `${note.text}\n${note.lines.map(formatLine).join("")}`
}

function formatLine(line: NoteLine): string {
  return `— ${line.name} ${toBase64(joinBytes(bytesOfHex(line.keyId), line.signature))}\n`
}

/** Refuses whatever `formatNote` does not write: two different texts are never the same note. */
export function parseNote(written: string): Result<Note> {
  if (written.length > limits.noteCharsMax) return refused("form/malformed", "a note too long")
  if (!isPlain(written)) return refused("form/malformed", "control characters in a note")
  // The text may hold empty lines of its own; the last one is where the signatures begin.
  const end = written.lastIndexOf("\n\n") + 1
  if (end === 0 || !written.endsWith("\n")) {
    return refused("form/malformed", "a note without text and signatures")
  }
  const lines: NoteLine[] = []
  for (const row of written.slice(end + 1, -1).split("\n")) {
    const line = parseLine(row)
    if (line === undefined) return refused("form/malformed", "a line of a note is no signature")
    lines.push(line)
  }
  return { ok: true, value: { text: written.slice(0, end), lines } }
}

function parseLine(row: string): NoteLine | undefined {
  const [dash, name, encoded, ...rest] = row.split(" ")
  if (dash !== "—" || name === undefined || encoded === undefined) return undefined
  const decoded = ofBase64(encoded)
  if (rest.length > 0 || !isKeyName(name) || decoded === undefined || decoded.length <= 4) {
    return undefined
  }
  return { name, keyId: hexOf(decoded.subarray(0, 4)), signature: decoded.subarray(4) }
}

/** No white space of any alphabet (U+0085 is the one that JavaScript's own class lacks) and no plus. */
function isKeyName(name: string): boolean {
  return name !== "" && !/[\s\u0085+]/u.test(name)
}

/** Well-formed Unicode, and no control character but the newline. */
function isPlain(text: string): boolean {
  return !/(?!\n)\p{Control}|\p{Surrogate}/u.test(text)
}
