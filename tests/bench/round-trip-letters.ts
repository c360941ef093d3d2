// Envelopes made beforehand: sealed, signed and chained by many devices, so that what is measured is their way through the relay
// and not the work at the desks, which the bench of envelopes measures.

import { noPredecessor } from "../../shared/line/chain.ts"
import { encodeAs } from "../../shared/encoding/schema.ts"
import { xwingSizes } from "../../shared/crypto/xwing.ts"
import type { ClientCrypto } from "../../shared/crypto/ports.ts"
import type { EnvelopeCore } from "../../shared/records/envelope.ts"
import { enclosure } from "../../shared/records/envelope.ts"
import { hashOf, signed } from "../../shared/records/signed.ts"
import type { Submission } from "../../shared/wire/frames.ts"
import { nodeClientCrypto } from "../../client/cli/crypto.ts"
import { Addressing } from "../../client/sdk/addressing.ts"
import { newMessageId } from "../../client/sdk/message-ids.ts"
import { sealEnvelope } from "../../client/sdk/seal/seal.ts"
import { nodeRelayCrypto } from "../../server/shell/crypto.ts"
import { furtherSender, type FoundedLine } from "../support/founded-line.ts"
import { valueOf } from "../support/practice-line.ts"

export const payloadBytes = 200

/** A submission, and the bytes at its end by which its delivery is known again. */
export interface Letter {
  readonly submission: Submission
  readonly mark: string
}

/** Signed records end in their author's signature: no two have the same. */
export function markOf(record: Uint8Array): string {
  return Buffer.from(record.subarray(record.length - 32)).toString("base64")
}

/** Nobody opens these, so the costly half of each wrap is left out: for a relay it is only bytes. */
function quickCrypto(): ClientCrypto {
  const crypto = nodeClientCrypto()
  const { random } = crypto
  return {
    ...crypto,
    signatures: nodeRelayCrypto().signatures,
    kem: {
      ...crypto.kem,
      encapsulate: () => ({
        ciphertext: random.bytes(xwingSizes.ciphertext),
        secret: random.bytes(32),
      }),
    },
  }
}

/** The chain of one device, so many envelopes long. */
export function lettersOf(founded: FoundedLine, sender: number, count: number): readonly Letter[] {
  const crypto = quickCrypto()
  const { practice, state, rosters } = founded
  const { device, seed } = furtherSender(practice, sender)
  const named = { A: rosters.A.hash, B: rosters.B.hash }
  const addressing = new Addressing()
  const others = [state.parties.A, state.parties.B]
    .flatMap(({ rosters: known }) => known.at(-1)?.document.devices ?? [])
    .filter((known) => known.device !== device)
  const letters: Letter[] = []
  let prev = noPredecessor
  for (let seq = 1; seq <= count; seq += 1) {
    const t = Date.now()
    const { addressees } = addressing.addressees(others, [], t)
    const link: EnvelopeCore["link"] = {
      line: state.line,
      from: device,
      seq,
      prev,
      t,
      terr: 0,
      charter: 0,
      ownRoster: { version: 1, hash: named.A },
      peerRoster: { version: 1, hash: named.B },
      seen: [],
    }
    const terms = {
      format: 1 as const,
      link,
      message: newMessageId(crypto.random, t),
      serial: seq,
      precedence: "FLASH" as const,
      owes: [],
      references: [],
      life: founded.practice.charter.core.lifeMs,
      drafted: [],
    }
    const payload = crypto.random.bytes(payloadBytes)
    const sealed = valueOf(
      sealEnvelope(crypto, seed, { terms, payload, opening: undefined, addressees }),
    )
    prev = hashOf(sealed.header)
    const record = encodeAs(signed, sealed.record)
    const body = encodeAs(enclosure, sealed.enclosure)
    const submission = { record, enclosure: body, carried: new Uint8Array(0) }
    letters.push({ submission, mark: markOf(record) })
  }
  return letters
}
