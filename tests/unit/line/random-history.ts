// Random histories of a practice line: four devices sign, some of them twice; three relays with clocks of their own each take
// what reaches them, as good relays do, and never all of it. What comes out is three journals.

import { authenticate } from "../../../shared/line/admission.ts"
import { newest } from "../../../shared/line/agreement.ts"
import { placeOf } from "../../../shared/line/chain.ts"
import { dueSteps } from "../../../shared/line/deadlines.ts"
import { checkFounding } from "../../../shared/line/founding.ts"
import type { LineState } from "../../../shared/line/state.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import type { Side } from "../../../shared/records/charter.ts"
import type { Hash, RelayId } from "../../../shared/records/names.ts"
import {
  isFounding,
  type Chained,
  type Founding,
  type Parsed,
  type ParsedEnvelope,
} from "../../../shared/records/parsed.ts"
import type { Fact } from "../../../shared/records/stage.ts"
import { evidenceOf } from "../../support/practice-facts.ts"
import { foldOne, PracticeJournal, type PracticeEntry } from "../../support/practice-journal.ts"
import { nextCharter, nextRoot, nextRoster } from "../../support/practice-changes.ts"
import { callSigns, type CallSign, type PracticeLine } from "../../support/practice-line.ts"
import { messageNumber, Story, withStatement } from "../../support/practice-story.ts"
import type { ChainEnd } from "../../support/practice-wishes.ts"
import { facts, type Event } from "./random-events.ts"

const precedences = ["FLASH", "IMMEDIATE", "PRIORITY", "ROUTINE"] as const
const minute = 60_000

/** A relay as the histories need it: it admits what follows, notes what contradicts, and lets the rest go. */
class GoodRelay {
  readonly journal: PracticeJournal
  readonly #line: PracticeLine
  readonly #held = new Map<string, Hash>()
  readonly #admitted = new Map<Hash, Chained>()
  readonly #waiting: {
    readonly at: number
    readonly record: Parsed
    readonly carriedAt: number | undefined
  }[] = []
  state: LineState
  #now: number

  constructor(line: PracticeLine, journal: PracticeJournal, now: number) {
    this.#line = line
    this.journal = journal
    this.state = line.began
    this.#now = now
    for (const record of [line.charter, line.rosters.A, line.rosters.B]) this.#admit(record)
  }

  expects(record: Parsed, at: number, carriedAt: number | undefined): void {
    this.#waiting.push({ at, record, carriedAt })
  }

  /** Takes what has arrived by now, documents first, and records the steps that fell due. */
  work(turn: number, passed: number): void {
    this.#now += passed
    for (let i = 0; i < this.#waiting.length; i += 1) {
      const next = this.#waiting[i]
      if (next === undefined || next.at > turn) continue
      this.#waiting.splice(i, 1)
      i -= 1
      this.#take(next.record, next.carriedAt)
    }
    for (const point of dueSteps(this.state, this.journal.relay.relay, this.#now)) {
      this.#fold(this.journal.records({ kind: "overdue", ...point, presence: [] }, this.#now))
    }
  }

  restart(): void {
    this.#fold(
      this.journal.records(
        { kind: "started", epoch: 0, software: "practice", oldHead: [] },
        this.#now,
      ),
    )
  }

  #take(record: Parsed, carriedAt: number | undefined): void {
    if (isFounding(record)) this.#takeFounding(record)
    else this.#takeChained(record, carriedAt)
  }

  #takeFounding(record: Founding): void {
    const place = checkFounding(this.state, record, this.#line.signatures)
    if (place.ok && place.value !== "known") this.#admit(record)
  }

  #takeChained(record: Chained, carriedAt: number | undefined): void {
    const { from, seq } = record.core.link
    if (!authenticate(this.state, record, this.#line.signatures).ok) return
    if (seq >= (this.state.forked.get(from) ?? Number.MAX_SAFE_INTEGER)) return
    const place = placeOf(
      this.state.heads.get(from),
      record,
      this.#held.get(`${from} ${String(seq)}`),
    )
    if (place.kind === "next") {
      this.#admitted.set(record.hash, record)
      this.#admit(record, carriedAt)
    }
    const against = place.kind === "fork" ? this.#admitted.get(place.against) : undefined
    if (against !== undefined)
      this.#fold(this.journal.records(evidenceOf(against, record), this.#now))
  }

  #admit(record: Parsed, carriedAt?: number): void {
    this.#fold(this.journal.admits(record, this.#now, carriedAt))
  }

  #fold(entry: PracticeEntry): void {
    this.state = foldOne(this.state, entry, this.#held)
  }
}

export class History {
  readonly relays: readonly GoodRelay[]
  readonly #line: PracticeLine
  readonly #story: Story
  readonly #sent: ParsedEnvelope[] = []
  readonly #earlier = new Map<CallSign, readonly ChainEnd[]>()
  #turn = 0

