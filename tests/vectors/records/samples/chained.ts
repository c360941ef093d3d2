// What devices sign into their chains: envelope, stage, watch, handover, rewrap, suspension.

import { encodeAs } from "../../../../shared/encoding/schema.ts"
import {
  authorship,
  enclosure,
  envelopeCore,
  envelopeHeader,
  recipient,
  wrapBytes,
  type EnvelopeCore,
  type EnvelopeHeader,
  type Recipient,
} from "../../../../shared/records/envelope.ts"
import { handover } from "../../../../shared/records/handover.ts"
import { link, seenHead, type Link, type SeenHead } from "../../../../shared/records/link.ts"
import { hash } from "../../../../shared/records/names.ts"
import { rewrap } from "../../../../shared/records/rewrap.ts"
import { hashOf } from "../../../../shared/records/signed.ts"
import { clockClaim, fact, stage, type Fact, type Stage } from "../../../../shared/records/stage.ts"
import { suspend } from "../../../../shared/records/suspend.ts"
import { watch } from "../../../../shared/records/watch.ts"
import {
  a1,
  a2,
  b1,
  b2,
  firstMessage,
  noon,
  partyA,
  relayA,
  relayB,
  secondMessage,
  type Device,
} from "./cast.ts"
import { line, rosterBytes } from "./founding.ts"
import { fill, named, sample, type EachKind, type Sample } from "./sample.ts"

const seen: SeenHead = {
  relay: relayA,
  epoch: 1,
  size: 41,
  root: named(hash, fill(0x3f, 32)),
  signature: fill(0x3e, 64),
}

function linkOf(from: Device, seq: number): Link {
  return {
    line,
    from: from.device,
    seq,
    prev: seq === 1 ? named(hash, fill(0x00, 32)) : named(hash, fill(0x9e, 32)),
    t: noon + seq * 1_000,
    terr: 25,
    charter: 0,
    ownRoster: { version: 0, hash: hashOf(rosterBytes) },
    peerRoster: { version: 3, hash: named(hash, fill(0xb3, 32)) },
    seen: [seen, { ...seen, relay: relayB, size: 70_000 }],
  }
}

const toB1: Recipient = { device: b1.device, tier: 2, counter: 7, pseq: 1, voids: 0 }
const recipients = [toB1, { ...toB1, device: b2.device, tier: 3, counter: 0 }].toSorted((a, b) =>
  a.device < b.device ? -1 : 1,
)

const core: EnvelopeCore = {
  format: 1,
  link: linkOf(a1, 1),
  message: firstMessage,
  serial: 1,
  precedence: "FLASH",
  owes: ["read", "understood", "authority"],
  life: 86_400_000,
  references: [],
  commitment: fill(0xc0, 32),
  recipients,
  drafted: [],
}

const drafted = { author: a2.device, t: noon + 500, signature: fill(0xd5, 64) }

const header: EnvelopeHeader = {
  core: encodeAs(envelopeCore, core),
  bodyHash: named(hash, fill(0xb0, 32)),
  wrapHashes: [named(hash, fill(0xb1, 32)), named(hash, fill(0xb2, 32))],
}
const headerBytes = encodeAs(envelopeHeader, header)

const handedOver = {
  format: 1,
  link: linkOf(a2, 4),
  outgoing: a1.device,
  endsSeq: 2,
  role: "duty",
  until: noon + 28_800_000,
  open: [firstMessage, secondMessage],
} as const

const stageValue: Stage = {
  format: 1,
  link: linkOf(b1, 2),
  message: firstMessage,
  header: hashOf(headerBytes),
  fact: { kind: "received" },
  openProof: fill(0x0f, 32),
  arrived: noon + 1_250,
  clock: [
    { relay: relayA, offset: -12, bound: 4, age: 900 },
    { relay: relayB, offset: 12, bound: 40, age: 65_536 },
  ],
  substance: undefined,
  pairPrekey: undefined,
}

const eachFact: EachKind<Fact> = {
  received: { kind: "received" },
  read: { kind: "read", role: "duty" },
  "read-back": { kind: "read-back" },
  confirmed: { kind: "confirmed" },
  differs: { kind: "differs" },
  passed: { kind: "passed", level: "head-of-government" },
  answered: { kind: "answered" },
  "stand-by": { kind: "stand-by", until: noon + 900_000 },
  declined: { kind: "declined" },
  "cannot-open": { kind: "cannot-open" },
  contested: { kind: "contested", role: "supervisor" },
}
const facts: readonly Fact[] = Object.values(eachFact)

export const chained: readonly Sample[] = [
  sample("seenHead", seenHead, seen),
  sample("link: the first record of a device", link, linkOf(a1, 1)),
  sample("link: a later record", link, linkOf(a1, 1_000)),
  sample("recipient", recipient, toB1),
  sample("authorship", authorship, drafted),
  sample("envelopeCore: FLASH to two devices", envelopeCore, core),
  sample("envelopeCore: drafted by one, released by another, with references", envelopeCore, {
    ...core,
    link: linkOf(a1, 9),
    serial: 4,
    precedence: "ROUTINE",
    owes: [],
    references: [firstMessage, secondMessage],
    recipients: [{ ...toB1, voids: 3 }],
    drafted: [drafted],
  }),
  sample("envelopeHeader", envelopeHeader, header),
  sample("enclosure: one wrap here, one elsewhere", enclosure, {
    body: fill(0xbd, 1_040),
    wraps: [fill(0xbe, wrapBytes), undefined],
  }),
  ...facts.map((value) => sample(`fact: ${value.kind}`, fact, value)),
  sample("clockClaim: behind the relay", clockClaim, {
    relay: relayA,
    offset: -40_000,
    bound: 3,
    age: 10,
  }),
  ...facts.map((value) =>
    sample(`stage: ${value.kind}`, stage, {
      ...stageValue,
      fact: value,
      // The author's side has nothing of its own to open.
      openProof:
        value.kind === "confirmed" || value.kind === "differs" ? undefined : stageValue.openProof,
    }),
  ),
  sample("stage: answered by an envelope of its own, with a prekey for the pair", stage, {
    ...stageValue,
    fact: { kind: "answered" },
    substance: secondMessage,
    pairPrekey: named(hash, fill(0x9a, 32)),
  }),
  sample("watch: take", watch, {
    format: 1,
    link: linkOf(a1, 2),
    act: { kind: "take", role: "duty", until: noon + 28_800_000 },
  }),
  sample("watch: leave", watch, { format: 1, link: linkOf(a1, 3), act: { kind: "leave" } }),
  sample("handover: two open messages", handover, handedOver),
  sample("rewrap", rewrap, {
    format: 1,
    link: linkOf(b2, 5),
    message: firstMessage,
    header: hashOf(headerBytes),
    to: b1.device,
    tier: 3,
    counter: 0,
    wrapHash: named(hash, fill(0xb4, 32)),
  }),
  sample("suspend", suspend, {
    format: 1,
    link: linkOf(a1, 6),
    party: partyA,
    device: a2.device,
    effective: noon + 60_000,
    reason: "Console was lost",
  }),
]
