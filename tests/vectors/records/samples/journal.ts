// What a journal holds: signed records as they travel, entries, the relay's own records, and its signed answer.

import { bytesOfHex } from "../../../../shared/encoding/bytes.ts"
import { encodeAs } from "../../../../shared/encoding/schema.ts"
import {
  acceptance,
  acceptedEntry,
  signedAcceptance,
  type AcceptedEntry,
} from "../../../../shared/records/acceptance.ts"
import { entry, type Entry } from "../../../../shared/records/entry.ts"
import { hash, stepId } from "../../../../shared/records/names.ts"
import { observedPresence, relayed, type Relayed } from "../../../../shared/records/relayed.ts"
import {
  contextOf,
  hashOf,
  signature,
  signed,
  type RecordKind,
  type Signature,
  type Signed,
} from "../../../../shared/records/signed.ts"
import {
  a1,
  a2,
  b1,
  b2,
  firstMessage,
  noon,
  relayA,
  relayKeys,
  rootKeysA,
  rootKeysB,
  signatureIn,
  type Device,
  type Keys,
} from "./cast.ts"
import { chained } from "./chained.ts"
import { founding, line } from "./founding.ts"
import { bytesOfSample, fill, named, sample, type EachKind, type Sample } from "./sample.ts"

/** How a signer signs one kind of record: a device is named by its id, a root key by itself. */
type Signs = (kind: RecordKind, core: Uint8Array) => Signature

function device(signer: Device): Signs {
  return (kind, core) => ({
    algorithm: 1,
    key: bytesOfHex(signer.device),
    signature: signatureIn(contextOf[kind], signer, core),
  })
}

function custodian(keys: Keys): Signs {
  return (kind, core) => ({
    algorithm: 1,
    key: keys.publicKey,
    signature: signatureIn(contextOf[kind], keys, core),
  })
}

function signedAs(kind: RecordKind, core: Uint8Array, ...signers: readonly Signs[]): Signed {
  return { kind, core, signatures: signers.map((signs) => signs(kind, core)) }
}

const custodiansA = rootKeysA.slice(0, 2).map(custodian)
const custodiansB = rootKeysB.map(custodian)

const wrappers: Readonly<Record<RecordKind, Signed>> = {
  envelope: signedAs("envelope", bytesOfSample(chained, "envelopeHeader"), device(a1)),
  stage: signedAs("stage", bytesOfSample(chained, "stage: read"), device(b1)),
  watch: signedAs("watch", bytesOfSample(chained, "watch: take"), device(a1)),
  handover: signedAs(
    "handover",
    bytesOfSample(chained, "handover: two open messages"),
    device(a2),
    device(a1),
  ),
  rewrap: signedAs("rewrap", bytesOfSample(chained, "rewrap"), device(b2)),
  suspend: signedAs("suspend", bytesOfSample(chained, "suspend"), device(a1), device(a2)),
  roster: signedAs("roster", bytesOfSample(founding, "roster: the first version"), ...custodiansA),
  charter: signedAs(
    "charter",
    bytesOfSample(founding, "charter: the first version"),
    ...custodiansA,
    ...custodiansB,
  ),
  root: signedAs("root", bytesOfSample(founding, "root: two of three custodians"), ...custodiansA),
}

const stageRecord = encodeAs(signed, signedAs("stage", fill(0x57, 40), device(b1)))

const eachRelayed: EachKind<Relayed> = {
  started: { kind: "started", epoch: 1, software: "parley 0.1.0", oldHead: [] },
  stopped: { kind: "stopped", reason: "SIGTERM" },
  restored: { kind: "restored", epoch: 2, oldSize: 41, oldRoot: named(hash, fill(0x3f, 32)) },
  clock: { kind: "clock", jumpMs: -7_200_000 },
  overdue: {
    kind: "overdue",
    step: named(stepId, fill(0x5d, 32)),
    message: firstMessage,
    demand: "read",
    number: 2,
    action: "supervisor",
    dueAt: noon + 61_000,
    presence: [{ device: b1.device, ageMs: 1_900 }],
  },
  evidence: {
    kind: "evidence",
    format: 1,
    what: "chain/fork",
    device: b1.device,
    first: fill(0xe1, 24),
    second: fill(0xe2, 24),
  },
}

const partyEntry: Entry = {
  format: 1,
  relay: relayA,
  speaker: "party",
  t: noon + 1_300,
  terr: 20,
  salt: fill(0x5b, 16),
  record: stageRecord,
  carried: new Uint8Array(0),
}

const accepted: AcceptedEntry = {
  index: 42,
  leaf: named(hash, fill(0x1e, 32)),
  record: hashOf(stageRecord),
  t: noon + 1_300,
  salt: fill(0x5b, 16),
}

const answer = {
  format: 1,
  relay: relayA,
  line,
  epoch: 1,
  entries: [accepted, { ...accepted, index: 43 }],
  mergeDelay: 2_000,
}
const answerBytes = encodeAs(acceptance, answer)
export const acceptanceSigned = {
  core: answerBytes,
  signature: signatureIn("Parley-v1 acceptance", relayKeys, answerBytes),
}
export const partyEntryBytes = encodeAs(entry, partyEntry)
export const stageRecordBytes = stageRecord

export const journal: readonly Sample[] = [
  sample("signature: by a device", signature, device(a1)("watch", fill(0x01, 4))),
  ...Object.values(wrappers).map((wrapper) => sample(`signed: ${wrapper.kind}`, signed, wrapper)),
  ...Object.values(eachRelayed).map((record) => sample(`relayed: ${record.kind}`, relayed, record)),
  sample("relayed: started again after a restore", relayed, {
    kind: "started",
    epoch: 2,
    software: "parley 0.1.0",
    oldHead: [named(hash, fill(0x3f, 32))],
  }),
  sample("observedPresence", observedPresence, { device: b1.device, ageMs: 1_900 }),
  sample("entry: a party's record", entry, partyEntry),
  sample("entry: carried from another relay", entry, {
    ...partyEntry,
    carried: encodeAs(signedAcceptance, acceptanceSigned),
  }),
  sample("entry: the relay's own record", entry, {
    ...partyEntry,
    speaker: "relay",
    record: encodeAs(relayed, eachRelayed.overdue),
  }),
  sample("acceptedEntry", acceptedEntry, accepted),
  sample("acceptance: two entries", acceptance, answer),
  sample("signedAcceptance", signedAcceptance, acceptanceSigned),
]
