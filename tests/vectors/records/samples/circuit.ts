// What a client and a relay say to each other: the handshake and every frame of both directions.

import { encodeAs } from "../../../../shared/encoding/schema.ts"
import { hash } from "../../../../shared/records/names.ts"
import {
  clientFrame,
  delivery,
  deviceHead,
  heard,
  relayFrame,
  submission,
  type ClientFrame,
  type RelayFrame,
} from "../../../../shared/wire/frames.ts"
import {
  authentication,
  challenge,
  challengeBytes,
  hello,
  transcriptOf,
  wireVersion,
  type Challenge,
  type Hello,
} from "../../../../shared/wire/handshake.ts"
import { aliveSigned, mailSigned, prekeySigned } from "./beside.ts"
import {
  a1,
  firstMessage,
  noon,
  partyA,
  relayA,
  relayKeys,
  secondMessage,
  signatureIn,
} from "./cast.ts"
import { line } from "./founding.ts"
import { acceptanceSigned, partyEntryBytes, stageRecordBytes } from "./journal.ts"
import { fill, named, sample, type EachKind, type Sample } from "./sample.ts"

const greeting: Hello = {
  version: wireVersion,
  relay: relayA,
  line,
  nonce: fill(0x0c, 32),
  ephemeral: fill(0xe0, 1_216),
}
const greetingBytes = encodeAs(hello, greeting)

const unsigned = { nonce: fill(0x0d, 32), ciphertext: fill(0xc7, 1_120), t: noon }
const answer: Challenge = {
  version: wireVersion,
  ...unsigned,
  signature: signatureIn(
    "Parley-v1 relay-hello",
    relayKeys,
    challengeBytes(greetingBytes, unsigned),
  ),
}

const proof = {
  device: a1.device,
  signature: signatureIn("Parley-v1 relay-auth", a1, transcriptOf(greetingBytes, answer)),
}

const none = new Uint8Array(0)
const submitted = { record: stageRecordBytes, enclosure: none, carried: none }
const delivered = { index: 42, entry: partyEntryBytes, enclosure: none }
const head = { device: a1.device, seq: 12, hash: named(hash, fill(0x8a, 32)) }

const fromClient: EachKind<ClientFrame> = {
  attach: { kind: "attach", epoch: 1, next: 42, software: "parley 0.1.0" },
  submit: { kind: "submit", number: 9, submissions: [submitted] },
  heartbeat: {
    kind: "heartbeat",
    number: 10,
    next: 43,
    sent: noon + 5_000,
    alive: [aliveSigned],
  },
  prekey: { kind: "prekey", prekey: prekeySigned },
  "get-prekeys": { kind: "get-prekeys" },
  "desk-mail": { kind: "desk-mail", mail: mailSigned },
  "desk-mail-held": { kind: "desk-mail-held", mail: secondMessage },
  cosign: {
    kind: "cosign",
    size: 43,
    root: named(hash, fill(0x3f, 32)),
    t: noon,
    signature: fill(0xc5, 64),
    head: fill(0x3e, 64),
  },
  "get-body": { kind: "get-body", number: 12, message: firstMessage },
  goodbye: { kind: "goodbye" },
}

const fromRelay: EachKind<RelayFrame> = {
  attached: {
    kind: "attached",
    relay: relayA,
    epoch: 1,
    size: 43,
    heads: [head],
    charter: 0,
    rosters: [{ party: partyA, version: 0 }],
  },
  accepted: { kind: "accepted", number: 9, acceptance: acceptanceSigned },
  refused: {
    kind: "refused",
    number: 9,
    position: 0,
    code: "chain/gap",
    want: 3,
    detail: "resend from 3",
  },
  deliver: { kind: "deliver", deliveries: [delivered] },
  heartbeat: {
    kind: "heartbeat",
    number: 10,
    echoed: noon + 5_000,
    received: noon + 5_012,
    answered: noon + 5_013,
    size: 43,
    heard: [{ alive: aliveSigned, ageMs: 640 }],
  },
  prekeys: { kind: "prekeys", prekeys: [prekeySigned] },
  "desk-mail": { kind: "desk-mail", mail: mailSigned },
  checkpoint: {
    kind: "checkpoint",
    note: "relay-a.parley.example/line\n43\nPz8=\n\n— relay-a.parley.example/line AAAA\n",
  },
  "desk-mail-kept": { kind: "desk-mail-kept", mail: secondMessage },
  body: { kind: "body", number: 12, message: firstMessage, enclosure: fill(0xbd, 20) },
  failed: { kind: "failed", code: "wire/draining", detail: "" },
  ticket: { kind: "ticket", ticket: fill(0x71, 60) },
}

export const circuit: readonly Sample[] = [
  sample("hello", hello, greeting),
  sample("challenge", challenge, answer),
  sample("authentication", authentication, proof),
  sample("submission", submission, submitted),
  sample("delivery", delivery, delivered),
  sample("deviceHead", deviceHead, head),
  sample("heard", heard, { alive: aliveSigned, ageMs: 640 }),
  ...Object.values(fromClient).map((frame) =>
    sample(`clientFrame: ${frame.kind}`, clientFrame, frame),
  ),
  ...Object.values(fromRelay).map((frame) =>
    sample(`relayFrame: ${frame.kind}`, relayFrame, frame),
  ),
]
