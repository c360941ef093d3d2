// What happens on a practice line, told in order: each device signs its records in its own chain, each relay admits what
// reaches it. Nothing here knows a rule; a test that wants something forbidden can tell that as well.

import { bytesOfHex, utf8 } from "../../shared/encoding/bytes.ts"
import { branded, encodeAs, type Schema } from "../../shared/encoding/schema.ts"
import { sha256 } from "../../shared/crypto/digest.ts"
import { signIn } from "../../shared/crypto/signatures.ts"
import { newest, otherSide } from "../../shared/line/agreement.ts"
import { needsStatement } from "../../shared/line/delivery.ts"
import { noPredecessor } from "../../shared/line/chain.ts"
import { draftBytesOf } from "../../shared/line/release.ts"
import type { LineState } from "../../shared/line/state.ts"
import {
  enclosure,
  envelopeCore,
  envelopeHeader,
  type EnvelopeCore,
} from "../../shared/records/envelope.ts"
import { handover } from "../../shared/records/handover.ts"
import type { Link } from "../../shared/records/link.ts"
import type { MessageId, Role } from "../../shared/records/names.ts"
import {
  parseSigned,
  type Chained,
  type Parsed,
  type ParsedEnvelope,
  type ParsedStage,
} from "../../shared/records/parsed.ts"
import { contextOf, hashOf, type Signed } from "../../shared/records/signed.ts"
import { stage, type Fact } from "../../shared/records/stage.ts"
import { suspend } from "../../shared/records/suspend.ts"
import { watch } from "../../shared/records/watch.ts"
import { callSigns, foundedAt, valueOf, type CallSign, type PracticeLine } from "./practice-line.ts"
import { factOf, type PlainFact } from "./practice-facts.ts"
import { sealedFor } from "./practice-sealed.ts"
import type { ChainEnd, Message, StageWish } from "./practice-wishes.ts"

const minute = 60_000
const hour = 60 * minute
type ChainedOf<K extends Chained["kind"]> = Extract<Chained, { kind: K }>

/** The nth message id of a story: version 7 in form, readable in a failure. */
export function messageNumber(n: number): MessageId {
  return branded<MessageId>(`00000000000070008000${String(n).padStart(12, "0")}`)
}

const statements = new WeakMap<Parsed, ParsedEnvelope>()

/** A record with the statement that stands before it, where a story has put one there. */
export function withStatement<R extends Parsed>(record: R): readonly (R | ParsedEnvelope)[] {
  const statement = statements.get(record)
  return statement === undefined ? [record] : [statement, record]
}

export class Story {
  /** Unix milliseconds by everybody's clock; a story moves it on by hand. */
  now = foundedAt + hour
  readonly #line: PracticeLine
  /** What devices know when they sign: the newest charter and rosters of this state. */
  #known: LineState
  readonly #ends = new Map<CallSign, ChainEnd>()
  #messages = 0

  constructor(line: PracticeLine) {
    this.#line = line
    this.#known = line.state
  }

  /** From here on, devices cite the charter and rosters of this state. */
  learn(state: LineState): void {
    this.#known = state
  }

  endOf(callSign: CallSign): ChainEnd {
    return this.#ends.get(callSign) ?? { seq: 0, hash: noPredecessor, serial: 0 }
  }

  /** The device goes on from an earlier record, as a copy of its keys would: a fork. */
  goBack(callSign: CallSign, end: ChainEnd): void {
    this.#ends.set(callSign, end)
  }

  northSends(message: Message = {}): ParsedEnvelope {
    return this.sends("A1", message)
  }

  southSends(message: Message = {}): ParsedEnvelope {
    return this.sends("B1", message)
  }

