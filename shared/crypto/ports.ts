// What the house asks of cryptography. Implementations are passed in: Node, browser, and a simulated one of keyed hashes
// that still refuses forgery. Secrets are compared inside an implementation, in constant time where it can be had.

/** Ed25519 without a profile: use `signatures.ts`, which adds context and the profile of PROTOCOL.md. */
export interface Signatures {
  /** The 32-byte public key of a 32-byte seed. */
  publicKey(seed: Uint8Array): Uint8Array
  /** A 64-byte signature, deterministic. */
  sign(seed: Uint8Array, message: Uint8Array): Uint8Array
  /** Cofactorless check, false for anything malformed; never throws. */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
}

/** X-Wing (X25519 + ML-KEM-768): the half that only needs a public key. The relay has no more than this. */
export interface KemSender {
  /** `randomness` is 64 bytes. Refuses (undefined) a public key that fails ML-KEM's modulus check. */
  encapsulate(
    publicKey: Uint8Array,
    randomness: Uint8Array,
  ): { readonly ciphertext: Uint8Array; readonly secret: Uint8Array } | undefined
}

/** The half of X-Wing that opens: clients only. A decapsulation key is its 32-byte seed. */
export interface Kem extends KemSender {
  publicKey(seed: Uint8Array): Uint8Array
  /** Implicit rejection: a wrong ciphertext gives a wrong secret, not an error. */
  decapsulate(seed: Uint8Array, ciphertext: Uint8Array): Uint8Array
}

/** ChaCha20-Poly1305 (RFC 8439) for the frames of a circuit: 32-byte key, 12-byte nonce, 16-byte tag appended. */
export interface FrameCipher {
  seal(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array): Uint8Array
  open(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array | undefined
}

/** XSalsa20-Poly1305 (NaCl secretbox) for bodies, wraps and the vault: 32-byte key, 24-byte nonce. Clients only. */
export interface BodyCipher {
  seal(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array): Uint8Array
  open(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array | undefined
}

/** Unpredictable bytes. The simulation's are seeded. */
export interface Randomness {
  bytes(length: number): Uint8Array
}

/** What a relay holds. It can verify, sign as itself and keep a circuit; it cannot open an envelope. */
export interface RelayCrypto {
  readonly signatures: Signatures
  readonly kem: KemSender
  readonly frames: FrameCipher
  readonly random: Randomness
}

/** What a client holds. */
export interface ClientCrypto {
  readonly signatures: Signatures
  readonly kem: Kem
  readonly frames: FrameCipher
  readonly bodies: BodyCipher
  readonly random: Randomness
}
