// Documents as text that people can carry: in a file, in a mail, on paper. The shape is that of RFC 7468: a line that says
// what it is, base 64, a line that ends it. Text around it is allowed, a second document is not.

import { ofBase64, toBase64 } from "../../../shared/log/base64.ts"
import { ok, refused, type Result } from "../../../shared/result.ts"

export const documentKinds = [
  "root",
  "root change",
  "charter",
  "roster",
  "invitation",
  "enrolment request",
  "relay",
  "custodian key",
] as const
export type DocumentKind = (typeof documentKinds)[number]

const lineLength = 64
const begin = /^-----BEGIN PARLEY ([A-Z ]+)-----$/u

export function armoured(kind: DocumentKind, bytes: Uint8Array): string {
  const label = kind.toUpperCase()
  const lines = toBase64(bytes).match(new RegExp(`.{1,${String(lineLength)}}`, "gu")) ?? []
  return [`-----BEGIN PARLEY ${label}-----`, ...lines, `-----END PARLEY ${label}-----`, ""].join(
    "\n",
  )
}

/** The one document in this text, whatever it is. */
export function readArmour(
  text: string,
): Result<{ readonly kind: DocumentKind; readonly bytes: Uint8Array }> {
  const lines = text.split(/\r?\n/u).map((line) => line.trim())
  const starts = lines.filter((line) => begin.test(line))
  const [start] = starts
  if (start === undefined) return refused("form/malformed", "no Parley document in this file")
  if (starts.length > 1) return refused("form/malformed", "more than one document in this file")
  const label = begin.exec(start)?.[1]?.toLowerCase()
  const kind = documentKinds.find((known) => known === label)
  if (kind === undefined) return refused("form/malformed", `an unknown document: ${String(label)}`)
  const from = lines.indexOf(start)
  const end = lines.indexOf(start.replace("BEGIN", "END"))
  if (end < from) return refused("form/malformed", `${kind} without its end: the file is cut short`)
  const bytes = ofBase64(lines.slice(from + 1, end).join(""))
  if (bytes === undefined || bytes.length === 0) {
    return refused("form/malformed", `${kind} that was damaged on its way`)
  }
  return ok({ kind, bytes })
}

/** The bytes of a document of this kind; refuses any other with both names. */
export function unarmoured(kind: DocumentKind, text: string): Result<Uint8Array> {
  const read = readArmour(text)
  if (!read.ok) return read
  if (read.value.kind === kind) return ok(read.value.bytes)
  return refused("form/malformed", `found: ${read.value.kind}; asked for: ${kind}`)
}