  constructor(line: PracticeLine) {
    this.#line = line
    this.#story = new Story(line)
    this.#story.now += 24 * 60 * minute
    const third = { ...line.relays.N, relay: branded<RelayId>("0123456789abcdef") }
    this.relays = [line.relays.N, line.relays.S, third].map(
      (relay, i) =>
        new GoodRelay(line, new PracticeJournal(relay), this.#story.now + (i - 1) * 9_000),
    )
  }

  tell(told: readonly Event[]): void {
    for (const event of told) {
      this.#turn += 1
      this.#story.now += event.passed
      const knows = this.relays[event.which % this.relays.length]
      if (knows !== undefined) this.#story.learn(knows.state)
      const record = this.#record(event)
      if (record !== undefined) this.#send(record, event)
      for (const relay of this.relays) relay.work(this.#turn, event.passed)
    }
    for (let late = 0; late < 8; late += 1) {
      this.#turn += 1
      for (const relay of this.relays) relay.work(this.#turn, minute)
    }
  }

  #send(record: Parsed, event: Event): void {
    this.relays.forEach((relay, i) => {
      const delay = event.delays[i] ?? 0
      const isCarried = delay > 3
      if (delay < 6) {
        const carriedAt = isCarried ? this.#story.now - event.passed : undefined
        for (const each of withStatement(record)) {
          relay.expects(each, this.#turn + delay, carriedAt)
        }
      }
    })
  }

  #record(event: Event): Parsed | undefined {
    const who = callSigns[event.who] ?? "A1"
    if (event.act < 28) return this.#message(who, event)
    if (event.act < 60) return this.#stage(who, event)
    if (event.act < 74) return this.#duty(who, event)
    if (event.act < 80) return this.#suspension(who, event)
    if (event.act < 88) return this.#twin(who, event)
    if (event.act < 90) this.relays[event.which % this.relays.length]?.restart()
    return event.act < 90 ? undefined : this.#document(event)
  }

  #message(who: CallSign, { what, which }: Event): ParsedEnvelope {
    const other = callSigns.find((each) => each !== who && each[0] === who[0])
    const sent = this.#story.sends(who, {
      precedence: precedences[what % 4] ?? "FLASH",
      owes: what < 8 ? ["read", "understood", "authority", "answered"] : ["read"],
      ...(which === 0 ? { link: { t: this.#story.now - 24 * 60 * minute + 30_000 } } : {}),
      ...(which === 1 ? { message: messageNumber(1) } : {}),
      ...(which === 2 && other !== undefined ? { author: other } : {}),
    })
    this.#sent.push(sent)
    return sent
  }

  #stage(who: CallSign, { what, which, passed }: Event): Parsed | undefined {
    const about = this.#sent.at(-1 - (which % 4))
    if (about === undefined) return undefined
    const fact: Fact = facts[what] ?? { kind: "stand-by", until: this.#story.now + 10 * minute }
    const wrong = this.#sent[0]?.hash
    const isWrong = passed % 10 === 0 && wrong !== undefined
    return this.#story.says(who, about, fact, isWrong ? { header: wrong } : {})
  }

  #duty(who: CallSign, { what }: Event): Parsed {
    const other = callSigns.find((each) => each !== who && each[0] === who[0]) ?? "A2"
    if (what < 8) return this.#story.takesWatch(who)
    return what < 11 ? this.#story.leavesWatch(who) : this.#story.handsOver(who, other)
  }

  #suspension(who: CallSign, { what, passed }: Event): Parsed {
    const other = callSigns.find((each) => each !== who && each[0] === who[0]) ?? "A2"
    const effective = this.#story.now - (what % 3) * passed
    return this.#story.suspends([who, other], what < 8 ? other : who, effective)
  }

  /** Two copies of one device sign at the same time: one branch reaches some relays first, the other the rest. */
  #twin(who: CallSign, event: Event): Parsed {
    const end = this.#story.endOf(who)
    const first = this.#duty(who, { ...event, what: 0 })
    const [i, from] = [event.what % this.relays.length, this.#turn]
    this.relays[i]?.expects(first, from, undefined)
    this.#earlier.set(who, [...(this.#earlier.get(who) ?? []), end])
    const earlier = this.#earlier.get(who)?.at(event.what > 11 ? 0 : -1) ?? end
    this.#story.goBack(who, earlier)
    return this.#stage(who, event) ?? this.#duty(who, { ...event, what: 8 })
  }

  #document(event: Event): Founding | undefined {
    const state = this.relays[event.which % this.relays.length]?.state ?? this.#line.state
    const side = event.what % 2 === 0 ? "A" : "B"
    const rootVersion = newest(state.parties[side].roots).version
    if (event.what < 3 && rootVersion < 2) return nextRoot(this.#line, side, rootVersion + 1)
    if (event.what >= 6) return this.#roster(event, { side, rootVersion, state })
    const { document, hash } = newest(state.charters)
    const previous = { ...this.#line.charter, core: document, hash }
    return nextCharter(this.#line, previous, { created: this.#story.now })
  }

  #roster(
    { what }: Event,
    by: { readonly side: Side; readonly rootVersion: number; readonly state: LineState },
  ): Founding {
    const { side, rootVersion } = by
    const { document, hash } = newest(by.state.parties[side].rosters)
    const previous = { ...this.#line.rosters[side], core: document, hash }
    if (what > 12) {
      // A root that signs two rosters of one version, one for each relay.
      const other = nextRoster(this.#line, previous, { rootVersion, issued: 0 })
      this.relays[what % this.relays.length]?.expects(other, this.#turn, undefined)
    }
    const issued = this.#story.now
    if (what !== 8 && what !== 9) return nextRoster(this.#line, previous, { rootVersion, issued })
    const devices = document.devices.slice(what - 8, what - 7)
    return nextRoster(this.#line, previous, { rootVersion, issued, devices })
  }
}

/** The three journals as one sequence, each in its own order; `choices` says which comes next, and what comes again. */
export function interleaved(
  journals: readonly PracticeJournal[],
  choices: readonly number[],
): readonly PracticeEntry[] {
  const rest = journals.map((journal) => [...journal.entries])
  const folded: PracticeEntry[] = []
  for (let i = 0; rest.some((entries) => entries.length > 0); i += 1) {
    const choice = choices[i % choices.length] ?? 0
    const open = rest.filter((entries) => entries.length > 0)
    const next = open[choice % open.length]?.shift()
    if (next !== undefined) folded.push(next)
    const again = folded[choice % folded.length]
    if (choice % 5 === 4 && again !== undefined) folded.push(again)
  }
  return folded
}
