// A record of this device that a second one must sign: a handover, a suspension. Both sign the same bytes, and these name the
// place in this device's chain, so the place must still be free when the second signature comes. While officers make up their
// minds nothing is reserved. Once one has agreed, only machines are between us: numbering then waits for a few seconds, FLASH
// excepted. A place that was overtaken is given up, and the same terms are sent for another.
//
// This device signs last, in the write that numbers the record. So a core that was given up has one signature, which is worth
// nothing: no crash and no delay makes a gap or a fork.

import type { Signatures } from "../../shared/crypto/ports.ts"
import { verifyIn } from "../../shared/crypto/signatures.ts"
import { bytes, flag, list, record, uint, type Infer } from "../../shared/encoding/schema.ts"
import { decodeAs, encodeAs } from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import type { Link } from "../../shared/records/link.ts"
import { deviceId, messageId, type DeviceId, type MessageId } from "../../shared/records/names.ts"
import { contextOf, hashOf } from "../../shared/records/signed.ts"
import { ok, refused, type Result } from "../../shared/result.ts"
import { coreOf, terms, type CountersignMail, type Terms } from "./countersign-terms.ts"
import type { Outbox } from "./outbox.ts"
import type { Now, Outgoing } from "./ports.ts"
import type { Moment } from "./signer.ts"
import { keys } from "./store-layout.ts"

/** An empty core has yet to be made. `rounds` counts the places that were given up because no signature came in time. */
const proposalRow = record({
  proposal: messageId,
  terms,
  core: bytes(0, limits.countersignedBytesMax),
  second: list(record({ by: deviceId, signature: bytes(64) }), 1),
  madeAt: uint(),
  rounds: uint(),
  isAgreed: flag(),
})
export type Proposal = Infer<typeof proposalRow>

const none = new Uint8Array(0)

export class Proposals {
  readonly #signatures: Pick<Signatures, "verify">
  #open: Proposal | undefined
  /** Until when, by the monotonic clock, numbering waits. A new process reserves nothing that an old one had. */
  #heldUntil = Number.NEGATIVE_INFINITY

  constructor(signatures: Pick<Signatures, "verify">) {
    this.#signatures = signatures
  }

  restore(encoded: Uint8Array): void {
    const read = decodeAs(proposalRow, encoded, limits.recordBytesMax)
    if (read.ok) this.#open = read.value
  }

  /** One at a time: two would wait for the same place. */
  get open(): Proposal | undefined {
    return this.#open
  }

  propose(proposal: MessageId, agreed: Terms, now: Now, out: Outgoing): void {
    const blank = { core: none, second: [], madeAt: now.wall, rounds: 0, isAgreed: false }
    this.#keep({ proposal, terms: agreed, ...blank }, out)
  }

  /** A second officer agrees. A signature of a core that was given up still says so: the next one will be signed at once. */
  takeSignature(
    said: Extract<CountersignMail, { kind: "countersigned" }>,
    by: { readonly device: DeviceId; readonly signingKey: Uint8Array },
    out: Outgoing,
  ): Result<true> {
    const open = this.#open
    if (open?.proposal !== said.proposal || open.second.length > 0) return ok(true)
    if (open.core.length === 0 || hashOf(open.core) !== said.core) {
      this.#keep({ ...open, core: none, isAgreed: true }, out)
      return ok(true)
    }
    const { signature } = said
    const signed = { bytes: open.core, signature }
    if (!verifyIn(contextOf[open.terms.kind], this.#signatures, by.signingKey, signed)) {
      return refused("sign/bad", "a second signature that is wrong")
    }
    this.#keep({ ...open, second: [{ by: by.device, signature }], isAgreed: true }, out)
    return ok(true)
  }

  /** Numbers the record if it has both signatures and its place is free; else the place is given up. */
  place(outbox: Outbox, moment: Moment, out: Outgoing): void {
    const open = this.#open
    const second = open?.second[0]
    if (open === undefined || second === undefined) return
    const part = { kind: open.terms.kind, core: open.core, ...second } as const
    const isPlaced = outbox.place(part, moment, { key: keys.proposal, value: undefined }, out)
    if (isPlaced) this.#open = undefined
    else this.#giveUp(open, 0, out)
  }

  /** Whether what is queued is to wait for the second signature of a record before it. */
  isHolding(outbox: Outbox, now: Now, out: Outgoing): boolean {
    const open = this.#open
    if (open === undefined || !open.isAgreed || open.core.length === 0) return false
    const isPressed = outbox.queued.some(
      (item) => item.numbered.length === 0 && item.precedence === "FLASH",
    )
    if (!isPressed && now.mono < this.#heldUntil) return true
    this.#giveUp(open, isPressed ? 0 : 1, out)
    return false
  }

  #giveUp(open: Proposal, round: number, out: Outgoing): void {
    this.#heldUntil = Number.NEGATIVE_INFINITY
    this.#keep({ ...open, core: none, second: [], rounds: open.rounds + round }, out)
  }

  /** Terms that have no core get one, for the place that follows `link`'s predecessor; said to whoever may sign it. */
  renew(link: () => Link, now: Now, out: Outgoing): CountersignMail | undefined {
    const open = this.#open
    if (open === undefined || open.core.length > 0) return undefined
    const core = coreOf(open.terms, link())
    this.#keep({ ...open, core }, out)
    if (open.isAgreed) this.#heldUntil = now.mono + limits.countersignHoldMs
    return { kind: "countersign-asked", proposal: open.proposal, record: open.terms.kind, core }
  }

  /** Nobody has agreed for long, or the other device has fallen silent after its officer agreed. */
  isLapsed(now: Now): boolean {
    const open = this.#open
    return (
      open !== undefined &&
      (now.wall > open.madeAt + limits.countersignLifeMs ||
        open.rounds >= limits.countersignRoundsMax)
    )
  }

  end(out: Outgoing): void {
    this.#open = undefined
    out.store({ key: keys.proposal, value: undefined })
  }

  #keep(proposal: Proposal, out: Outgoing): void {
    this.#open = proposal
    out.store({ key: keys.proposal, value: encodeAs(proposalRow, proposal) })
  }
}
