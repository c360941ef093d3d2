// The people at a desk: they send, release, acknowledge, read back, confirm, answer, ask for time, and keep watch, some promptly
// and some not. What they press is noted with whether the desk held it; what was lost in a crash they press again.

import { needsStatement, openDemands } from "../../../shared/line/delivery.ts"
import type { Row, Sent } from "../../../shared/line/state.ts"
import { precedences, type Demand, type MessageId } from "../../../shared/records/names.ts"
import type { Fact, StageKind } from "../../../shared/records/stage.ts"
import type { Result } from "../../../shared/result.ts"
import type { Acts, Letter } from "../../../client/sdk/acts.ts"
import type { Parts } from "../../../client/sdk/desk.ts"
import type { Now } from "../../../client/sdk/ports.ts"
import type { DeskNode } from "./desk-node.ts"
import type { Dice } from "./dice.ts"
import type { History } from "./history.ts"
import type { Timeline } from "./timeline.ts"
import type { Truth } from "./truth.ts"

export interface OfficerWorld {
  readonly timeline: Timeline
  readonly dice: Dice
  readonly truth: Truth
  readonly history: History
}

interface Bench {
  readonly acts: Acts
  readonly parts: Parts
  readonly now: Now
}

/** What the statement classes of the catalogue owe. */
const owesOfClasses: readonly (readonly Demand[])[] = [
  [],
  ["read"],
  ["read", "understood"],
  ["read", "understood", "authority"],
  ["read", "answered"],
  ["read", "understood", "authority", "answered"],
]

export class Officer {
  readonly #desk: DeskNode
  readonly #world: OfficerWorld
  readonly #dice: Dice
  /** Chance that a look at the desk leads to what is owed. */
  readonly #diligence: number
  readonly #sends: number
  /** What has been said of each message, by this person's own memory. */
  readonly #done = new Map<MessageId, Set<StageKind>>()
  /** Some take the watch with their first look; the others later, or not at all. */
  #comesOnWatch: boolean
  #letters = 0
  #messagesLeft: number
  isAtWork = true

  constructor(
    desk: DeskNode,
    world: OfficerWorld,
    habits: { readonly diligence: number; readonly sends: number; readonly messages: number },
  ) {
    this.#desk = desk
    this.#world = world
    this.#dice = world.dice
    this.#comesOnWatch = world.dice.of("watch").chance(0.5)
    this.#diligence = habits.diligence
    this.#sends = habits.sends
    this.#messagesLeft = habits.messages
  }

