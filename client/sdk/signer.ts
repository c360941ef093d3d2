// The device's own chain: where an intention becomes a numbered, signed record. What leaves here has been given its `seq`
// and must be stored, with the new head, before it is sent: a number used twice is a fork, and a fork ends a device.

import { unreachable } from "../../shared/assert.ts"
import type { ClientCrypto } from "../../shared/crypto/ports.ts"
import { signIn } from "../../shared/crypto/signatures.ts"
import { bytesOfHex } from "../../shared/encoding/bytes.ts"
import { encodeAs, type Schema } from "../../shared/encoding/schema.ts"
import { noPredecessor } from "../../shared/line/chain.ts"
import { otherSide, rostersInForce } from "../../shared/line/agreement.ts"
import type { LineState } from "../../shared/line/state.ts"
import { enclosure } from "../../shared/records/envelope.ts"
import type { Link, SeenHead } from "../../shared/records/link.ts"
import {
  contextOf,
  hashOf,
  signed,
  type RecordKind,
  type Signed,
} from "../../shared/records/signed.ts"
import { stage, type ClockClaim } from "../../shared/records/stage.ts"
import { watch } from "../../shared/records/watch.ts"
import { ok, refused, type Result } from "../../shared/result.ts"
import { readCore } from "./countersign-terms.ts"
import { draftFault } from "./draft-rules.ts"
import type { Identity } from "./identity.ts"
import type { Addressee } from "./seal/enclosure.ts"
import { makeRewrap } from "./seal/rewrap.ts"
import { sealEnvelope } from "./seal/seal.ts"
import type { KeyName } from "./seal/wrap.ts"
import type { Numbered, OutgoingPart, OwnHead } from "./store-layout.ts"

/** What a record says about the moment of its signing. */
export interface Moment {
  readonly state: LineState
  readonly wall: number
  readonly seen: readonly SeenHead[]
  readonly clock: readonly ClockClaim[]
  readonly addressees: () => readonly Addressee[]
  /** Undefined where that device is in no roster any more. */
  readonly readerKey: (part: RewrapPart) => (KeyName & { readonly key: Uint8Array }) | undefined
}

type RewrapPart = Extract<OutgoingPart, { kind: "rewrap" }>

export interface SignedPart {
  readonly numbered: Numbered
  readonly head: OwnHead
}

export class Signer {
  readonly #crypto: ClientCrypto
  readonly #identity: Identity

  constructor(crypto: ClientCrypto, identity: Identity) {
    this.#crypto = crypto
    this.#identity = identity
  }

