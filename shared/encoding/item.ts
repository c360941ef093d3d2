// What Parley's deterministic CBOR can say, and nothing more: unsigned integers, byte strings, text, arrays
// (RFC 8949 section 4.2.1, without maps, floats, tags, negatives, null and indefinite lengths).

export type Item = number | string | Uint8Array | readonly Item[]

/** Thrown by decoders of this room, and caught in it: callers see a `Result`. */
export class Malformed extends Error {
  override readonly name = "Malformed"
}
