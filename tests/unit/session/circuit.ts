// A client and a relay with nothing between them but arrays: what the tests of sessions start from.

import * as client from "../../../client/sdk/session.ts"
import * as server from "../../../server/core/session.ts"
import { present } from "../../../shared/assert.ts"
import type { ClientCrypto, RelayCrypto } from "../../../shared/crypto/ports.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import type { DeviceId, LineId, RelayId } from "../../../shared/records/names.ts"
import { ok, refused } from "../../../shared/result.ts"
import type { ClientFrame, RelayFrame } from "../../../shared/wire/frames.ts"
import { simulatedWorld } from "../../support/simulated-crypto.ts"

export const line = branded<LineId>("1a".repeat(32))
const relayId = branded<RelayId>("2b".repeat(8))
export const device = branded<DeviceId>("3c".repeat(16))
export const suspended = branded<DeviceId>("4d".repeat(16))
export const noon = 1_800_000_000_000

export interface Ends {
  readonly client: ClientCrypto
  readonly relay: RelayCrypto
}

export function simulatedEnds(): Ends {
  const world = simulatedWorld("session")
  return { client: world.client("client"), relay: world.relay("relay") }
}

const deviceSeed = new Uint8Array(32).fill(1)
const relaySeed = new Uint8Array(32).fill(2)

export function clientTerms(ends: Ends): client.SessionTerms {
  return {
    crypto: ends.client,
    line,
    relay: relayId,
    relaySigningKey: ends.client.signatures.publicKey(relaySeed),
    device,
    deviceSeed,
  }
}

export function relayTerms(ends: Ends): server.RelayTerms {
  const signingKey = ends.client.signatures.publicKey(deviceSeed)
  return {
    crypto: ends.relay,
    relay: relayId,
    signingSeed: relaySeed,
    carries: (asked) => asked === line,
    signingKeyOf(_line, asked) {
      if (asked === suspended) return refused("who/suspended", "by its own desk")
      return asked === device ? ok(signingKey) : refused("who/device", "in no roster")
    },
  }
}

/** The messages of a handshake, and both ends after it. */
export interface Circuit {
  readonly hello: Uint8Array
  readonly challenge: Uint8Array
  readonly proof: Uint8Array
  readonly greeting: client.Session
  readonly challenged: server.Session
  readonly client: client.Session
  readonly relay: server.Session
  readonly clientEvents: readonly client.SessionEvent[]
  readonly relayEvents: readonly server.SessionEvent[]
}

export function connect(
  ends: Ends,
  from: client.SessionTerms = clientTerms(ends),
  to: server.RelayTerms = relayTerms(ends),
): Circuit {
  const began = client.beginSession(from)
  const hello = only(began.send)
  const asked = server.receive(server.awaitSession(to, noon), hello, noon)
  const challenge = only(asked.send)
  const answered = client.receive(began.session, challenge, noon)
  const proof = only(answered.send)
  const admitted = server.receive(asked.session, proof, noon)
  return {
    hello,
    challenge,
    proof,
    greeting: began.session,
    challenged: asked.session,
    client: answered.session,
    relay: admitted.session,
    clientEvents: answered.events,
    relayEvents: admitted.events,
  }
}

export const attach: ClientFrame = { kind: "attach", epoch: 0, next: 0, software: "test" }
export const goodbye: ClientFrame = { kind: "goodbye" }
export const prekeys: RelayFrame = { kind: "prekeys", prekeys: [] }

/** Seals frames one after the other, as a client would. */
export function sealed(
  session: client.Session,
  frames: readonly ClientFrame[],
  now = noon,
): { readonly session: client.Session; readonly bytes: readonly Uint8Array[] } {
  const bytes: Uint8Array[] = []
  let state = session
  for (const frame of frames) {
    const step = client.sealFrame(state, frame, now)
    if (!step.ok) throw new Error(step.code)
    bytes.push(step.value.bytes)
    state = step.value.session
  }
  return { session: state, bytes }
}

export function sealedByRelay(session: server.Session, frame: RelayFrame, now = noon): Uint8Array {
  const step = server.sealFrame(session, frame, now)
  if (!step.ok) throw new Error(step.code)
  return step.value.bytes
}

/** What came of a step, in a word: the code of a failure, the kind of a frame, `open`, or nothing yet. */
export function outcome(step: {
  readonly events: readonly (client.SessionEvent | server.SessionEvent)[]
}): string {
  const [event] = step.events
  if (event === undefined) return "nothing"
  if (event.kind === "failed") return event.code
  return event.kind === "frame" ? event.frame.kind : event.kind
}

export function only<T>(list: readonly T[]): T {
  if (list.length !== 1) throw new Error(`${String(list.length)} of what should be one`)
  return present(list[0], "one")
}

export function flipped(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.with(at, present(bytes[at], "inside") ^ (1 << (at % 8)))
}
