// Padding that hides a length: to the sizes of Padmé (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files",
// 2019), which lets through at most log log of the length, with a floor below which all are alike.
// One encoding only: what unpads also pads to the very same bytes, so nobody can signal through padding.

const endMark = 0x80

/** The size to which something of `length` bytes grows: at most 12 % more, above the floor. */
export function paddedLength(length: number, floor: number): number {
  if (length <= floor) return floor
  const exponent = floorLog2(length)
  const kept = floorLog2(exponent) + 1
  const step = 2 ** (exponent - kept)
  return Math.ceil(length / step) * step
}

/** Appends the end mark 0x80 and zeros. */
export function pad(plain: Uint8Array, floor: number): Uint8Array {
  const padded = new Uint8Array(paddedLength(plain.length + 1, floor))
  padded.set(plain)
  padded[plain.length] = endMark
  return padded
}

/** What was padded, or undefined for bytes that `pad` would never make. */
export function unpad(padded: Uint8Array, floor: number): Uint8Array | undefined {
  let end = padded.length - 1
  while (end >= 0 && padded[end] === 0) end -= 1
  if (end < 0 || padded[end] !== endMark) return undefined
  return paddedLength(end + 1, floor) === padded.length ? padded.subarray(0, end) : undefined
}

/** Whether anything pads to this length. */
export function isPaddedLength(length: number, floor: number): boolean {
  return length >= floor && paddedLength(length, floor) === length
}

/** Exact, which the rounding of `Math.log2` is not. */
function floorLog2(value: number): number {
  return 31 - Math.clz32(value)
}
