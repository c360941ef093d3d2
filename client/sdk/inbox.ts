// What others have said to this desk: fetched if need be, opened, stored, and only then reported as received. A message that
// cannot be opened is an alarm with one remedy, never a silent gap.

import type { ClientCrypto } from "../../shared/crypto/ports.ts"
import { decodeAs, encodeAs } from "../../shared/encoding/schema.ts"
import type { ErrorCode } from "../../shared/errors.ts"
import { deviceEver } from "../../shared/line/agreement.ts"
import type { LineState, Sent } from "../../shared/line/state.ts"
import { keptAnywhereUntil } from "../../shared/line/life.ts"
import { limits } from "../../shared/limits.ts"
import { enclosure as enclosureSchema, type Enclosure } from "../../shared/records/envelope.ts"
import type { Hash, MessageId, RelayId } from "../../shared/records/names.ts"
import type { ParsedEnvelope } from "../../shared/records/parsed.ts"
import type { Fact } from "../../shared/records/stage.ts"
import type { Result } from "../../shared/result.ts"
import type { Identity } from "./identity.ts"
import type { Now, Outgoing, Write } from "./ports.ts"
import type { Rewrapped } from "./rewrapped.ts"
import type { Opened as Content } from "./seal/enclosure.ts"
import { openEnvelope } from "./seal/open.ts"
import { openProofOf } from "./seal/proof.ts"
import { openRewrapped } from "./seal/rewrap.ts"
import type { SeedOf } from "./seal/wrap.ts"
import { equalBytes } from "../../shared/encoding/bytes.ts"
import { commitmentOf } from "./seal/body.ts"
import { keys, openedRow, type Opened, type OutgoingPart } from "./store-layout.ts"

/** What came of an envelope: stage parts for the outbox to hold, in the same write as what they rest on. */
export interface Outcome {
  readonly writes: readonly Write[]
  readonly stage: OutgoingPart | undefined
}

/** An envelope as the rulebook knows it, as far as it says which content is its own. */
type SentAs = Pick<Sent, "header" | "from" | "commitment">

const nothing: Outcome = { writes: [], stage: undefined }

export class Inbox {
  readonly #crypto: ClientCrypto
  readonly #identity: Identity
  readonly #seedOf: SeedOf
  readonly #rewrapped: Rewrapped
  /** By the header: its author chose the message id, and anybody may choose it again. */
  readonly #opened = new Map<Hash, Opened>()
  readonly #ofMessage = new Map<MessageId, readonly Opened[]>()
  /** Envelopes that are here without a body that fits, and which relays have been asked for it. */
  readonly #awaiting = new Map<
    Hash,
    { readonly envelope: ParsedEnvelope; readonly failed: readonly RelayId[] }
  >()

  readonly #expired = new Set<Hash>()
  /** Envelopes of which this process has said that it cannot open them. */
  readonly #lockedOut = new Set<Hash>()

  constructor(
    crypto: ClientCrypto,
    identity: Identity,
    keysOf: { readonly seedOf: SeedOf; readonly rewrapped: Rewrapped },
  ) {
    this.#crypto = crypto
    this.#identity = identity
    this.#seedOf = keysOf.seedOf
    this.#rewrapped = keysOf.rewrapped
  }

  restore(bytes: Uint8Array): void {
    const read = decodeAs(openedRow, bytes, limits.recordBytesMax)
    if (read.ok) this.#remember(read.value)
  }

