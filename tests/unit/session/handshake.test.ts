import { describe, expect, test } from "vitest"

import * as client from "../../../client/sdk/session.ts"
import * as server from "../../../server/core/session.ts"
import { nodeClientCrypto } from "../../../client/cli/crypto.ts"
import { webCrypto } from "../../../client/sdk/crypto/web.ts"
import { nodeRelayCrypto } from "../../../server/shell/crypto.ts"
import { signIn, verifyIn } from "../../../shared/crypto/signatures.ts"
import { hexOf, joinBytes } from "../../../shared/encoding/bytes.ts"
import { branded, decodeAs, encodeAs } from "../../../shared/encoding/schema.ts"
import { encodeItem } from "../../../shared/encoding/cbor.ts"
import { errors } from "../../../shared/errors.ts"
import { limits } from "../../../shared/limits.ts"
import type { DeviceId, RelayId } from "../../../shared/records/names.ts"
import { challenge, hello, type Challenge, type Hello } from "../../../shared/wire/handshake.ts"
import { seededRandomness } from "../../support/simulated-crypto.ts"
import {
  attach,
  clientTerms,
  connect,
  device,
  flipped,
  line,
  noon,
  only,
  outcome,
  prekeys,
  relayTerms,
  sealed,
  sealedByRelay,
  simulatedEnds,
  suspended,
  type Ends,
} from "./circuit.ts"

const ends = simulatedEnds()
const real: Ends = { client: webCrypto(seededRandomness("handshake")), relay: nodeRelayCrypto() }

function answerTo(bytes: Uint8Array, terms = relayTerms(ends)): server.SessionStep {
  return server.receive(server.awaitSession(terms, noon), bytes, noon)
}

function helloWith(change: Partial<Hello>, original = connect(ends).hello): Uint8Array {
  const read = decodeAs(hello, original, limits.handshakeBytesMax)
  if (!read.ok) throw new Error(read.detail)
  return encodeAs(hello, { ...read.value, ...change })
}

function refuse(): never {
  throw new Error("spent")
}

function transcriptAt(session: server.Session): Uint8Array {
  return session.phase === "challenged" ? session.transcript : new Uint8Array(0)
}

describe("a handshake", () => {
  test.each([
    ["simulated", ends],
    ["browser", real],
    ["command line", { ...real, client: nodeClientCrypto() }],
  ])("opens both ends and carries frames both ways, %s", (_name, pair) => {
    const circuit = connect(pair)
    expect(circuit.clientEvents).toEqual([{ kind: "open", relayTime: noon }])
    expect(circuit.relayEvents).toEqual([{ kind: "open", line, device }])
    const [up] = sealed(circuit.client, [attach]).bytes
    const there = server.receive(circuit.relay, up ?? new Uint8Array(0), noon)
    expect(there.events).toEqual([{ kind: "frame", frame: attach }])
    const back = client.receive(circuit.client, sealedByRelay(circuit.relay, prekeys), noon)
    expect(back.events).toEqual([{ kind: "frame", frame: prekeys }])
  })

  test("[SEC21] names the device only under the circuit's own key", () => {
    const { hello: first, challenge: second, proof } = connect(ends)
    const seen = hexOf(joinBytes(first, second, proof))
    expect(seen).toContain(line)
    expect(seen).not.toContain(device)
  })

  test("leaves nothing at the client that opens it later", () => {
    const { greeting, client: opened } = connect(ends)
    const seed = greeting.phase === "greeting" ? greeting.ephemeralSeed : new Uint8Array(0)
    expect(seed).toHaveLength(32)
    expect(Object.values(opened)).not.toContainEqual(seed)
  })

  test("is another one each time", () => {
    const [one, other] = [connect(ends), connect(ends)]
    expect(one.hello).not.toEqual(other.hello)
    expect(one.challenge).not.toEqual(other.challenge)
  })
})