  /** The next record of this device after `head`. Refuses only what could never be sent; the head stays as it was then. */
  sign(part: OutgoingPart, head: OwnHead | undefined, moment: Moment): Result<SignedPart> {
    const link = this.link(head, moment)
    switch (part.kind) {
      case "envelope":
        return this.#seal(part, link, head, moment)
      case "stage":
        return this.#core("stage", stage, head, {
          format: 1,
          link,
          message: part.message,
          header: part.header,
          fact: part.fact,
          openProof: part.openProof,
          arrived: part.arrived,
          clock: moment.clock,
          substance: part.substance,
          pairPrekey: undefined,
        })
      case "take-watch": {
        const act = { kind: "take", role: part.role, until: part.until } as const
        return this.#core("watch", watch, head, { format: 1, link, act })
      }
      case "leave-watch":
        return this.#core("watch", watch, head, { format: 1, link, act: { kind: "leave" } })
      case "rewrap":
        return this.#rewrap(part, link, head, moment)
      case "handover":
      case "suspend":
        return this.#countersigned(part, link, head)
      default:
        return unreachable(part)
    }
  }

  /** What the record after `head` begins with. */
  link(head: OwnHead | undefined, moment: Moment): Link {
    const { state, wall, seen } = moment
    const { side, device } = this.#identity
    const [own] = rostersInForce(state, side, device)
    const [peer] = rostersInForce(state, otherSide(side))
    const none = { version: 0, hash: noPredecessor }
    return {
      line: this.#identity.line,
      from: this.#identity.device,
      seq: (head?.seq ?? 0) + 1,
      prev: head?.hash ?? noPredecessor,
      t: wall,
      terr: moment.clock.reduce((least, claim) => Math.min(least, claim.bound), 1_000),
      charter: state.charters.at(-1)?.version ?? 0,
      ownRoster: own === undefined ? none : { version: own.version, hash: own.hash },
      peerRoster: peer === undefined ? none : { version: peer.version, hash: peer.hash },
      seen,
    }
  }

  #core<T extends { readonly link: Link }>(
    kind: Exclude<RecordKind, "envelope">,
    schema: Schema<T>,
    head: OwnHead | undefined,
    value: T,
  ): Result<SignedPart> {
    const core = encodeAs(schema, value)
    const { signingSeed, device } = this.#identity
    const signature = signIn(contextOf[kind], this.#crypto.signatures, signingSeed, core)
    const record: Signed = {
      kind,
      core,
      signatures: [{ algorithm: 1, key: bytesOfHex(device), signature }],
    }
    const { seq } = value.link
    const next = { seq, hash: hashOf(core), serial: head?.serial ?? 0 }
    return ok({ numbered: numberedOf(record, next), head: next })
  }

  /** The second signature is here; the first is given now, and only in the place for which the second was given. */
  #countersigned(
    part: Extract<OutgoingPart, { kind: "handover" | "suspend" }>,
    link: Link,
    head: OwnHead | undefined,
  ): Result<SignedPart> {
    const { kind, core, by } = part
    const read = readCore(kind, core)
    if (!read.ok) return read
    const place = read.value.link
    const isFree =
      place.seq === link.seq && place.prev === link.prev && place.from === this.#identity.device
    if (!isFree) return refused("chain/fork", "its place in the chain is taken")
    const signature = signIn(
      contextOf[kind],
      this.#crypto.signatures,
      this.#identity.signingSeed,
      core,
    )
    const record: Signed = {
      kind,
      core,
      signatures: [
        { algorithm: 1, key: bytesOfHex(this.#identity.device), signature },
        { algorithm: 1, key: bytesOfHex(by), signature: part.signature },
      ],
    }
    const next = { seq: link.seq, hash: hashOf(core), serial: head?.serial ?? 0 }
    return ok({ numbered: numberedOf(record, next), head: next })
  }

  #rewrap(
    part: RewrapPart,
    link: Link,
    head: OwnHead | undefined,
    moment: Moment,
  ): Result<SignedPart> {
    const to = moment.readerKey(part)
    if (to === undefined) return refused("who/device", "its reader is in no roster any more")
    const { envelope: header, contentKey } = part
    const made = makeRewrap(
      this.#crypto,
      this.#identity.signingSeed,
      { header, contentKey },
      {
        link,
        to,
      },
    )
    if (!made.ok) return made
    const { record, wrap } = made.value
    const next = { seq: link.seq, hash: hashOf(record.core), serial: head?.serial ?? 0 }
    return ok({ numbered: { ...numberedOf(record, next), enclosure: wrap }, head: next })
  }

  #seal(
    part: Extract<OutgoingPart, { kind: "envelope" }>,
    link: Link,
    head: OwnHead | undefined,
    moment: Moment,
  ): Result<SignedPart> {
    const serial = (head?.serial ?? 0) + 1
    const { message, precedence, owes, references, life, drafted } = part
    // It may have waited for a circuit since it was released.
    for (const { author, t } of drafted) {
      const fault = draftFault(moment.state, this.#identity, { author, t, life }, link.t)
      if (fault !== undefined) return fault
    }
    const sealed = sealEnvelope(this.#crypto, this.#identity.signingSeed, {
      terms: { format: 1, link, message, serial, precedence, owes, references, life, drafted },
      payload: part.payload,
      opening: part.opening,
      addressees: moment.addressees(),
    })
    if (!sealed.ok) return sealed
    const { record, header, contentKey } = sealed.value
    const next = { seq: link.seq, hash: hashOf(header), serial }
    const numbered: Numbered = {
      ...numberedOf(record, next),
      enclosure: encodeAs(enclosure, sealed.value.enclosure),
      message,
      contentKey,
    }
    return ok({ numbered, head: next })
  }
}

function numberedOf(record: Signed, head: OwnHead): Numbered {
  return {
    seq: head.seq,
    hash: head.hash,
    record: encodeAs(signed, record),
    enclosure: new Uint8Array(0),
    message: undefined,
    contentKey: new Uint8Array(0),
    acceptances: [],
  }
}
