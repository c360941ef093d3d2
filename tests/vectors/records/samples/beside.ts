// What devices sign beside the journal: prekeys, proofs of life, drafts, desk mail. Each with the wrapper it travels in.

import { encodeAs } from "../../../../shared/encoding/schema.ts"
import { alive, signedAlive, type Alive } from "../../../../shared/records/alive.ts"
import {
  deskMailCore,
  deskMailHeader,
  signedDeskMail,
  type DeskMailCore,
} from "../../../../shared/records/deskmail.ts"
import { draft, withdraw } from "../../../../shared/records/draft.ts"
import { hash } from "../../../../shared/records/names.ts"
import { prekey, signedPrekey, type Prekey } from "../../../../shared/records/prekey.ts"
import { a1, a2, b1, firstMessage, noon, secondMessage, signatureIn } from "./cast.ts"
import { line } from "./founding.ts"
import { fill, named, sample, type Sample } from "./sample.ts"

const aliveValue: Alive = {
  format: 1,
  line,
  device: b1.device,
  onWatch: true,
  nonce: 301,
  t: noon + 2_000,
}
const aliveBytes = encodeAs(alive, aliveValue)
export const aliveSigned = {
  core: aliveBytes,
  signature: signatureIn("Parley-v1 alive", b1, aliveBytes),
}

const prekeyValue: Prekey = {
  format: 1,
  line,
  device: b1.device,
  tier: 2,
  forDevice: undefined,
  counter: 7,
  created: noon,
  useBy: noon + 7_200_000,
  keepUntil: noon + 93_600_000,
  key: fill(0x7e, 1_216),
}
const prekeyBytes = encodeAs(prekey, prekeyValue)
export const prekeySigned = {
  core: prekeyBytes,
  signature: signatureIn("Parley-v1 prekey", b1, prekeyBytes),
}

const mailCore: DeskMailCore = {
  format: 1,
  line,
  mail: secondMessage,
  from: a1.device,
  t: noon + 3_000,
  commitment: fill(0xc1, 32),
  recipients: [{ device: a2.device, tier: 2, counter: 3, pseq: 12, voids: 0 }],
}
const mailHeader = {
  core: encodeAs(deskMailCore, mailCore),
  bodyHash: named(hash, fill(0xb5, 32)),
  wrapHashes: [named(hash, fill(0xb6, 32))],
}
const mailHeaderBytes = encodeAs(deskMailHeader, mailHeader)
export const mailSigned = {
  header: mailHeaderBytes,
  signature: signatureIn("Parley-v1 deskmail", a1, mailHeaderBytes),
  enclosure: fill(0xbd, 64),
}

export const beside: readonly Sample[] = [
  sample("alive: on watch", alive, aliveValue),
  sample("alive: not on watch", alive, { ...aliveValue, onWatch: false }),
  sample("signedAlive", signedAlive, aliveSigned),
  sample("prekey: for a shift", prekey, prekeyValue),
  sample("prekey: for one peer device", prekey, {
    ...prekeyValue,
    tier: 1,
    forDevice: a1.device,
  }),
  sample("signedPrekey", signedPrekey, prekeySigned),
  sample("draft", draft, {
    format: 1,
    line,
    message: firstMessage,
    commitment: fill(0xc0, 32),
    precedence: "IMMEDIATE",
    owes: ["read", "answered"],
    references: [secondMessage],
    life: 86_400_000,
    author: a2.device,
    t: noon + 500,
  }),
  sample("withdraw", withdraw, {
    format: 1,
    line,
    message: firstMessage,
    author: a2.device,
    t: noon + 600,
    reason: "Overtaken by a later report",
  }),
  sample("deskMailCore", deskMailCore, mailCore),
  sample("deskMailHeader", deskMailHeader, mailHeader),
  sample("signedDeskMail", signedDeskMail, mailSigned),
]
