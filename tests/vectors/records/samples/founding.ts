// What roots sign, and what leads to it: root document, charter, roster, invitation, enrolment request.

import { encodeAs } from "../../../../shared/encoding/schema.ts"
import { lineIdOf } from "../../../../shared/line/agreement.ts"
import {
  charter,
  charterRelay,
  ladderStep,
  timetableRow,
  type Charter,
  type CharterRelay,
  type LadderStep,
  type TimetableRow,
} from "../../../../shared/records/charter.ts"
import {
  enrolmentRequest,
  invitation,
  signedEnrolment,
  type EnrolmentRequest,
} from "../../../../shared/records/enrolment.ts"
import { hash } from "../../../../shared/records/names.ts"
import { root } from "../../../../shared/records/root.ts"
import {
  removal,
  roster,
  rosterDevice,
  type Roster,
  type RosterDevice,
} from "../../../../shared/records/roster.ts"
import { hashOf } from "../../../../shared/records/signed.ts"
import {
  a1,
  a2,
  noon,
  partyA,
  relayA,
  relayB,
  relayKeys,
  rootOfA,
  rootOfB,
  signatureIn,
  type Device,
} from "./cast.ts"
import { fill, named, sample, type Sample } from "./sample.ts"

const minute = 60_000

const relayOfA: CharterRelay = {
  relay: relayA,
  operator: "A",
  signingKey: relayKeys.publicKey,
  logKey: fill(0x3c, 32),
  origin: "relay-a.parley.example/line",
  url: "wss://relay-a.example/",
}

const flashTimes: TimetableRow = {
  precedence: "FLASH",
  accepted: 5_000,
  received: 5_000,
  read: minute,
  understood: 3 * minute,
  authority: 10 * minute,
  answered: 10 * minute,
  standBy: 15 * minute,
  delayed: 30_000,
}

const repeatUnread: LadderStep = {
  precedence: "FLASH",
  demand: "read",
  after: 30_000,
  action: "repeat",
}

const charterValue: Charter = {
  format: 1,
  version: 0,
  previous: undefined,
  suite: 1,
  mode: "exercise",
  rootA: encodeAs(root, rootOfA),
  rootB: encodeAs(root, rootOfB),
  relays: [
    relayOfA,
    {
      ...relayOfA,
      relay: relayB,
      operator: "B",
      signingKey: fill(0x3d, 32),
      logKey: fill(0x3e, 32),
      origin: "relay-b.parley.example/line",
      url: "wss://relay-b.example/",
    },
  ],
  timetable: [flashTimes],
  ladder: [repeatUnread, { ...repeatUnread, after: 40 * minute, action: "no-answer" }],
  catalogue: { version: "1.0.0", hash: named(hash, fill(0xca, 32)) },
  languages: { A: "en", B: "fr" },
  preauthorised: { A: ["NT-05"], B: [] },
  telephone: { A: "+00 0000 0001", B: "+00 0000 0002" },
  lifeMs: 1_440 * minute,
  lineCheckEveryMs: 60 * minute,
  evidence: "Each party can prove to others what the other has signed.",
  created: noon,
  salt: fill(0x5a, 16),
}

const charterBytes = encodeAs(charter, charterValue)
export const line = lineIdOf(charterBytes)

function enrolled(device: Device, officer: string): RosterDevice {
  return {
    device: device.device,
    officer,
    role: "duty",
    callSign: device.callSign,
    signingKey: device.publicKey,
    witnessKey: fill(0x71, 32),
    fallbackKey: fill(0x72, 1_216),
    label: "Console 1, operations room",
    permissions: ["view", "send", "acknowledge", "flash", "release"],
    notBefore: noon,
    notAfter: noon + 525_600 * minute,
  }
}

const rosterValue: Roster = {
  format: 1,
  party: partyA,
  version: 0,
  previous: undefined,
  issued: noon,
  expires: noon + 43_200 * minute,
  devices: [enrolled(a1, "officer-1"), { ...enrolled(a2, "officer-2"), role: "supervisor" }],
  removed: [],
}

export const rosterBytes = encodeAs(roster, rosterValue)

const removedDevice = { device: a2.device, effective: noon + minute, reason: "Console was lost" }

const request: EnrolmentRequest = {
  format: 1,
  party: partyA,
  officer: "officer-1",
  role: "duty",
  callSign: "A1",
  permissions: ["view", "send", "acknowledge", "flash", "release"],
  signingKey: a1.publicKey,
  witnessKey: fill(0x71, 32),
  fallbackKey: fill(0x72, 1_216),
  label: "Console 1, operations room",
}
const requestBytes = encodeAs(enrolmentRequest, request)

export const founding: readonly Sample[] = [
  sample("root: two of three custodians", root, rootOfA),
  sample("root: one custodian, label beyond ASCII", root, rootOfB),
  sample("charterRelay", charterRelay, relayOfA),
  sample("timetableRow: FLASH", timetableRow, flashTimes),
  sample("ladderStep: repeat when not read", ladderStep, repeatUnread),
  sample("charter: the first version", charter, charterValue),
  sample("charter: a later version of a live line", charter, {
    ...charterValue,
    version: 1,
    previous: hashOf(charterBytes),
    mode: "live",
  }),
  sample("rosterDevice", rosterDevice, enrolled(a1, "officer-1")),
  sample("removal", removal, removedDevice),
  sample("roster: the first version", roster, rosterValue),
  sample("roster: a device removed", roster, {
    ...rosterValue,
    version: 1,
    previous: hashOf(rosterBytes),
    devices: [enrolled(a1, "officer-1")],
    removed: [removedDevice],
  }),
  sample("invitation", invitation, {
    format: 1,
    charter: charterBytes,
    party: partyA,
    officer: "officer-1",
    role: "duty",
    callSign: "A1",
    permissions: ["view", "send"],
    notAfter: noon + 60 * minute,
    secret: fill(0x5e, 32),
  }),
  sample("enrolmentRequest", enrolmentRequest, request),
  sample("signedEnrolment", signedEnrolment, {
    core: requestBytes,
    signature: signatureIn("Parley-v1 enrol", a1, requestBytes),
    mac: fill(0x6d, 32),
  }),
]
