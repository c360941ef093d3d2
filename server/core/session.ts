// The relay's end of a circuit, as a machine of bytes: no socket, no timer, nothing remembered of a circuit beyond its keys.
// Cheap checks come before any cryptography; limits on how often a stranger may say hello stand in front of this.

import { unreachable } from "../../shared/assert.ts"
import type { RelayCrypto } from "../../shared/crypto/ports.ts"
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
  type Hello,
} from "../../shared/wire/handshake.ts"
import { versionOf } from "../../shared/wire/version.ts"

/** Who this relay is, and what it asks the line's state. */
export interface RelayTerms {
  readonly crypto: RelayCrypto
  readonly relay: RelayId
  readonly signingSeed: Uint8Array
  carries(line: LineId): boolean
  /** The signing key of a device that may connect now; else why not: `who/device`, `who/suspended`, `who/expired`. */
  signingKeyOf(line: LineId, device: DeviceId): Result<Uint8Array>
}

export type Session =
  | { readonly phase: "awaiting"; readonly terms: RelayTerms; readonly since: number }
  /** `line` is known from here: whoever drives this machine makes sure its state is loaded before the next message. */
  | {
      readonly phase: "challenged"
      readonly terms: RelayTerms
      readonly since: number
      readonly line: LineId
      readonly transcript: Uint8Array
      readonly sending: Direction
      readonly receiving: Direction
    }
  | {
      readonly phase: "open"
      readonly terms: RelayTerms
      readonly line: LineId
      readonly device: DeviceId
      readonly sending: Direction
      readonly receiving: Direction
    }
  | { readonly phase: "closed" }

export type SessionEvent =
  | { readonly kind: "open"; readonly line: LineId; readonly device: DeviceId }
  | { readonly kind: "frame"; readonly frame: ClientFrame }
  /** Send what is to be sent, then close the socket with the code's close code. */
  | { readonly kind: "failed"; readonly code: ErrorCode; readonly detail: string }

export interface SessionStep {
  readonly session: Session
  readonly send: readonly Uint8Array[]
  readonly events: readonly SessionEvent[]
}

export function awaitSession(terms: RelayTerms, now: number): Session {
  return { phase: "awaiting", terms, since: now }
}

/** Takes one message of the socket. `now` is line time in milliseconds. */
export function receive(session: Session, bytes: Uint8Array, now: number): SessionStep {
  switch (session.phase) {
    case "awaiting":
      return isOverdue(session, now) ? silent() : receiveHello(session, bytes, now)
    case "challenged":
      return isOverdue(session, now) ? silent() : receiveAuthentication(session, bytes, now)
    case "open":
      return receiveFrame(session, bytes, now)
    case "closed":
      return { session, send: [], events: [] }
    default:
      return unreachable(session)
  }
}

/** Whether a stranger has held the socket too long without saying who it is. */
export function isOverdue(session: Session, now: number): boolean {
  if (session.phase !== "awaiting" && session.phase !== "challenged") return false
  return now - session.since > limits.authenticateMs
}

/** Seals one frame. Refuses what is too large, and everything while the circuit is not open. */
export function sealFrame(
  session: Session,
  frame: RelayFrame,
  now: number,
): Result<{ readonly session: Session; readonly bytes: Uint8Array }> {
  if (session.phase !== "open") return refused("wire/channel", "the circuit is not open")
  const { frames } = session.terms.crypto
  const sealed = sealNext(frames, session.sending, encodeAs(relayFrame, frame), now)
  if (!sealed.ok) return sealed
  const { direction, sealed: out } = sealed.value
  return { ok: true, value: { session: { ...session, sending: direction }, bytes: out } }
}

type Awaiting = Extract<Session, { phase: "awaiting" }>
type Challenged = Extract<Session, { phase: "challenged" }>
type Open = Extract<Session, { phase: "open" }>

function receiveHello(session: Awaiting, bytes: Uint8Array, now: number): SessionStep {
  const { terms } = session
  const version = versionOf(bytes)
  if (version !== undefined && version !== wireVersion) {
    return failed("wire/version", `asked for version ${String(version)}`)
  }
  const said = decodeAs(hello, bytes, limits.handshakeBytesMax)
  if (!said.ok) return failed(said.code, said.detail)
  if (said.value.relay !== terms.relay) return failed("who/relay", "asked for another relay")
  if (!terms.carries(said.value.line)) return failed("who/line", "asked for another line")
  return challengeFor(session, bytes, said.value, now)
}

