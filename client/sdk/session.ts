// The client's end of a circuit, as a machine of bytes: no socket, no timer. Bytes from the relay go in; bytes to send and
// what happened come out. The shape of the handshake is in shared/wire/handshake.ts, that of frames in channel.ts.

import { unreachable } from "../../shared/assert.ts"
import type { ClientCrypto } from "../../shared/crypto/ports.ts"
import { signIn, verifyIn } from "../../shared/crypto/signatures.ts"
import { decodeAs, encodeAs } from "../../shared/encoding/schema.ts"
import type { ErrorCode } from "../../shared/errors.ts"
import { limits } from "../../shared/limits.ts"
import type { DeviceId, LineId, RelayId } from "../../shared/records/names.ts"
import { refused, type Result } from "../../shared/result.ts"
import { openNext, sealNext, startDirection, type Direction } from "../../shared/wire/channel.ts"
import {
  clientFrame,
  relayFrame,
  type ClientFrame,
  type RelayFrame,
} from "../../shared/wire/frames.ts"
import {
  authentication,
  challenge,
  challengeBytes,
  circuitKeys,
  hello,
  transcriptOf,
  wireVersion,
  type Challenge,
} from "../../shared/wire/handshake.ts"
import { versionOf } from "../../shared/wire/version.ts"

/** Whom this circuit is between. The relay's key comes from the charter, never from the relay. */
export interface SessionTerms {
  readonly crypto: ClientCrypto
  readonly line: LineId
  readonly relay: RelayId
  readonly relaySigningKey: Uint8Array
  readonly device: DeviceId
  readonly deviceSeed: Uint8Array
}

export type Session =
  | {
      readonly phase: "greeting"
      readonly terms: SessionTerms
      readonly hello: Uint8Array
      readonly ephemeralSeed: Uint8Array
    }
  | {
      readonly phase: "open"
      readonly terms: SessionTerms
      readonly sending: Direction
      readonly receiving: Direction
    }
  | { readonly phase: "closed" }

export type SessionEvent =
  /** The relay has proved who it is; frames may go out. `relayTime` is what it signed as its time. */
  | { readonly kind: "open"; readonly relayTime: number }
  | { readonly kind: "frame"; readonly frame: RelayFrame }
  /** The circuit is over. Nothing more is taken from it; the socket is to be closed. */
  | { readonly kind: "failed"; readonly code: ErrorCode; readonly detail: string }

export interface SessionStep {
  readonly session: Session
  readonly send: readonly Uint8Array[]
  readonly events: readonly SessionEvent[]
}

/** Says hello: line, relay and a key for this circuit only. The device stays unnamed until it can be named in secret. */
export function beginSession(terms: SessionTerms): SessionStep {
  const { crypto } = terms
  const ephemeralSeed = crypto.random.bytes(32)
  const bytes = encodeAs(hello, {
    version: wireVersion,
    relay: terms.relay,
    line: terms.line,
    nonce: crypto.random.bytes(32),
    ephemeral: crypto.kem.publicKey(ephemeralSeed),
  })
  return {
    session: { phase: "greeting", terms, hello: bytes, ephemeralSeed },
    send: [bytes],
    events: [],
  }
}

/** Takes one message of the socket. `now` is in milliseconds by any clock that this session is always given. */
export function receive(session: Session, bytes: Uint8Array, now: number): SessionStep {
  switch (session.phase) {
    case "greeting":
      return receiveChallenge(session, bytes, now)
    case "open":
      return receiveFrame(session, bytes, now)
    case "closed":
      // What was on the way when the circuit ended is not looked at any more.
      return { session, send: [], events: [] }
    default:
      return unreachable(session)
  }
}

/** Seals one frame. Refuses what is too large, and everything once the circuit is not open. */
export function sealFrame(
  session: Session,
  frame: ClientFrame,
  now: number,
): Result<{ readonly session: Session; readonly bytes: Uint8Array }> {
  if (session.phase !== "open") return refused("wire/channel", "the circuit is not open")
  const { frames } = session.terms.crypto
  const sealed = sealNext(frames, session.sending, encodeAs(clientFrame, frame), now)
  if (!sealed.ok) return sealed
  const { direction, sealed: out } = sealed.value
  return { ok: true, value: { session: { ...session, sending: direction }, bytes: out } }
}

type Greeting = Extract<Session, { phase: "greeting" }>
type Open = Extract<Session, { phase: "open" }>

function receiveChallenge(session: Greeting, bytes: Uint8Array, now: number): SessionStep {
  const { terms } = session
  const version = versionOf(bytes)
  if (version !== undefined && version !== wireVersion) {
    return failed("wire/version", `the relay speaks version ${String(version)}`)
  }
  const answer = decodeAs(challenge, bytes, limits.handshakeBytesMax)
  if (!answer.ok) return failed(answer.code, answer.detail)
  const signed = {
    bytes: challengeBytes(session.hello, answer.value),
    signature: answer.value.signature,
  }
  const { signatures } = terms.crypto
  if (!verifyIn("Parley-v1 relay-hello", signatures, terms.relaySigningKey, signed)) {
    return failed("wire/handshake", "not signed by the relay that the charter names")
  }
  return authenticate(session, answer.value, now)
}

/** From here the ephemeral seed is gone: what was recorded of the handshake opens to nobody. */
function authenticate(session: Greeting, answer: Challenge, now: number): SessionStep {
  const { terms } = session
  const { crypto } = terms
  const transcript = transcriptOf(session.hello, answer)
  const secret = crypto.kem.decapsulate(session.ephemeralSeed, answer.ciphertext)
  const keys = circuitKeys(secret, transcript)
  const signature = signIn("Parley-v1 relay-auth", crypto.signatures, terms.deviceSeed, transcript)
  const proof = encodeAs(authentication, { device: terms.device, signature })
  const sealed = sealNext(crypto.frames, startDirection(keys.clientToRelay, now), proof, now)
  if (!sealed.ok) return failed(sealed.code, sealed.detail)
  return {
    session: {
      phase: "open",
      terms,
      sending: sealed.value.direction,
      receiving: startDirection(keys.relayToClient, now),
    },
    send: [sealed.value.sealed],
    events: [{ kind: "open", relayTime: answer.t }],
  }
}

function receiveFrame(session: Open, bytes: Uint8Array, now: number): SessionStep {
  const opened = openNext(session.terms.crypto.frames, session.receiving, bytes, now)
  if (!opened.ok) return failed(opened.code, opened.detail)
  const frame = decodeAs(relayFrame, opened.value.bytes, limits.frameBytesMax)
  if (!frame.ok) return failed(frame.code, frame.detail)
  return {
    session: { ...session, receiving: opened.value.direction },
    send: [],
    events: [{ kind: "frame", frame: frame.value }],
  }
}

function failed(code: ErrorCode, detail: string): SessionStep {
  return { session: { phase: "closed" }, send: [], events: [{ kind: "failed", code, detail }] }
}
