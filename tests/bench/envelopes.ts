// Sealing and opening, for desks of 2, 8 and 20 recipients and payloads of 200 B, 2 KiB and 16 KiB. The floor is the bare
// cryptography no design could do without: one key encapsulation a recipient, one signature, one pass over the body.

import { decodeAs, encodeAs } from "../../shared/encoding/schema.ts"
import { hexOf } from "../../shared/encoding/bytes.ts"
import { branded } from "../../shared/encoding/schema.ts"
import { noPredecessor } from "../../shared/line/chain.ts"
import { limits } from "../../shared/limits.ts"
import { enclosure } from "../../shared/records/envelope.ts"
import type { DeviceId, LineId, MessageId } from "../../shared/records/names.ts"
import { nodeClientCrypto } from "../../client/cli/crypto.ts"
import type { Addressee } from "../../client/sdk/seal/enclosure.ts"
import { openEnvelope } from "../../client/sdk/seal/open.ts"
import { sealEnvelope, type Letter } from "../../client/sdk/seal/seal.ts"
import { seedOf } from "../support/practice-line.ts"
import { rowOf, type Row } from "./row.ts"
import { compared } from "./stopwatch.ts"

const crypto = nodeClientCrypto()
const seed = seedOf("bench sender")

function named(name: string, bytes: number): string {
  return hexOf(seedOf(name).subarray(0, bytes))
}

function letterFor(count: number, payloadBytes: number): Letter {
  const addressees = Array.from({ length: count }, (_, i): Addressee => {
    const key = crypto.kem.publicKey(seedOf(`bench reader ${String(i)}`))
    const device = branded<DeviceId>(named(`bench device ${String(i)}`, 16))
    return { device, tier: 2, counter: 1, pseq: 1, voids: 0, key }
  })
  const roster = { version: 1, hash: noPredecessor }
  return {
    terms: {
      format: 1,
      link: {
        line: branded<LineId>(hexOf(seedOf("bench line"))),
        from: branded<DeviceId>(named("bench sender device", 16)),
        seq: 1,
        prev: noPredecessor,
        t: 1_767_614_400_000,
        terr: 50,
        charter: 0,
        ownRoster: roster,
        peerRoster: roster,
        seen: [],
      },
      message: branded<MessageId>(named("bench message", 16)),
      serial: 1,
      precedence: "FLASH",
      owes: ["read", "understood"],
      life: limits.lifeDefaultMs,
      references: [],
      drafted: [],
    },
    payload: crypto.random.bytes(payloadBytes),
    opening: undefined,
    addressees,
  }
}

function bareCryptography(count: number, payloadBytes: number): () => void {
  const key = crypto.kem.publicKey(seedOf("bench floor"))
  const body = crypto.random.bytes(payloadBytes)
  const secret = crypto.random.bytes(32)
  const nonce = crypto.random.bytes(24)
  return () => {
    for (let i = 0; i < count; i += 1) crypto.kem.encapsulate(key, crypto.random.bytes(64))
    crypto.bodies.seal(secret, nonce, body)
    crypto.signatures.sign(seed, body)
  }
}

function bareOpening(payloadBytes: number): () => void {
  const own = seedOf("bench floor")
  const made = crypto.kem.encapsulate(crypto.kem.publicKey(own), crypto.random.bytes(64))
  const secret = crypto.random.bytes(32)
  const nonce = crypto.random.bytes(24)
  const sealed = crypto.bodies.seal(secret, nonce, crypto.random.bytes(payloadBytes))
  return () => {
    if (made !== undefined) crypto.kem.decapsulate(own, made.ciphertext)
    crypto.bodies.open(secret, nonce, sealed)
  }
}

export function benchEnvelopes(): readonly Row[] {
  const rows: Row[] = []
  for (const count of [2, 8, 20]) {
    for (const payloadBytes of [200, 2_048, 16_384]) {
      rows.push(...benchOne(count, payloadBytes))
    }
  }
  return rows
}

function benchOne(count: number, payloadBytes: number): readonly Row[] {
  const letter = letterFor(count, payloadBytes)
  const made = sealEnvelope(crypto, seed, letter)
  if (!made.ok) throw new Error(made.detail)
  const up = encodeAs(enclosure, made.value.enclosure)
  const size = up.length + made.value.header.length
  const given = decodeAs(enclosure, up, limits.envelopeBytesMax)
  if (!given.ok) throw new Error(given.detail)
  const [reader] = made.value.core.recipients
  if (reader === undefined) throw new Error("no reader")
  const place = letter.addressees.findIndex((each) => each.device === reader.device)
  const own = {
    device: reader.device,
    seedOf: () => seedOf(`bench reader ${String(place)}`),
  }
  const what = `${String(count)} devices, ${String(payloadBytes)} B`
  const sealing = compared(
    () => void sealEnvelope(crypto, seed, letter),
    bareCryptography(count, payloadBytes),
  )
  const opening = compared(() => {
    const opened = openEnvelope(crypto, { header: made.value.header, enclosure: given.value }, own)
    if (!opened.ok) throw new Error(opened.detail)
  }, bareOpening(payloadBytes))
  return [
    rowOf(
      {
        suite: "envelope",
        name: `seal, ${what}`,
        time: sealing.time,
        note: `${String(size)} B up`,
      },
      { name: "bare KEM, box, sign", ...sealing.floor },
    ),
    rowOf(
      { suite: "envelope", name: `open, ${what}`, time: opening.time, note: "" },
      { name: "bare KEM, box", ...opening.floor },
    ),
  ]
}
