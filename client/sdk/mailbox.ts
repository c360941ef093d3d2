// Mail inside one desk: release requests, returned and withdrawn drafts, what two devices are to sign. Nothing of it shows on
// the line.

import type { ClientCrypto } from "../../shared/crypto/ports.ts"
import { unreachable } from "../../shared/assert.ts"
import { decodeAs, encodeAs } from "../../shared/encoding/schema.ts"
import type { LineState } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import { signedDeskMail, type SignedDeskMail } from "../../shared/records/deskmail.ts"
import { draft, withdraw, type Draft } from "../../shared/records/draft.ts"
import type { DeviceId, MessageId } from "../../shared/records/names.ts"
import { ok, type Result } from "../../shared/result.ts"
import type { CountersignMail } from "./countersign-terms.ts"
import { content, type Content } from "./desk-mail.ts"
import type { Identity } from "./identity.ts"
import type { Now, Outgoing } from "./ports.ts"
import {
  ReleaseRequests,
  siblingKeyOf,
  type ReleaseRequest,
  type TakeBack,
} from "./release-requests.ts"
import { openDeskMail, sealDeskMail } from "./seal/deskmail.ts"
import { makeDraft, signWithdrawal } from "./seal/draft.ts"
import type { Addressee } from "./seal/enclosure.ts"
import type { SeedOf } from "./seal/wrap.ts"
import { keys } from "./store-layout.ts"

/** A mail about to be sealed: its id, to whom, and when. */
export interface Posting {
  readonly mail: MessageId
  readonly addressees: readonly Addressee[]
  readonly now: Now
  /** Also over the other party's relays while none of ours answers: they then see who writes to whom, and when. */
  readonly mayGoElsewhere?: boolean
}

/** What came from a device of this desk, and when. */
export interface Sender {
  readonly from: DeviceId
  readonly now: Now
  readonly out: Outgoing
}

/** Takes what is to be signed by two: see countersigning.ts. */
export type TakeCountersign = (said: CountersignMail, sender: Sender) => Result<true>

export class Mailbox {
  readonly #crypto: ClientCrypto
  readonly #identity: Identity
  readonly #seedOf: SeedOf
  readonly #takeCountersign: TakeCountersign
  readonly #requests: ReleaseRequests
  /** Sealed mail that no relay has said it keeps. */
  readonly #unkept = new Map<MessageId, SignedDeskMail>()
  /** Mail that its officer lets go over relays of the other party. Forgotten at a restart, and then it waits. */
  readonly #elsewhere = new Set<MessageId>()
  readonly #seen = new Set<MessageId>()

  constructor(
    crypto: ClientCrypto,
    identity: Identity,
    seedOf: SeedOf,
    takes: { readonly countersign: TakeCountersign; readonly back: TakeBack },
  ) {
    this.#crypto = crypto
    this.#identity = identity
    this.#seedOf = seedOf
    this.#takeCountersign = takes.countersign
    this.#requests = new ReleaseRequests(crypto, identity, takes.back)
  }

  get requests(): readonly ReleaseRequest[] {
    return this.#requests.all
  }

  requestOf(message: MessageId): ReleaseRequest | undefined {
    return this.#requests.of(message)
  }

  /** Whether its author has taken a draft back, as far as this desk knows. */
  isWithdrawn(message: MessageId, author: DeviceId): boolean {
    return this.#requests.isWithdrawn(message, author)
  }

