// One desk of a practice line and what it has heard: statements as both sides say them, stages, two journals. Nothing is sent and
// nothing is sealed; what a desk would have opened is simply there.

import { encodeStatement } from "../../../shared/catalogue/statement.ts"
import { parseParameters } from "../../../shared/catalogue/compose.ts"
import { referencesOf } from "../../../shared/catalogue/substance.ts"
import { owesOfStatement } from "../../../shared/catalogue/table.ts"
import type { Code, Statement } from "../../../shared/catalogue/value.ts"
import { sha256 } from "../../../shared/crypto/digest.ts"
import { utf8 } from "../../../shared/encoding/bytes.ts"
import { needsStatement } from "../../../shared/line/delivery.ts"
import type { Hash, MessageId } from "../../../shared/records/names.ts"
import type { Parsed, ParsedEnvelope } from "../../../shared/records/parsed.ts"
import type { Relayed } from "../../../shared/records/relayed.ts"
import { stage, type Fact } from "../../../shared/records/stage.ts"
import { Acts } from "../../../client/sdk/acts.ts"
import { makeParts, type Parts } from "../../../client/sdk/desk.ts"
import type { Now } from "../../../client/sdk/ports.ts"
import { openProofOf } from "../../../client/sdk/seal/proof.ts"
import { Conversation } from "../../../client/sdk/view/conversation.ts"
import { messageView, type MessageView } from "../../../client/sdk/view/message.ts"
import { foldOne, PracticeJournal, type PracticeEntry } from "../../support/practice-journal.ts"
import {
  practiceLine,
  seedOf,
  valueOf,
  type CallSign,
  type RelayName,
} from "../../support/practice-line.ts"
import type { PlainFact } from "../../support/practice-facts.ts"
import { Story } from "../../support/practice-story.ts"
import type { Message } from "../../support/practice-wishes.ts"
import { simulatedWorld } from "../../support/simulated-crypto.ts"

const crypto = simulatedWorld("a scene").client("A1")
export const line = practiceLine({ signatures: crypto.signatures })
const both: readonly RelayName[] = ["N", "S"]

/** Where a statement goes and how, beyond what its type asks for. */
export interface SayWish extends Message {
  /** Which relays take it; both, where nothing is said. */
  readonly at?: readonly RelayName[]
  /** False: this desk has it, and could not open it yet. */
  readonly isOpen?: boolean
  readonly remark?: string
}

interface ReportWish {
  readonly at?: readonly RelayName[]
  readonly substance?: MessageId
}

export class Scene {
  readonly story = new Story(line)
  readonly parts: Parts
  readonly acts: Acts
  readonly conversation: Conversation
  readonly journals = {
    N: new PracticeJournal(line.relays.N),
    S: new PracticeJournal(line.relays.S),
  }
  readonly #held = new Map<string, Hash>()

  constructor(callSign: CallSign = "A1") {
    const { device, side, entry, seed } = line.devices[callSign]
    const identity = {
      line: line.line,
      device,
      side,
      callSign,
      officer: entry.officer,
      signingSeed: seed,
      witnessSeed: seedOf(`witness ${callSign}`),
      fallbackSeed: seedOf(`fallback ${callSign}`),
    }
    this.parts = makeParts(crypto, identity, line.state)
    this.acts = new Acts(this.parts)
    this.conversation = new Conversation(this.parts)
  }

  get now(): Now {
    return { wall: this.story.now, mono: this.story.now }
  }

  /** Lets time go by. */
  later(ms: number): void {
    this.story.now += ms
  }

  says(
    from: CallSign,
    code: Code,
    given: Readonly<Record<string, string>>,
    wish: SayWish = {},
  ): ParsedEnvelope {
    const { at = both, isOpen = true, remark, ...message } = wish
    const statement = statementOf(code, given, remark)
    const precedence = message.precedence ?? "FLASH"
    const payload = valueOf(encodeStatement(statement))
    const envelope = this.story.sends(from, {
      owes: owesOfStatement(statement, precedence),
      references: referencesOf(statement),
      commitment: sha256(payload),
      ...message,
      precedence,
    })
    this.admit(envelope, at)
    if (isOpen) this.#open(envelope, payload)
    return envelope
  }