function challengeFor(session: Awaiting, bytes: Uint8Array, said: Hello, now: number): SessionStep {
  const { terms } = session
  const { crypto } = terms
  const encapsulated = crypto.kem.encapsulate(said.ephemeral, crypto.random.bytes(64))
  if (encapsulated === undefined) {
    return failed("wire/handshake", "a key that nobody can seal to")
  }
  const part = { nonce: crypto.random.bytes(32), ciphertext: encapsulated.ciphertext, t: now }
  // Signed together with the hello's hash, so nobody in between can have put a key of their own into either message.
  const signature = signIn(
    "Parley-v1 relay-hello",
    crypto.signatures,
    terms.signingSeed,
    challengeBytes(bytes, part),
  )
  const answer = { version: wireVersion, ...part, signature }
  const transcript = transcriptOf(bytes, answer)
  const keys = circuitKeys(encapsulated.secret, transcript)
  return {
    session: {
      phase: "challenged",
      terms,
      since: session.since,
      line: said.line,
      transcript,
      sending: startDirection(keys.relayToClient, now),
      receiving: startDirection(keys.clientToRelay, now),
    },
    send: [encodeAs(challenge, answer)],
    events: [],
  }
}

function receiveAuthentication(session: Challenged, bytes: Uint8Array, now: number): SessionStep {
  const { terms, line } = session
  const opened = openNext(terms.crypto.frames, session.receiving, bytes, now)
  if (!opened.ok) return failedTelling(session, opened, now)
  const said = decodeAs(authentication, opened.value.bytes, limits.handshakeBytesMax)
  if (!said.ok) return failedTelling(session, said, now)
  const { device, signature } = said.value
  // Asked before the signature is checked: a suspended device shall learn that it is suspended, not that it failed.
  const signingKey = terms.signingKeyOf(line, device)
  if (!signingKey.ok) return failedTelling(session, signingKey, now)
  const signed = { bytes: session.transcript, signature }
  if (!verifyIn("Parley-v1 relay-auth", terms.crypto.signatures, signingKey.value, signed)) {
    const refusal = refused("wire/handshake", "not signed by the device it names")
    return failedTelling(session, refusal, now)
  }
  return {
    session: {
      phase: "open",
      terms,
      line,
      device,
      sending: session.sending,
      receiving: opened.value.direction,
    },
    send: [],
    events: [{ kind: "open", line, device }],
  }
}

function receiveFrame(session: Open, bytes: Uint8Array, now: number): SessionStep {
  const opened = openNext(session.terms.crypto.frames, session.receiving, bytes, now)
  if (!opened.ok) return failedTelling(session, opened, now)
  const frame = decodeAs(clientFrame, opened.value.bytes, limits.frameBytesMax)
  if (!frame.ok) return failedTelling(session, frame, now)
  return {
    session: { ...session, receiving: opened.value.direction },
    send: [],
    events: [{ kind: "frame", frame: frame.value }],
  }
}

function silent(): SessionStep {
  return failed("wire/silent", "did not say who it is in time")
}

/** Before there are keys nothing can be said that the client could believe; the close code has to do. */
function failed(code: ErrorCode, detail: string): SessionStep {
  return { session: { phase: "closed" }, send: [], events: [{ kind: "failed", code, detail }] }
}

/** Says why under the circuit's key, where no middlebox can have invented it. Only the code goes out: the detail is for the log. */
function failedTelling(
  session: Challenged | Open,
  refusal: { readonly code: ErrorCode; readonly detail: string },
  now: number,
): SessionStep {
  const frame = encodeAs(relayFrame, { kind: "failed", code: refusal.code, detail: "" })
  const sealed = sealNext(session.terms.crypto.frames, session.sending, frame, now)
  const step = failed(refusal.code, refusal.detail)
  return sealed.ok ? { ...step, send: [sealed.value.sealed] } : step
}