  begin(): void {
    this.#world.timeline.after(this.#dice.between(200, 1_500), () => {
      if (this.isAtWork && this.#desk.isUp) this.#look()
      this.begin()
    })
  }

  #look(): void {
    if (this.#comesOnWatch) this.#watch(false)
    this.#comesOnWatch = false
    if (this.#messagesLeft > 0 && this.#dice.chance(this.#sends)) this.#compose()
    if (this.#dice.chance(this.#diligence)) this.#attend()
    if (this.#dice.chance(0.05)) this.#keepWatch()
    if (this.#dice.chance(0.3)) this.#handleDrafts()
  }

  /** Presses a button, and notes the press when the desk did not refuse it. */
  #press<T>(deed: (bench: Bench) => Result<T>, note: (value: T, isStored: boolean) => void): void {
    const done = this.#desk.act((acts, parts, now) => deed({ acts, parts, now }))
    if (done?.outcome.ok === true) note(done.outcome.value, done.isStored)
    else if (done?.outcome.ok === false)
      this.#tell(`was refused: ${done.outcome.code} ${done.outcome.detail}`)
  }

  #tell(what: string): void {
    this.#world.history.add(this.#desk.callSign, what)
  }

  #letter(references: readonly MessageId[], isAnswer: boolean): Letter {
    this.#letters += 1
    const length = this.#dice.between(8, 400)
    const text = `${this.#desk.callSign} says ${String(this.#letters)} ${String(this.#world.timeline.now)} `
    const payload = new TextEncoder().encode(text.padEnd(length, "."))
    const precedence = this.#dice.pick(precedences)
    const owes = isAnswer ? [] : this.#dice.pick(owesOfClasses)
    return { precedence, owes, references, payload }
  }

  #compose(): void {
    this.#messagesLeft -= 1
    const letter = this.#letter([], false)
    const isForTwo = this.#dice.chance(0.25)
    this.#press(
      ({ acts, now }) => (isForTwo ? acts.requestRelease(letter, now) : acts.send(letter, now)),
      (message, isStored) => {
        this.#tell(
          `${isForTwo ? "asks for release of" : "sends"} ${message} ${letter.precedence} owing ${letter.owes.join("+")}`,
        )
        if (!isForTwo) this.#pressed(message, letter, { isStored, isAnswer: false })
      },
    )
  }

  #pressed(
    message: MessageId,
    { precedence, owes, payload }: Omit<Letter, "references">,
    held: { readonly isStored: boolean; readonly isAnswer: boolean },
  ): void {
    const { callSign: by, now } = this.#desk
    const times = { at: this.#world.timeline.now, wall: now.wall }
    this.#world.truth.pressed.push({ message, by, precedence, owes, payload, ...times, ...held })
  }

  /** Looks at one message that waits for something from this desk. */
  #attend(): void {
    const { parts } = this.#desk
    if (parts === undefined) return
    const rows = [...parts.union.state.rows.values()].filter(
      (row) =>
        parts.inbox.openedOf(row.message) !== undefined &&
        openDemands(parts.union.state, row).length > 0,
    )
    if (rows.length === 0) return
    const row = this.#dice.pick(rows)
    const opened = parts.inbox.openedOf(row.message)
    const sent = row.sent.find((each) => each.header === opened?.header)
    if (sent === undefined) return
    const open = openDemands(parts.union.state, row)
    const fact =
      sent.side === this.#desk.identity.side ? this.#ownMove(row) : this.#theirMove(sent, open)
    if (fact !== undefined) this.#say(row.message, fact)
  }

  /** A read-back of our message waits to be confirmed. */
  #ownMove(row: Row): Fact | undefined {
    const isReadBack = row.reached.some((reached) => reached.fact.kind === "read-back")
    if (!isReadBack || this.#has(row.message, "confirmed")) return undefined
    return this.#dice.chance(0.85) ? { kind: "confirmed" } : { kind: "differs" }
  }

  #theirMove(sent: Sent, open: readonly Demand[]): Fact | undefined {
    const { message } = this.#rowOf(sent)
    if (open.includes("read") && !this.#has(message, "read")) return { kind: "read", role: "duty" }
    if (open.includes("understood") && !this.#has(message, "read-back"))
      return { kind: "read-back" }
    if (open.includes("authority") && !this.#has(message, "passed")) {
      return { kind: "passed", level: "operations-chief" }
    }
    if (!open.includes("answered") || this.#has(message, "answered")) return undefined
    const chance = this.#dice.roll()
    if (chance < 0.3) {
      const until = this.#desk.now.wall + this.#dice.between(2_000, 12_000)
      return { kind: "stand-by", until }
    }
    return chance < 0.4 ? { kind: "declined" } : { kind: "answered" }
  }

  #rowOf(sent: Sent): Row {
    const rows = [...(this.#desk.parts?.union.state.rows.values() ?? [])]
    const row = rows.find((each) => each.sent.includes(sent))
    if (row === undefined) throw new Error("the message was just looked at")
    return row
  }

  #has(message: MessageId, kind: StageKind): boolean {
    return this.#done.get(message)?.has(kind) === true
  }

  #say(message: MessageId, fact: Fact): void {
    const letter = needsStatement.has(fact.kind) ? this.#letter([message], true) : undefined
    let substance: MessageId | undefined
    this.#press(
      ({ acts, parts, now }) => {
        const done = acts.report(message, fact, letter, now)
        substance = newestSubstance(parts)
        return done
      },
      (_, isStored) => {
        this.#tell(`says ${fact.kind} of ${message}${isStored ? "" : ", which was lost"}`)
        const at = this.#world.timeline.now
        const by = this.#desk.callSign
        this.#world.truth.said.push({ message, by, fact, at, isStored })
        if (letter !== undefined && substance !== undefined) {
          this.#pressed(substance, letter, { isStored, isAnswer: true })
        }
        if (isStored) this.#done.set(message, new Set(this.#done.get(message)).add(fact.kind))
      },
    )
  }

  #keepWatch(): void {
    this.#watch(this.#dice.chance(0.2))
  }

  #watch(leaves: boolean): void {
    this.#press(
      ({ acts, now }) =>
        leaves ? acts.leaveWatch(now) : acts.takeWatch("duty", now.wall + 8 * 3_600_000, now),
      (_, isStored) => {
        this.#tell(leaves ? "leaves the watch" : "takes the watch")
        const { truth, timeline } = this.#world
        if (isStored && leaves) truth.leftWatch(this.#desk.callSign)
        else if (isStored) truth.tookWatch(this.#desk.callSign, timeline.now)
      },
    )
  }

  /** Drafts of the colleague: released, or given back. Drafts of one's own: sometimes taken back. */
  #handleDrafts(): void {
    const waiting =
      this.#desk.parts?.mailbox.requests.filter((each) => each.state === "waiting") ?? []
    if (waiting.length === 0) return
    const { draft, payload } = this.#dice.pick(waiting)
    const { message, precedence, owes } = draft
    const chance = this.#dice.roll()
    if (draft.author === this.#desk.identity.device) {
      if (chance < 0.1) this.#takeBack(message)
    } else if (chance < 0.8) {
      this.#press(
        ({ acts, now }) => acts.release(message, now),
        (_, isStored) => {
          this.#tell(`releases ${message}`)
          this.#pressed(message, { precedence, owes, payload }, { isStored, isAnswer: false })
        },
      )
    } else {
      this.#press(
        ({ acts, now }) => acts.giveBack(message, "not yet", now),
        () => {
          this.#tell(`gives back ${message}`)
        },
      )
    }
  }

  #takeBack(message: MessageId): void {
    this.#press(
      ({ acts, now }) => acts.takeBack(message, "second thoughts", now),
      () => {
        this.#tell(`takes back ${message}`)
      },
    )
  }
}

/** The envelope that was held last: what a report with a letter has just put into the outbox. */
function newestSubstance(parts: Parts): MessageId | undefined {
  const items = parts.outbox.items.toSorted((a, b) => b.order - a.order)
  const envelope = items[0]?.parts.find((part) => part.kind === "envelope")
  return envelope?.message
}