  #open(envelope: ParsedEnvelope, payload: Uint8Array): void {
    this.parts.inbox.keep({
      message: envelope.core.message,
      header: envelope.hash,
      from: envelope.core.link.from,
      payload,
      opening: openingOf(envelope),
      contentKey: new Uint8Array(32),
    })
  }

  /**
   * With the proof that the device could open it, where it is for the reader's side to say; and beside a statement, which nobody
   * has opened here where the test has not named one.
   */
  reports(
    by: CallSign,
    about: ParsedEnvelope,
    said: Fact | PlainFact,
    wish: ReportWish = {},
  ): void {
    const { at = both } = wish
    const { device } = line.devices[by]
    const fact = factOf(said)
    const isBare = wish.substance !== undefined || !needsStatement.has(fact.kind)
    const statement = isBare ? undefined : this.story.sends(by, { references: [idOf(about)] })
    if (statement !== undefined) this.admit(statement, at)
    const substance = wish.substance ?? statement?.core.message
    const isAuthors = fact.kind === "confirmed" || fact.kind === "differs"
    const record = this.story.writes(by, "stage", stage, (link) => ({
      format: 1,
      link,
      message: about.core.message,
      header: about.hash,
      fact,
      openProof: isAuthors ? undefined : openProofOf(openingOf(about), device),
      arrived: this.story.now,
      clock: [],
      substance,
      pairPrekey: undefined,
    }))
    this.admit(record, at)
  }

  /** At the time of the story, by both relays' clocks. */
  admit(record: Parsed, at: readonly RelayName[] = both): void {
    for (const name of at) this.#fold(this.journals[name].admits(record, this.story.now))
  }

  records(relayed: Relayed, at: readonly RelayName[] = both): void {
    for (const name of at) this.#fold(this.journals[name].records(relayed, this.story.now))
  }

  #fold(entry: PracticeEntry): void {
    const { union } = this.parts
    union.restore(foldOne(union.state, entry, this.#held))
  }

  view(about: ParsedEnvelope): MessageView {
    const view = messageView(this.conversation, about.core.message, this.now)
    if (view === undefined) throw new Error("nothing to see")
    return view
  }

  /** A message with which nothing is wrong, of a class that is only to be read. */
  tension(from: CallSign = "A1", level = "watchful", wish: SayWish = {}): ParsedEnvelope {
    const author = from.startsWith("A") ? "A2" : "B2"
    return this.says(from, "TN-01", { level }, { precedence: "PRIORITY", author, ...wish })
  }

  launch(from: CallSign = "A1", timeToImpact = "30", wish: SayWish = {}): ParsedEnvelope {
    return this.says(from, "NT-05", { ...launchValues, timeToImpact }, wish)
  }
}

export const launchValues: Readonly<Record<string, string>> = {
  object: "cruise-missile",
  count: "1",
  launchPosition: "28.5312,71.9034±500",
  at: "2026-01-05T12:59:00Z",
  bearing: "45",
  impactArea: "zone:K-12",
  timeToImpact: "30",
  armed: "no",
  selfDestruct: "failed",
}

export function statementOf(
  code: Code,
  given: Readonly<Record<string, string>>,
  remark?: string,
): Statement {
  const parsed = parseParameters(code, given)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors))
  return {
    code,
    params: parsed.params,
    remark: remark === undefined ? undefined : { text: remark, language: "en" },
  }
}

function openingOf({ core }: ParsedEnvelope): Uint8Array {
  return sha256(utf8(`opening ${core.message}`))
}

function factOf(said: Fact | PlainFact): Fact {
  if (typeof said !== "string") return said
  return said === "read" ? { kind: "read", role: "duty" } : { kind: said }
}

export function idOf(envelope: ParsedEnvelope): MessageId {
  return envelope.core.message
}

export const minute = 60_000
