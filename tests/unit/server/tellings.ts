// What devices of the practice line sign beside their chains: proofs of life, prekeys, desk mail, cosignatures. And what another
// relay says of a record it has accepted.

import { hexOf, utf8 } from "../../../shared/encoding/bytes.ts"
import { branded, encodeAs } from "../../../shared/encoding/schema.ts"
import { sha256 } from "../../../shared/crypto/digest.ts"
import { signIn, type Context } from "../../../shared/crypto/signatures.ts"
import { xwingSizes } from "../../../shared/crypto/xwing.ts"
import { checkpointText, cosignatureBytes, originOf } from "../../../shared/log/checkpoint.ts"
import { signedAcceptance } from "../../../shared/records/acceptance.ts"
import { alive, type SignedAlive } from "../../../shared/records/alive.ts"
import {
  deskMailCore,
  deskMailHeader,
  type SignedDeskMail,
} from "../../../shared/records/deskmail.ts"
import { enclosure, wrapBytes } from "../../../shared/records/envelope.ts"
import type { SeenHead } from "../../../shared/records/link.ts"
import type { Hash, MessageId } from "../../../shared/records/names.ts"
import type { Parsed } from "../../../shared/records/parsed.ts"
import { prekey, type Prekey, type SignedPrekey } from "../../../shared/records/prekey.ts"
import { hashOf } from "../../../shared/records/signed.ts"
import type { ClientFrame } from "../../../shared/wire/frames.ts"
import { seedOf, type CallSign } from "../../support/practice-line.ts"
import { messageNumber } from "../../support/practice-story.ts"
import { LineBench, practice } from "./line-bench.ts"

function signed(context: Context, by: CallSign, core: Uint8Array): Uint8Array {
  return signIn(context, practice.signatures, practice.devices[by].seed, core)
}

/** `of` lives, says `by`: the same device, unless somebody lies. */
export function aliveOf(of: CallSign, nonce: number, by: CallSign = of): SignedAlive {
  const { device } = practice.devices[of]
  const core = encodeAs(alive, {
    format: 1,
    line: practice.line,
    device,
    onWatch: true,
    nonce,
    t: nonce,
  })
  return { core, signature: signed("Parley-v1 alive", by, core) }
}

export function prekeyOf(
  of: CallSign,
  counter: number,
  change: Partial<Prekey> = {},
): SignedPrekey {
  const key = new Uint8Array(xwingSizes.publicKey)
  key[xwingSizes.latticeKey] = 9
  const core = encodeAs(prekey, {
    format: 1,
    line: practice.line,
    device: practice.devices[of].device,
    tier: 2,
    forDevice: undefined,
    counter,
    created: 0,
    useBy: 7_200_000,
    keepUntil: 93_600_000,
    key,
    ...change,
  })
  return { core, signature: signed("Parley-v1 prekey", of, core) }
}

export interface MailWish {
  readonly number?: number
  readonly signedBy?: CallSign
  /** Another body than the one the header names. */
  readonly isDamaged?: boolean
}

export function mailId(number: number): MessageId {
  return messageNumber(9_000 + number)
}

export function mailFrom(
  from: CallSign,
  to: readonly CallSign[],
  wish: MailWish = {},
): SignedDeskMail {
  const body = utf8(`desk mail of ${from}`)
  const wraps = to.map((each) => filled(`wrap for ${each}`))
  const core = encodeAs(deskMailCore, {
    format: 1,
    line: practice.line,
    mail: mailId(wish.number ?? 1),
    from: practice.devices[from].device,
    t: 0,
    commitment: seedOf("commitment"),
    recipients: to.map((each, pseq) => ({
      device: practice.devices[each].device,
      tier: 3,
      counter: 0,
      pseq,
      voids: 0,
    })),
  })
  const header = encodeAs(deskMailHeader, {
    core,
    bodyHash: hashOf(body),
    wrapHashes: wraps.map(hashOf),
  })
  const sent = wish.isDamaged === true ? utf8("something else") : body
  return {
    header,
    signature: signed("Parley-v1 deskmail", wish.signedBy ?? from, header),
    enclosure: encodeAs(enclosure, { body: sent, wraps }),
  }
}

function filled(words: string): Uint8Array {
  return new Uint8Array(wrapBytes).fill(sha256(utf8(words))[0] ?? 0)
}

interface Head {
  readonly size: number
  readonly root: Uint8Array
}

/** A head of this relay's journal in epoch 1 as a device has seen it; `by` another key than the relay's log key, it is a lie. */
export function seenOf(head: Head, by = practice.relays.N.logSeed): SeenHead {
  const { relay } = practice.relays.N
  const checkpoint = { origin: originOf(practice.line, relay, 1), ...head }
  const signature = practice.signatures.sign(by, utf8(checkpointText(checkpoint)))
  return { relay, epoch: 1, size: head.size, root: branded<Hash>(hexOf(head.root)), signature }
}

/** A device's cosignature of a head of this relay's journal in epoch 1, with what it says is the relay's own signature. */
export function cosignatureOf(
  by: CallSign,
  head: Head,
  seconds = 1_700_000_000,
  shown = seenOf(head).signature,
): Extract<ClientFrame, { kind: "cosign" }> {
  const checkpoint = { origin: originOf(practice.line, practice.relays.N.relay, 1), ...head }
  const bytes = cosignatureBytes(checkpoint, seconds)
  const signature = practice.signatures.sign(seedOf(`witness ${by}`), bytes)
  const root = branded<Hash>(hexOf(head.root))
  return { kind: "cosign", size: head.size, root, t: seconds, signature, head: shown }
}

/** The other relay's signed acceptance of these records, as their author would carry it here. */
export function acceptedElsewhere(
  bench: LineBench,
  by: CallSign,
  ...records: Parsed[]
): Uint8Array {
  const elsewhere = LineBench.opened(undefined, practice.relays.S, bench.wall)
  elsewhere.story.now = bench.story.now
  const circuit = elsewhere.attach(by)
  elsewhere.submit(circuit, 1, ...records)
  const given = elsewhere.framesTo(circuit, "accepted")[0]?.acceptance
  if (given === undefined) throw new Error("the other relay did not accept")
  return encodeAs(signedAcceptance, given)
}