describe("[SEC18] the relay refuses a hello", () => {
  const other = branded<RelayId>("99".repeat(8))

  test.each([
    ["in another version", helloWith({ version: 2 }), "wire/version"],
    ["in another version and form", encodeItem([7, "hello"]), "wire/version"],
    ["for another relay", helloWith({ relay: other }), "who/relay"],
    ["for another line", helloWith({ line: branded("77".repeat(32)) }), "who/line"],
    ["that is none", encodeItem([1, "hello"]), "form/malformed"],
    ["that is not even CBOR", new Uint8Array(40).fill(255), "form/malformed"],
    ["of nothing", new Uint8Array(0), "form/malformed"],
  ])("%s", (_name, bytes, code) => {
    expect(outcome(answerTo(bytes))).toBe(code)
  })

  test("whose key nobody can seal to", () => {
    const bytes = helloWith({ ephemeral: new Uint8Array(1_216).fill(255) })
    expect(outcome(answerTo(bytes, relayTerms(real)))).toBe("wire/handshake")
  })

  test("before it spends a signature or draws a random byte", () => {
    const signatures = { ...ends.relay.signatures, sign: refuse }
    const crypto = { ...ends.relay, signatures, kem: { encapsulate: refuse } }
    const terms = { ...relayTerms(ends), crypto: { ...crypto, random: { bytes: refuse } } }
    expect(outcome(answerTo(helloWith({ relay: other }), terms))).toBe("who/relay")
    expect(() => answerTo(helloWith({}), terms)).toThrow("spent")
  })

  test("[SEC22] and everything of a stranger who takes too long", () => {
    const late = noon + limits.authenticateMs + 1
    const { hello: bytes, challenged, proof } = connect(ends)
    const awaiting = server.awaitSession(relayTerms(ends), noon)
    expect(outcome(server.receive(awaiting, bytes, late))).toBe("wire/silent")
    expect(outcome(server.receive(challenged, proof, late))).toBe("wire/silent")
    expect(outcome(server.receive(challenged, proof, late - 1))).toBe("open")
    expect(server.isOverdue(challenged, late)).toBe(true)
    expect(server.isOverdue(connect(ends).relay, late)).toBe(false)
  })
})

describe("[SEC18] the relay refuses a device", () => {
  const stranger = { ...clientTerms(ends), deviceSeed: new Uint8Array(32).fill(9) }

  test.each([
    [
      "that is in no roster",
      { ...stranger, device: branded<DeviceId>("5e".repeat(16)) },
      "who/device",
    ],
    ["that is suspended", { ...stranger, device: suspended }, "who/suspended"],
    ["that it is not", stranger, "wire/handshake"],
  ])("%s", (_name, terms, code) => {
    expect(outcome({ events: connect(ends, terms).relayEvents })).toBe(code)
  })

  test("and says so under the circuit's key, where nobody else can have said it", () => {
    const circuit = connect(ends, { ...stranger, device: suspended })
    const step = server.receive(circuit.challenged, circuit.proof, noon)
    const told = client.receive(circuit.client, only(step.send), noon)
    expect(told.events).toEqual([
      { kind: "frame", frame: { kind: "failed", code: "who/suspended", detail: "" } },
    ])
    expect(step.session.phase).toBe("closed")
  })

  test("with a close code for each refusal of a handshake", () => {
    const codes = ["wire/version", "who/relay", "who/line", "who/device", "wire/handshake"] as const
    expect(new Set(codes.map((code) => errors[code].close)).size).toBe(codes.length)
  })
})

describe("the client refuses a challenge", () => {
  const { greeting, challenge: bytes } = connect(ends)
  const read = decodeAs(challenge, bytes, limits.handshakeBytesMax)

  function challengeWith(change: Partial<Challenge>): string {
    if (!read.ok) throw new Error(read.detail)
    const changed = encodeAs(challenge, { ...read.value, ...change })
    return outcome(client.receive(greeting, changed, noon))
  }

  test("[SEC17] in which any field is not what the relay signed", () => {
    expect(challengeWith({})).toBe("open")
    expect(challengeWith({ t: noon + 1 })).toBe("wire/handshake")
    expect(challengeWith({ nonce: new Uint8Array(32) })).toBe("wire/handshake")
    expect(challengeWith({ ciphertext: new Uint8Array(1_120) })).toBe("wire/handshake")
    expect(challengeWith({ signature: new Uint8Array(64) })).toBe("wire/handshake")
  })

  test("[SEC17] by another relay than the charter's", () => {
    const impostor = { ...relayTerms(ends), signingSeed: new Uint8Array(32).fill(8) }
    const began = client.beginSession(clientTerms(ends))
    const asked = answerTo(only(began.send), impostor)
    expect(outcome(client.receive(began.session, only(asked.send), noon))).toBe("wire/handshake")
  })

  test("[SEC17] that answers another hello", () => {
    const other = client.beginSession(clientTerms(ends))
    expect(outcome(client.receive(other.session, bytes, noon))).toBe("wire/handshake")
  })

  test("[SEC18] in another version, or that is none", () => {
    const version = encodeItem([2, "whatever"])
    expect(outcome(client.receive(greeting, version, noon))).toBe("wire/version")
    expect(outcome(client.receive(greeting, new Uint8Array(9), noon))).toBe("form/malformed")
  })
})

