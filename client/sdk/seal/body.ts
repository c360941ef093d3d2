// The sealed content. Whoever holds the content key reads it; that it is the content which the sender committed to is
// checked after opening, because the cipher alone lets one body open to two texts under two keys.

import { deriveKey, digest } from "../../../shared/crypto/digest.ts"
import { pad, unpad } from "../../../shared/crypto/padding.ts"
import type { BodyCipher } from "../../../shared/crypto/ports.ts"
import { equalBytes, joinBytes } from "../../../shared/encoding/bytes.ts"
import { limits } from "../../../shared/limits.ts"
import { ok, refused, type Result } from "../../../shared/result.ts"
import type { Scheme } from "./scheme.ts"

const keyBytes = 32
const nonceBytes = 24
const openingBytes = 32

/** What the sender committed to: the content, and the random opening that keeps the commitment from being guessed. */
export interface Content {
  readonly payload: Uint8Array
  readonly opening: Uint8Array
}

/** A key of a single use, with the digest of the core that it belongs to. */
export interface BodyKey {
  readonly contentKey: Uint8Array
  readonly coreDigest: Uint8Array
}

export function commitmentOf(content: Content): Uint8Array {
  return digest("parley/v1/com", content.opening, content.payload)
}

export function sealBody(
  cipher: BodyCipher,
  scheme: Scheme,
  key: BodyKey,
  content: Content,
): Uint8Array {
  const { secret, nonce } = secretOf(scheme, key)
  const plain = pad(joinBytes(content.opening, content.payload), limits.bodyFloorBytes)
  return cipher.seal(secret, nonce, plain)
}

/** Refuses with `open/failed`, or with `open/commitment` where the content is not what the sender signed. */
export function openBody(
  cipher: BodyCipher,
  scheme: Scheme,
  key: BodyKey,
  sealed: { readonly body: Uint8Array; readonly commitment: Uint8Array },
): Result<Content> {
  const { secret, nonce } = secretOf(scheme, key)
  const padded = cipher.open(secret, nonce, sealed.body)
  if (padded === undefined) return refused("open/failed", "the body does not open")
  const plain = unpad(padded, limits.bodyFloorBytes)
  if (plain === undefined || plain.length < openingBytes) {
    return refused("open/failed", "the body opens, but is not padded as one")
  }
  const content = {
    opening: plain.slice(0, openingBytes),
    payload: plain.slice(openingBytes),
  }
  if (!equalBytes(commitmentOf(content), sealed.commitment)) {
    return refused("open/commitment", "the content is not what the sender committed to")
  }
  return ok(content)
}

/** Key and nonce are derived together and used once: there is no nonce to keep track of. */
function secretOf(
  scheme: Scheme,
  key: BodyKey,
): { readonly secret: Uint8Array; readonly nonce: Uint8Array } {
  const bytes = deriveKey(key.contentKey, scheme.body, key.coreDigest, keyBytes + nonceBytes)
  return { secret: bytes.subarray(0, keyBytes), nonce: bytes.subarray(keyBytes) }
}