  #remember(opened: Opened): void {
    const others = this.#ofMessage.get(opened.message) ?? []
    this.#opened.set(opened.header, opened)
    this.#ofMessage.set(opened.message, [
      ...others.filter(({ header }) => header !== opened.header),
      opened,
    ])
  }

  /** Whether anything under this id is open; which envelope it was is what `saidIn` knows. */
  openedOf(message: MessageId): Opened | undefined {
    return this.#ofMessage.get(message)?.[0]
  }

  openedUnder(message: MessageId): readonly Opened[] {
    return this.#ofMessage.get(message) ?? []
  }

  openedAs(header: Hash): Opened | undefined {
    return this.#opened.get(header)
  }

  /**
   * What this very envelope says. Two officers of one party may each release one draft: with one commitment they say the
   * same, and one opening serves both. An equal id alone says nothing.
   */
  saidIn(
    state: LineState,
    { header, from, commitment }: SentAs,
    message: MessageId,
  ): Opened | undefined {
    const own = this.#opened.get(header)
    if (own !== undefined) return own
    const side = deviceEver(state, from)?.side
    return this.#ofMessage
      .get(message)
      ?.find(
        (opened) =>
          deviceEver(state, opened.from)?.side === side &&
          equalBytes(commitmentOf(opened), commitment),
      )
  }

  get all(): readonly Opened[] {
    return [...this.#opened.values()]
  }

  /** Envelopes whose body is still wanted. */
  get awaiting(): readonly MessageId[] {
    return [...new Set([...this.#awaiting.values()].map(({ envelope }) => envelope.core.message))]
  }

  /** Our own message, kept like any other: its author must be able to show what was said. */
  keep(opened: Opened): Write {
    this.#remember(opened)
    return { key: keys.opened(opened.header), value: encodeAs(openedRow, opened) }
  }

  /** An envelope that the rulebook has accepted, with what the relay sent beside it (empty: it has no body for us). */
  arrive(
    state: LineState,
    from: { readonly relay: RelayId; readonly envelope: ParsedEnvelope },
    enclosureBytes: Uint8Array,
    moment: { readonly now: Now; readonly relays: number; readonly out: Outgoing },
  ): Outcome {
    const { envelope, relay } = from
    if (!this.lacks(state, envelope)) return nothing
    if (enclosureBytes.length === 0) return this.#without(state, from, moment)
    const parts = decodeAs(enclosureSchema, enclosureBytes, limits.envelopeBytesMax)
    if (!parts.ok) return this.#await(envelope, relay, moment)
    const opened = this.#open(state, envelope, parts.value)
    if (!opened.ok && opened.code === "envelope/body") return this.#await(envelope, relay, moment)
    if (!opened.ok) return this.#cannotOpen(state, envelope, opened.code, moment)
    return this.#take(state, envelope, opened.value, moment)
  }

  /** By a wrap that came later, if there is one, else by the first. */
  #open(state: LineState, envelope: ParsedEnvelope, enclosure: Enclosure): Result<Content> {
    const own = { device: this.#identity.device, seedOf: this.#seedOf }
    const { body } = enclosure
    const senderKey = deviceEver(state, envelope.core.link.from)?.entry.signingKey
    for (const { rewrap, wrap } of this.#rewrapped.of(envelope.hash)) {
      if (senderKey === undefined) break
      const given = { rewrap, wrap, envelope: envelope.signed, body, senderKey }
      const opened = openRewrapped(this.#crypto, given, own)
      if (opened.ok) return opened
    }
    return openEnvelope(this.#crypto, { header: envelope.signed.core, enclosure }, own)
  }

  /** Whether this is somebody else's message to this device that has not been opened. */
  lacks(state: LineState, envelope: ParsedEnvelope): boolean {
    const { link, recipients, message, commitment } = envelope.core
    const sent = { header: envelope.hash, from: link.from, commitment }
    const isForMe =
      recipients.some((each) => each.device === this.#identity.device) ||
      this.#rewrapped.of(envelope.hash).length > 0
    const isOwn = link.from === this.#identity.device
    return isForMe && !isOwn && this.saidIn(state, sent, message) === undefined
  }

  /** After a restart: the body of this message is still wanted. */
  want(state: LineState, envelope: ParsedEnvelope): void {
    if (this.lacks(state, envelope)) {
      this.#awaiting.set(envelope.hash, { envelope, failed: [] })
    }
  }

  #take(
    state: LineState,
    envelope: ParsedEnvelope,
    said: Pick<Opened, "payload" | "opening" | "contentKey">,
    moment: { readonly now: Now; readonly out: Outgoing },
  ): Outcome {
    const { message, link } = envelope.core
    const { payload, opening, contentKey } = said
    this.#awaiting.delete(envelope.hash)
    const kept = { message, header: envelope.hash, from: link.from, payload, opening, contentKey }
    moment.out.notice({ kind: "arrived", message, header: envelope.hash, from: link.from })
    const openProof = openProofOf(opening, this.#identity.device)
    return {
      writes: [this.keep(kept), ...this.#rewrapped.forget(envelope.hash)],
      stage: this.#stage(state, envelope, { kind: "received" }, { openProof, now: moment.now }),
    }
  }

  /** The envelopes for which a body that has now been sent by itself may be the one. */
  awaited(message: MessageId): readonly ParsedEnvelope[] {
    return [...this.#awaiting.values()]
      .map(({ envelope }) => envelope)
      .filter(({ core }) => core.message === message)
  }

  /** Its life was over before it came: nobody holds its body any more. Said once; the sender is to say it again. */
  #without(
    state: LineState,
    { envelope, relay }: { readonly relay: RelayId; readonly envelope: ParsedEnvelope },
    moment: { readonly now: Now; readonly relays: number; readonly out: Outgoing },
  ): Outcome {
    const { message } = envelope.core
    const { now, out } = moment
    const row = state.rows.get(message)
    const until = row === undefined ? 0 : keptAnywhereUntil(state, row, envelope.hash)
    if (now.wall <= until) return this.#await(envelope, relay, moment)
    this.#awaiting.delete(envelope.hash)
    if (this.#expired.has(envelope.hash)) return nothing
    this.#expired.add(envelope.hash)
    out.notice({ kind: "cannot-open", message, code: "envelope/expired" })
    return nothing
  }

  /** Another relay may have the body. When none does, that too is an alarm. */
  #await(
    envelope: ParsedEnvelope,
    relay: RelayId,
    moment: { readonly relays: number; readonly out: Outgoing },
  ): Outcome {
    const { message } = envelope.core
    const before = this.#awaiting.get(envelope.hash)?.failed ?? []
    const failed = new Set([...before, relay])
    const wasComplete = before.length === moment.relays
    this.#awaiting.set(envelope.hash, { envelope, failed: [...failed] })
    if (failed.size === moment.relays && !wasComplete) {
      moment.out.notice({ kind: "cannot-open", message, code: "envelope/body" })
    }
    return nothing
  }

  #cannotOpen(
    state: LineState,
    envelope: ParsedEnvelope,
    code: ErrorCode,
    moment: { readonly now: Now; readonly out: Outgoing },
  ): Outcome {
    this.#awaiting.delete(envelope.hash)
    moment.out.notice({ kind: "cannot-open", message: envelope.core.message, code })
    if (this.#isLockedOut(state, envelope)) return nothing
    this.#lockedOut.add(envelope.hash)
    const fact: Fact = { kind: "cannot-open" }
    return {
      writes: [],
      stage: this.#stage(state, envelope, fact, { openProof: undefined, now: moment.now }),
    }
  }

  /** Said once of an envelope: the sender helps once, and two relays bring every envelope twice. */
  #isLockedOut(state: LineState, { hash, core }: ParsedEnvelope): boolean {
    const row = state.rows.get(core.message)
    const isSaid = row?.reached.some(
      ({ from, header, fact }) =>
        from === this.#identity.device && header === hash && fact.kind === "cannot-open",
    )
    return isSaid === true || this.#lockedOut.has(hash)
  }

  /** Only the other party's devices report on a message; a sibling of its author says nothing. */
  #stage(
    state: LineState,
    envelope: ParsedEnvelope,
    fact: Fact,
    made: { readonly openProof: Uint8Array | undefined; readonly now: Now },
  ): OutgoingPart | undefined {
    const author = deviceEver(state, envelope.core.link.from)
    if (author === undefined || author.side === this.#identity.side) return undefined
    return {
      kind: "stage",
      message: envelope.core.message,
      header: envelope.hash,
      fact,
      openProof: made.openProof,
      arrived: made.now.wall,
      substance: undefined,
    }
  }
}