describe("[SEC17] a changed byte in the handshake", () => {
  const { hello: first, challenge: second, proof, greeting, challenged } = connect(ends)

  test("of the hello: the relay refuses it, or the client refuses the relay's answer", () => {
    const outcomes = [...first.keys()].map((at) => {
      const step = answerTo(flipped(first, at))
      const [answer] = step.send
      return answer === undefined ? outcome(step) : outcome(client.receive(greeting, answer, noon))
    })
    expect(new Set(outcomes)).toEqual(
      new Set(["form/malformed", "wire/version", "who/relay", "who/line", "wire/handshake"]),
    )
  })

  test("of the challenge: the client refuses it", () => {
    const outcomes = [...second.keys()].map((at) =>
      outcome(client.receive(greeting, flipped(second, at), noon)),
    )
    expect(new Set(outcomes)).toEqual(new Set(["form/malformed", "wire/version", "wire/handshake"]))
  })

  test("of the device's proof: the relay refuses it", () => {
    const outcomes = [...proof.keys()].map((at) =>
      outcome(server.receive(challenged, flipped(proof, at), noon)),
    )
    expect(new Set(outcomes)).toEqual(new Set(["wire/channel"]))
  })
})

describe("[SEC17] somebody in the middle, with TLS ended at their door", () => {
  const hostile = { ...relayTerms(ends), relay: branded<RelayId>("66".repeat(8)) }
  const hostileSeed = new Uint8Array(32).fill(6)

  test("could take over a circuit that was bound to nothing but the relay's nonce", () => {
    const seed = clientTerms(ends).deviceSeed
    const key = ends.client.signatures.publicKey(seed)
    const noncePassedOn = ends.relay.random.bytes(32)
    const signature = signIn("Parley-v1 relay-auth", ends.client.signatures, seed, noncePassedOn)
    const asked = { bytes: noncePassedOn, signature }
    // The relay sees the right device sign the right nonce: it cannot tell whose circuit this is.
    expect(verifyIn("Parley-v1 relay-auth", ends.relay.signatures, key, asked)).toBe(true)
  })

  test("cannot use at one relay what a device proved at another", () => {
    const terms = clientTerms(ends)
    const elsewhere = {
      ...terms,
      relay: hostile.relay,
      relaySigningKey: ends.client.signatures.publicKey(hostileSeed),
    }
    const atHostile = connect(ends, elsewhere, { ...hostile, signingSeed: hostileSeed })
    expect(outcome({ events: atHostile.relayEvents })).toBe("open")
    const thief = connect(ends)
    expect(outcome(server.receive(thief.challenged, atHostile.proof, noon))).toBe("wire/channel")
  })

  test("cannot put a key of their own into either half", () => {
    const began = client.beginSession(clientTerms(ends))
    const mine = ends.client.kem.publicKey(new Uint8Array(32).fill(5))
    const asked = answerTo(helloWith({ ephemeral: mine }, only(began.send)))
    expect(outcome(client.receive(began.session, only(asked.send), noon))).toBe("wire/handshake")
  })

  test("cannot replay a whole recorded handshake to the relay", () => {
    const recorded = connect(ends)
    const again = answerTo(recorded.hello)
    expect(outcome(server.receive(again.session, recorded.proof, noon))).toBe("wire/channel")
  })

  test("cannot make the device's signature stand for a circuit it was not made in", () => {
    const terms = clientTerms(ends)
    const { signatures } = ends.client
    const elsewhere = transcriptAt(connect(ends).challenged)
    const stolen = signIn("Parley-v1 relay-auth", signatures, terms.deviceSeed, elsewhere)
    const crypto = { ...ends.client, signatures: { ...signatures, sign: () => stolen } }
    const thief = connect(ends, { ...terms, crypto })
    expect(outcome({ events: thief.relayEvents })).toBe("wire/handshake")
  })
})