  get unkept(): readonly { readonly mail: MessageId; readonly signed: SignedDeskMail }[] {
    return [...this.#unkept].map(([mail, signed]) => ({ mail, signed }))
  }

  /** Signs a draft and puts it into the mail for the other devices of this desk. */
  ask(
    asked: {
      readonly terms: Omit<Draft, "format" | "commitment" | "line" | "author" | "t">
      readonly payload: Uint8Array
    },
    post: Posting,
    out: Outgoing,
  ): Result<MessageId> {
    const { line, device, signingSeed } = this.#identity
    const terms = { ...asked.terms, line, author: device, t: post.now.wall }
    const made = makeDraft(this.#crypto, signingSeed, terms, asked.payload)
    const { signature, opening } = made
    const request = { draft: made.draft, signature, payload: asked.payload, opening }
    const said: Content = {
      kind: "release-request",
      draft: encodeAs(draft, made.draft),
      signature,
      payload: asked.payload,
      opening,
    }
    const sent = this.post(said, post, out)
    if (!sent.ok) return sent
    this.#requests.keep({ ...request, state: "waiting" }, out)
    return ok(made.draft.message)
  }

  /** Back to its author, with the reason. */
  giveBack(message: MessageId, reason: string, post: Posting, out: Outgoing): Result<MessageId> {
    this.#requests.settle(message, "returned", out)
    return this.post({ kind: "returned", message, reason }, post, out)
  }

  /** The author takes the draft back, signed, so that a second officer need not take anybody's word. */
  takeBack(message: MessageId, reason: string, post: Posting, out: Outgoing): Result<MessageId> {
    const { line, device, signingSeed } = this.#identity
    const withdrawal = { format: 1, line, message, author: device, t: post.now.wall, reason }
    const signature = signWithdrawal(this.#crypto, signingSeed, withdrawal)
    this.#requests.settle(message, "withdrawn", out)
    const said: Content = {
      kind: "withdrawn",
      withdrawal: encodeAs(withdraw, withdrawal),
      signature,
    }
    return this.post(said, post, out)
  }

  released(message: MessageId, out: Outgoing): void {
    this.#requests.settle(message, "released", out)
  }

  post(said: Content, post: Posting, out: Outgoing): Result<MessageId> {
    const { line, device, signingSeed } = this.#identity
    const sealed = sealDeskMail(this.#crypto, signingSeed, {
      terms: { line, mail: post.mail, from: device, t: post.now.wall },
      payload: encodeAs(content, said),
      addressees: post.addressees,
    })
    if (!sealed.ok) return sealed
    this.#unkept.set(post.mail, sealed.value)
    if (post.mayGoElsewhere === true) this.#elsewhere.add(post.mail)
    out.store({ key: keys.mail(post.mail), value: encodeAs(signedDeskMail, sealed.value) })
    return ok(post.mail)
  }

  mayGoElsewhere(mail: MessageId): boolean {
    return this.#elsewhere.has(mail)
  }

  /** A relay keeps the mail for its recipients: it need not be sent again. */
  kept(mail: MessageId, out: Outgoing): void {
    this.#unkept.delete(mail)
    this.#elsewhere.delete(mail)
    out.store({ key: keys.mail(mail), value: undefined })
  }

  restoreMail(mail: MessageId, bytes: Uint8Array): void {
    const read = decodeAs(signedDeskMail, bytes, limits.frameBytesMax)
    if (read.ok) this.#unkept.set(mail, read.value)
  }

  restoreRequest(bytes: Uint8Array): void {
    this.#requests.restore(bytes)
  }

  restoreWithdrawal(key: string, bytes: Uint8Array): void {
    this.#requests.restoreWithdrawal(key, bytes)
  }

  /** Opens mail that a relay kept for us. The id to report as held, or why it is not believed. */
  receive(
    state: LineState,
    mail: SignedDeskMail,
    moment: { readonly now: Now; readonly out: Outgoing },
  ): Result<MessageId> {
    const opened = this.#open(state, mail)
    if (!opened.ok) return opened
    const { mail: id, from, said } = opened.value
    if (this.#seen.has(id)) return ok(id)
    this.#seen.add(id)
    const taken = this.#take(state, said, { ...moment, from })
    return taken.ok ? ok(id) : taken
  }

  #open(
    state: LineState,
    mail: SignedDeskMail,
  ): Result<{ readonly mail: MessageId; readonly from: DeviceId; readonly said: Content }> {
    const own = { device: this.#identity.device, seedOf: this.#seedOf }
    const opened = openDeskMail(this.#crypto, mail, own, (device) =>
      siblingKeyOf(state, this.#identity.side, device),
    )
    if (!opened.ok) return opened
    const said = decodeAs(content, opened.value.payload, limits.envelopeBytesMax)
    if (!said.ok) return said
    return ok({ mail: opened.value.core.mail, from: opened.value.core.from, said: said.value })
  }

  #take(state: LineState, said: Content, sender: Sender): Result<true> {
    const { from, out } = sender
    switch (said.kind) {
      case "release-request":
        return this.#requests.take(state, said, out)
      case "returned":
        this.#requests.settle(said.message, "returned", out)
        out.notice({ kind: "draft-returned", message: said.message, reason: said.reason })
        return ok(true)
      case "withdrawn":
        return this.#requests.takeWithdrawal(state, from, said, out)
      case "countersign-asked":
      case "countersigned":
      case "countersign-refused":
        return this.#takeCountersign(said, sender)
      default:
        return unreachable(said)
    }
  }
}
