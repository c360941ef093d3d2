// What other devices of this desk ask this one to sign with them. The officer agrees to the terms once; the device then signs
// them again, by itself, wherever in the other's chain they come to stand, and signs nothing else.

import type { Signatures } from "../../shared/crypto/ports.ts"
import { signIn } from "../../shared/crypto/signatures.ts"
import {
  bytes,
  decodeAs,
  encodeAs,
  flag,
  optional,
  record,
  uint,
  type Infer,
} from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import {
  deviceId,
  hash,
  messageId,
  type DeviceId,
  type MessageId,
} from "../../shared/records/names.ts"
import { contextOf, hashOf } from "../../shared/records/signed.ts"
import { ok, refused, type Result } from "../../shared/result.ts"
import { isSame, readCore, terms, type CountersignMail, type Terms } from "./countersign-terms.ts"
import type { Identity } from "./identity.ts"
import type { Now, Outgoing, Write } from "./ports.ts"
import { keys } from "./store-layout.ts"

/** `signed` is the core to which the other device was last given a signature. */
const requestRow = record({
  proposal: messageId,
  from: deviceId,
  terms,
  core: bytes(1, limits.countersignedBytesMax),
  arrived: uint(),
  isAgreed: flag(),
  signed: optional(hash),
})
export type CountersignRequest = Infer<typeof requestRow>

export class CountersignRequests {
  readonly #signatures: Signatures
  readonly #identity: Identity
  readonly #requests = new Map<MessageId, CountersignRequest>()

  constructor(signatures: Signatures, identity: Identity) {
    this.#signatures = signatures
    this.#identity = identity
  }

  restore(encoded: Uint8Array): void {
    const read = decodeAs(requestRow, encoded, limits.recordBytesMax)
    if (read.ok) this.#requests.set(read.value.proposal, read.value)
  }

  get all(): readonly CountersignRequest[] {
    return [...this.#requests.values()]
  }

  of(proposal: MessageId): CountersignRequest | undefined {
    return this.#requests.get(proposal)
  }

  /** New terms to be looked at, or the same ones for another place. A device asks for one thing at a time: the newest. */
  take(
    said: Extract<CountersignMail, { kind: "countersign-asked" }>,
    from: DeviceId,
    now: Now,
    out: Outgoing,
  ): Result<{ readonly request: CountersignRequest; readonly isNew: boolean }> {
    const { proposal, core } = said
    const read = readCore(said.record, core)
    if (!read.ok) return read
    const { link } = read.value
    if (link.from !== from || link.line !== this.#identity.line) {
      return refused("sign/bad", "a record of another device, or of another line")
    }
    const known = this.#requests.get(proposal)
    if (known === undefined) {
      for (const older of this.all.filter((each) => each.from === from)) this.drop(older, out)
      const blank = { arrived: now.wall, isAgreed: false, signed: undefined }
      const request = { proposal, from, terms: read.value.terms, core, ...blank }
      this.#keep(request, out)
      return ok({ request, isNew: true })
    }
    if (known.from !== from || !isSame(known.terms, read.value.terms)) {
      return refused("sign/bad", "other terms under a proposal that is known")
    }
    const request = isLater(core, known) ? { ...known, core } : known
    this.#keep(request, out)
    return ok({ request, isNew: false })
  }

  agree(request: CountersignRequest, out: Outgoing): void {
    this.#keep({ ...request, isAgreed: true }, out)
  }

  /** The signature that is due, if its officer has agreed: over this core and, should the place be overtaken, the next. */
  sign(request: CountersignRequest, out: Outgoing): CountersignMail | undefined {
    const core = hashOf(request.core)
    if (!request.isAgreed || request.signed === core) return undefined
    const { signingSeed } = this.#identity
    const context = contextOf[request.terms.kind]
    const signature = signIn(context, this.#signatures, signingSeed, request.core)
    this.#keep({ ...request, signed: core }, out)
    return { kind: "countersigned", proposal: request.proposal, core, signature }
  }

  drop(request: CountersignRequest, out: Outgoing): void {
    out.store(this.#dropped(request))
  }

  /** The record stands in the journal, or what was asked is long ago. */
  settled(from: DeviceId, agreed: Terms): readonly Write[] {
    return this.all
      .filter((each) => each.from === from && isSame(each.terms, agreed))
      .map((each) => this.#dropped(each))
  }

  purge(wall: number, out: Outgoing): void {
    const isOver = ({ arrived }: CountersignRequest): boolean =>
      wall > arrived + limits.countersignLifeMs
    for (const request of this.all.filter(isOver)) this.drop(request, out)
  }

  #dropped({ proposal }: CountersignRequest): Write {
    this.#requests.delete(proposal)
    return { key: keys.countersigning(proposal), value: undefined }
  }

  #keep(request: CountersignRequest, out: Outgoing): void {
    this.#requests.set(request.proposal, request)
    const value = encodeAs(requestRow, request)
    out.store({ key: keys.countersigning(request.proposal), value })
  }
}

/** Mail may come twice and out of order; places only go up, and times with them. */
function isLater(core: Uint8Array, known: CountersignRequest): boolean {
  const next = readCore(known.terms.kind, core)
  const last = readCore(known.terms.kind, known.core)
  if (!next.ok || !last.ok) return false
  const { seq, t } = next.value.link
  return seq > last.value.link.seq || (seq === last.value.link.seq && t > last.value.link.t)
}
