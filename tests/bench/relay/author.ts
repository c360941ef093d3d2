// What a device says in a bench: records of Parley's own form, in the device's own chain, signed by it. Bodies and wraps are
// random bytes: nobody opens them, and it is the relay that is measured.

import { randomBytes } from "node:crypto"

import { compareText, bytesOfHex } from "../../../shared/encoding/bytes.ts"
import { branded, encodeAs } from "../../../shared/encoding/schema.ts"
import { paddedLength } from "../../../shared/crypto/padding.ts"
import { signIn } from "../../../shared/crypto/signatures.ts"
import { noPredecessor } from "../../../shared/line/chain.ts"
import { limits } from "../../../shared/limits.ts"
import {
  enclosure,
  envelopeCore,
  envelopeHeader,
  wrapBytes,
} from "../../../shared/records/envelope.ts"
import type { Side } from "../../../shared/records/charter.ts"
import type { Link } from "../../../shared/records/link.ts"
import type { DeviceId, Hash, MessageId, Precedence } from "../../../shared/records/names.ts"
import { contextOf, hashOf, signed, type RecordKind } from "../../../shared/records/signed.ts"
import { stage, type Fact } from "../../../shared/records/stage.ts"
import type { Submission } from "../../../shared/wire/frames.ts"
import type { FoundedLine } from "../../support/founded-line.ts"

const payloadBytes = 1_024
/** The opening and the end mark go in with the payload, the authenticator comes on top. */
const bodyBytes = paddedLength(payloadBytes + 32 + 1, limits.bodyFloorBytes) + 16
const none = new Uint8Array(0)

/** A record on its way, and the bytes at its end by which its delivery is known again. */
export interface Item {
  readonly submission: Submission
  readonly kind: RecordKind
  /** What was signed, by itself: it stands in the record as it is here. */
  readonly core: Uint8Array
  readonly mark: string
  readonly message: MessageId
  readonly hash: Hash
}

/** Signed records end in their author's signature: no two have the same. */
export function markOf(record: Uint8Array): string {
  return Buffer.from(record.buffer, record.byteOffset + record.length - 32, 32).toString("latin1")
}

/** Whose records they are. */
export interface Key {
  readonly device: DeviceId
  readonly seed: Uint8Array
  readonly side: Side
}

export class Author {
  readonly #founded: FoundedLine
  readonly #key: Key
  #seq = 0
  #serial = 0
  #prev = noPredecessor

  constructor(founded: FoundedLine, key: Key) {
    this.#founded = founded
    this.#key = key
  }

  /** To every other device of the line. */
  envelope(precedence: Precedence = "FLASH"): Item {
    const { practice, state } = this.#founded
    const recipients = [state.parties.A, state.parties.B]
      .flatMap(({ rosters }) => rosters.at(-1)?.document.devices ?? [])
      .map(({ device }) => device)
      .filter((device) => device !== this.#key.device)
      .toSorted(compareText)
    const body = new Uint8Array(randomBytes(bodyBytes))
    const wraps = recipients.map(() => new Uint8Array(randomBytes(wrapBytes)))
    const message = versionSeven()
    this.#serial += 1
    const core = encodeAs(envelopeCore, {
      format: 1,
      link: this.#link(),
      message,
      serial: this.#serial,
      precedence,
      owes: ["read"],
      life: practice.charter.core.lifeMs,
      references: [],
      commitment: new Uint8Array(randomBytes(32)),
      recipients: recipients.map((device, pseq) => ({
        device,
        tier: 3,
        counter: 0,
        pseq,
        voids: 0,
      })),
      drafted: [],
    })
    const header = encodeAs(envelopeHeader, {
      core,
      bodyHash: hashOf(body),
      wrapHashes: wraps.map(hashOf),
    })
    return this.#signed("envelope", header, {
      message,
      enclosure: encodeAs(enclosure, { body, wraps }),
    })
  }

  stage(about: Item, fact: Fact): Item {
    const core = encodeAs(stage, {
      format: 1,
      link: this.#link(),
      message: about.message,
      header: about.hash,
      fact,
      openProof: new Uint8Array(randomBytes(32)),
      arrived: Date.now(),
      clock: [],
      substance: undefined,
      pairPrekey: undefined,
    })
    return this.#signed("stage", core, { message: about.message, enclosure: none })
  }

  #link(): Link {
    const { state, rosters } = this.#founded
    const { device, side } = this.#key
    const [own, peer] = side === "A" ? [rosters.A, rosters.B] : [rosters.B, rosters.A]
    this.#seq += 1
    return {
      line: state.line,
      from: device,
      seq: this.#seq,
      prev: this.#prev,
      t: Date.now(),
      terr: 50,
      charter: 0,
      ownRoster: { version: 1, hash: own.hash },
      peerRoster: { version: 1, hash: peer.hash },
      seen: [],
    }
  }

  #signed(
    kind: "envelope" | "stage",
    core: Uint8Array,
    more: { readonly message: MessageId; readonly enclosure: Uint8Array },
  ): Item {
    const { practice } = this.#founded
    const { device, seed } = this.#key
    const signature = signIn(contextOf[kind], practice.signatures, seed, core)
    const signatures = [{ algorithm: 1 as const, key: bytesOfHex(device), signature }]
    const record = encodeAs(signed, { kind, core, signatures })
    const hash = hashOf(core)
    this.#prev = hash
    const submission = { record, enclosure: more.enclosure, carried: none }
    return { submission, kind, core, mark: markOf(record), message: more.message, hash }
  }
}

/** Of version 7 in form: the time first, the rest random. */
function versionSeven(): MessageId {
  const time = Date.now().toString(16).padStart(12, "0")
  const rest = randomBytes(10).toString("hex")
  return branded<MessageId>(`${time}7${rest.slice(0, 3)}8${rest.slice(3, 18)}`)
}
