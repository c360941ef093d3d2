// Looking for words where they must not be, in every dress that programs put text into. A scan proves something only when the
// same scan finds a control that was put there on purpose.

const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

/** How bytes may be written down, by name. */
export function dressesOf(canary: Uint8Array): ReadonlyMap<string, Buffer> {
  const raw = Buffer.from(canary)
  const hex = raw.toString("hex")
  const text = raw.toString("utf8")
  const dresses = new Map<string, Buffer>([
    ["raw", raw],
    ["reversed", Buffer.from(raw.toReversed())],
    ["hex", Buffer.from(hex)],
    ["hex in capitals", Buffer.from(hex.toUpperCase())],
    ["UTF-16, little end first", Buffer.from(text, "utf16le")],
    ["UTF-16, big end first", Buffer.from(text, "utf16le").swap16()],
    ["URL-encoded", Buffer.from(encodeURIComponent(text))],
    ["URL-encoded throughout", Buffer.from(hex.replaceAll(/../g, "%$&"))],
    ["URL-encoded in capitals", Buffer.from(hex.toUpperCase().replaceAll(/../g, "%$&"))],
  ])
  for (const before of [0, 1, 2]) {
    const digits = digitsWithin(raw, before)
    dresses.set(`base64 at ${String(before)}`, Buffer.from(digits))
    const forUrls = digits.replaceAll("+", "-").replaceAll("/", "_")
    dresses.set(`base64url at ${String(before)}`, Buffer.from(forUrls))
  }
  return dresses
}

/** The base 64 digits that hang on these bytes alone when `before` others stand in front of them. */
function digitsWithin(raw: Buffer, before: number): string {
  const bits = Array.from({ length: before + raw.length }, (_, i) =>
    (raw[i - before] ?? 0).toString(2).padStart(8, "0"),
  ).join("")
  const first = Math.ceil((before * 8) / 6)
  const end = Math.floor(bits.length / 6)
  return Array.from({ length: end - first }, (_, i) => {
    const sextet = bits.slice((first + i) * 6, (first + i + 1) * 6)
    return base64Digits[Number.parseInt(sextet, 2)] ?? ""
  }).join("")
}

/** Where something was found: in which place, in which dress. */
export interface Trace {
  readonly place: string
  readonly dress: string
}

export function tracesOf(
  canary: Uint8Array,
  places: ReadonlyMap<string, Buffer>,
): readonly Trace[] {
  const dresses = [...dressesOf(canary)]
  return [...places].flatMap(([place, content]) =>
    dresses.flatMap(([dress, needle]) => (content.includes(needle) ? [{ place, dress }] : [])),
  )
}
