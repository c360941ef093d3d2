// Base 64 (RFC 4648 section 4) for signed notes, with padding. One text for each byte string: what decodes also encodes to
// the very same text.

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
const values = new Map(Array.from(alphabet, (letter, i) => [letter, i]))

export function toBase64(bytes: Uint8Array): string {
  let text = ""
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (at(bytes, i) << 16) | (at(bytes, i + 1) << 8) | at(bytes, i + 2)
    const letters = [18, 12, 6, 0].map((shift) => alphabet.charAt((group >> shift) & 63)).join("")
    const missing = Math.max(0, i + 3 - bytes.length)
    text += letters.slice(0, 4 - missing) + "=".repeat(missing)
  }
  return text
}

/** Absent for anything that `toBase64` does not write: other letters, missing padding, bits set behind the last byte. */
export function ofBase64(text: string): Uint8Array | undefined {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0
  const bytes = new Uint8Array(Math.max(0, Math.floor(text.length / 4) * 3 - padding))
  let group = 0
  for (let i = 0; i < text.length; i += 1) {
    group = (group << 6) | (values.get(text.charAt(i)) ?? 0)
    if (i % 4 !== 3) continue
    const place = ((i - 3) / 4) * 3
    // A typed array drops what is written past its end, which is exactly the padding.
    bytes.set(
      [(group >> 16) & 255, (group >> 8) & 255, group & 255].slice(0, bytes.length - place),
      place,
    )
    group = 0
  }
  return toBase64(bytes) === text ? bytes : undefined
}

function at(bytes: Uint8Array, i: number): number {
  return bytes[i] ?? 0
}
