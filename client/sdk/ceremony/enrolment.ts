// A device answers an invitation: it makes its own keys, proves that it has them and that it was invited, and asks to be put
// in the roster. The custodian compares eight words with the officer by voice: only that tells the officer's request from one
// made by somebody who got hold of the invitation.

import { hmac } from "@noble/hashes/hmac.js"
import { sha256 } from "@noble/hashes/sha2.js"

import { requestWords } from "../../../shared/crypto/fingerprint.ts"
import { isSoundEncapsulationKey } from "../../../shared/crypto/keys.ts"
import type { ClientCrypto, Signatures } from "../../../shared/crypto/ports.ts"
import { signIn, verifyIn } from "../../../shared/crypto/signatures.ts"
import { equalBytes } from "../../../shared/encoding/bytes.ts"
import { decodeAs, encodeAs } from "../../../shared/encoding/schema.ts"
import { deviceIdOf } from "../../../shared/line/agreement.ts"
import { limits } from "../../../shared/limits.ts"
import {
  enrolmentRequest,
  signedEnrolment,
  type EnrolmentRequest,
  type Invitation,
  type SignedEnrolment,
} from "../../../shared/records/enrolment.ts"
import type { DeviceId } from "../../../shared/records/names.ts"
import { ok, refused, type Result } from "../../../shared/result.ts"
import type { KeyBundle } from "../vault.ts"
import { armoured, unarmoured } from "./armour.ts"

const seedBytes = 32

export interface Answer {
  readonly bundle: KeyBundle
  readonly device: DeviceId
  readonly request: SignedEnrolment
  readonly words: readonly string[]
}

/** New keys for a new device. Store the bundle before the request leaves: without it the request is worth nothing. */
export function answerInvitation(
  crypto: ClientCrypto,
  invited: Invitation,
  label: string,
  now: number,
): Result<Answer> {
  if (now > invited.notAfter) return refused("who/expired", "the invitation is too old")
  const { random, signatures, kem } = crypto
  const bundle: KeyBundle = {
    format: 1,
    signingSeed: random.bytes(seedBytes),
    witnessSeed: random.bytes(seedBytes),
    fallbackSeed: random.bytes(seedBytes),
  }
  const signingKey = signatures.publicKey(bundle.signingSeed)
  const { party, officer, role, callSign, permissions } = invited
  const core = encodeAs(enrolmentRequest, {
    format: 1,
    party,
    officer,
    role,
    callSign,
    permissions,
    signingKey,
    witnessKey: signatures.publicKey(bundle.witnessSeed),
    fallbackKey: kem.publicKey(bundle.fallbackSeed),
    label,
  })
  const signature = signIn("Parley-v1 enrol", signatures, bundle.signingSeed, core)
  const request = { core, signature, mac: hmac(sha256, invited.secret, core) }
  return ok({ bundle, device: deviceIdOf(signingKey), request, words: requestWords(core) })
}

export function requestText(request: SignedEnrolment): string {
  return armoured("enrolment request", encodeAs(signedEnrolment, request))
}

export interface OpenedRequest {
  readonly asked: EnrolmentRequest
  readonly words: readonly string[]
  readonly request: SignedEnrolment
}

/** What a request asks for. Nothing in it is believed before `checkRequest`. */
export function readRequest(text: string): Result<OpenedRequest> {
  const encoded = unarmoured("enrolment request", text)
  if (!encoded.ok) return encoded
  const outer = decodeAs(signedEnrolment, encoded.value, limits.recordBytesMax)
  if (!outer.ok) return outer
  const asked = decodeAs(enrolmentRequest, outer.value.core, limits.recordBytesMax)
  if (!asked.ok) return asked
  const { core } = outer.value
  return ok({ asked: asked.value, words: requestWords(core), request: outer.value })
}

/** Whether this request answers this invitation: in time, with its secret, unchanged, by the holder of the keys in it. */
export function checkRequest(
  port: Pick<Signatures, "verify">,
  { asked, request }: OpenedRequest,
  invited: Invitation,
  now: number,
): Result<EnrolmentRequest> {
  const { core, signature, mac } = request
  if (now > invited.notAfter) return refused("who/expired", "the invitation is too old")
  // Compared here and offline, once: how long it takes tells nobody anything.
  if (!equalBytes(mac, hmac(sha256, invited.secret, core))) {
    return refused("sign/bad", "the request does not answer this invitation")
  }
  if (!verifyIn("Parley-v1 enrol", port, asked.signingKey, { bytes: core, signature })) {
    return refused("sign/bad", "the device has not shown that it holds its key")
  }
  if (!isAsInvited(asked, invited)) {
    return refused(
      "who/permission",
      "the request asks for something else than the invitation gives",
    )
  }
  return isSoundEncapsulationKey(asked.fallbackKey)
    ? ok(asked)
    : refused("sign/bad", "nobody could seal a message to the device's fallback key")
}

function isAsInvited(asked: EnrolmentRequest, invited: Invitation): boolean {
  return (
    asked.party === invited.party &&
    asked.officer === invited.officer &&
    asked.role === invited.role &&
    asked.callSign === invited.callSign &&
    asked.permissions.join() === invited.permissions.join()
  )
}