  sends(from: CallSign, wish: Message = {}): ParsedEnvelope {
    this.#messages += 1
    const message = wish.message ?? messageNumber(this.#messages)
    const { body, wraps } = sealedFor(
      this.#line,
      message,
      wish.to ?? callSigns.filter((each) => each !== from),
    )
    const core: EnvelopeCore = {
      format: 1,
      link: this.#link(from, wish.link),
      message,
      serial: this.endOf(from).serial + 1,
      precedence: wish.precedence ?? "ROUTINE",
      owes: wish.owes ?? [],
      life: wish.life ?? 24 * hour,
      references: wish.references ?? [],
      commitment: wish.commitment ?? sha256(utf8(`commitment of ${message}`)),
      recipients: wraps.map(({ device }, pseq) => ({
        device,
        tier: 3,
        counter: 0,
        pseq,
        voids: 0,
      })),
      drafted: [],
    }
    const drafted = this.#draftedBy(core, wish)
    const header = encodeAs(envelopeHeader, {
      core: encodeAs(envelopeCore, { ...core, drafted }),
      bodyHash: hashOf(body),
      wrapHashes: wraps.map(({ wrap }) => hashOf(wrap)),
    })
    return this.#signed("envelope", from, header)
  }

  /** The sealed parts that belong to an envelope of this story, as they travel beside it. Nobody can open them. */
  enclosureOf(envelope: ParsedEnvelope): Uint8Array {
    const { message, recipients } = envelope.core
    const to = recipients.map(({ device }) => device)
    const named = callSigns.filter((callSign) => to.includes(this.#line.devices[callSign].device))
    const { body, wraps } = sealedFor(this.#line, message, named)
    return encodeAs(enclosure, { body, wraps: wraps.map(({ wrap }) => wrap) })
  }

  #draftedBy(core: EnvelopeCore, { author, drafted, draftedAt }: Message): EnvelopeCore["drafted"] {
    if (drafted !== undefined || author === undefined) return drafted ?? []
    const { device, seed } = this.#line.devices[author]
    const draft = { author: device, t: draftedAt ?? this.now }
    const bytes = draftBytesOf(core, draft)
    const signature = signIn("Parley-v1 draft", this.#line.signatures, seed, bytes)
    return [{ ...draft, signature }]
  }

  /**
   * Says what has become of a message. A plain kind where nothing more is to be said; what has a substance says it in an
   * envelope first, unless the test names another: journals and benches take that one before the stage.
   */
  says(
    by: CallSign,
    about: ParsedEnvelope,
    said: Fact | PlainFact,
    wish: StageWish = {},
  ): ParsedStage {
    const { message } = about.core
    const isBare = "substance" in wish || !needsStatement.has(factOf(said).kind)
    const statement = isBare ? undefined : this.sends(by, { references: [message] })
    const substance = statement?.core.message ?? wish.substance
    const made = this.#stage(by, about, said, { ...wish, substance })
    if (statement !== undefined) statements.set(made, statement)
    return made
  }

  #stage(
    by: CallSign,
    about: ParsedEnvelope,
    said: Fact | PlainFact,
    wish: StageWish,
  ): ParsedStage {
    const bytes = encodeAs(stage, {
      format: 1,
      link: this.#link(by, wish.link),
      message: about.core.message,
      header: wish.header ?? about.hash,
      fact: factOf(said),
      openProof: undefined,
      arrived: wish.arrived ?? this.now,
      clock: wish.clock ?? [],
      substance: wish.substance,
      pairPrekey: undefined,
    })
    return this.#signed("stage", by, bytes)
  }

  takesWatch(
    by: CallSign,
    until: number = this.now + 8 * hour,
    role: Role = "duty",
  ): ChainedOf<"watch"> {
    const act = { kind: "take", role, until } as const
    return this.#signed("watch", by, encodeAs(watch, { format: 1, link: this.#link(by), act }))
  }

  leavesWatch(by: CallSign): ChainedOf<"watch"> {
    const act = { kind: "leave" } as const
    return this.#signed("watch", by, encodeAs(watch, { format: 1, link: this.#link(by), act }))
  }

  /** Both devices sign; the record stands in the incoming one's chain. */
  handsOver(
    outgoing: CallSign,
    incoming: CallSign,
    wish: { readonly endsSeq?: number; readonly until?: number } = {},
  ): ChainedOf<"handover"> {
    const bytes = encodeAs(handover, {
      format: 1,
      link: this.#link(incoming),
      outgoing: this.#line.devices[outgoing].device,
      endsSeq: wish.endsSeq ?? this.endOf(outgoing).seq,
      role: "duty",
      until: wish.until ?? this.now + 8 * hour,
      open: [],
    })
    return this.#signed("handover", incoming, bytes, outgoing)
  }

  /** Two officers of one party suspend a device of that party. */
  suspends(
    officers: readonly [CallSign, CallSign],
    suspended: CallSign,
    effective: number = this.now,
  ): ChainedOf<"suspend"> {
    const [first, second] = officers
    const bytes = encodeAs(suspend, {
      format: 1,
      link: this.#link(first),
      party: this.#line.parties[this.#line.devices[first].side],
      device: this.#line.devices[suspended].device,
      effective,
      reason: "practice",
    })
    return this.#signed("suspend", first, bytes, second)
  }

  /** Any chained record of this device's own making, for kinds and forms that have no verb here. */
  writes<K extends Chained["kind"], T>(
    by: CallSign,
    kind: K,
    schema: Schema<T>,
    core: (link: Link) => T,
  ): ChainedOf<K> {
    return this.#signed(kind, by, encodeAs(schema, core(this.#link(by))))
  }

  #link(from: CallSign, changed: Partial<Link> = {}): Link {
    const { device, side } = this.#line.devices[from]
    const own = newest(this.#known.parties[side].rosters)
    const peer = newest(this.#known.parties[otherSide(side)].rosters)
    const end = this.endOf(from)
    return {
      line: this.#line.line,
      from: device,
      seq: end.seq + 1,
      prev: end.hash,
      t: this.now,
      terr: 50,
      charter: newest(this.#known.charters).version,
      ownRoster: { version: own.version, hash: own.hash },
      peerRoster: { version: peer.version, hash: peer.hash },
      seen: [],
      ...changed,
    }
  }

  #signed<K extends Chained["kind"]>(
    kind: K,
    by: CallSign,
    core: Uint8Array,
    second?: CallSign,
  ): ChainedOf<K> {
    const signers = second === undefined ? [by] : [by, second]
    const outer: Signed = {
      kind,
      core,
      signatures: signers.map((callSign) => {
        const { device, seed } = this.#line.devices[callSign]
        const bytes = signIn(contextOf[kind], this.#line.signatures, seed, core)
        return { algorithm: 1, key: bytesOfHex(device), signature: bytes }
      }),
    }
    const record = valueOf(parseSigned(outer))
    if (!isOfKind(record, kind)) throw new Error(`not a ${kind}`)
    const { seq, serial } = { seq: record.core.link.seq, serial: this.endOf(by).serial }
    this.#ends.set(by, {
      seq,
      hash: record.hash,
      serial: kind === "envelope" ? serial + 1 : serial,
    })
    return record
  }
}

function isOfKind<K extends Chained["kind"]>(record: Parsed, kind: K): record is ChainedOf<K> {
  return record.kind === kind
}
