// I7 at the desks, and the sender's half of I18: a desk rings by itself when a step is due, whatever its relays do, and says
// NOT SENT of what no relay has taken in time.

import { openDemands, standBys, timetableOf } from "../../../shared/line/delivery.ts"
import { currentCharter } from "../../../shared/line/agreement.ts"
import type { Arrival, LineState, Row } from "../../../shared/line/state.ts"
import type { MessageId, RelayId } from "../../../shared/records/names.ts"
import type { Notice } from "../../../client/sdk/notices.ts"
import type { Parts } from "../../../client/sdk/desk.ts"
import { foundedAt } from "../../support/practice-line.ts"
import { profile } from "../world/cast.ts"
import type { DeskNode } from "../world/desk-node.ts"
import { day } from "../world/founded.ts"
import type { Pressed } from "../world/truth.ts"
import type { Court, Invariant } from "./violation.ts"

/** What a desk may take to notice, from the moment a step is due and known to be. */
const graceMs = 3_000
const heldGraceMs = 2_000
const earlyMs = 500

export class DeskAlarms implements Invariant {
  readonly #court: Court
  readonly #rung = new Set<string>()
  /** When each desk last lacked something of a journal whose relay it could hear. */
  readonly #behind = new Map<string, number>()
  readonly #held = new Map<string, number>()
  readonly #accepted = new Set<MessageId>()
  /** Which relays each process of each desk has heard. */
  readonly #heard = new Set<string>()

  constructor(court: Court) {
    this.#court = court
  }

  notice(desk: DeskNode, notice: Notice): void {
    if (notice.kind === "overdue") {
      const { message, demand, number } = notice.point
      this.#rung.add(`${desk.callSign} ${message} ${demand} ${String(number)}`)
    }
    if (notice.kind === "circuit-up") this.#heard.add(lifeWith(desk, notice.relay))
    if (notice.kind === "accepted") this.#accepted.add(notice.message)
    if (notice.kind === "not-sent") this.#notSent(desk, notice.message)
  }

  #notSent(desk: DeskNode, message: MessageId): void {
    this.#held.set(`${desk.callSign} ${message}`, this.#court.world.now)
    const pressed = this.#court.world.truth
      .pressedOf(message)
      .find((each) => each.by === desk.callSign)
    if (pressed === undefined) return
    const after = this.#waitedFor(desk, pressed)
    if (after < this.#patience(desk, message) - earlyMs) {
      this.#court.accuse(
        "I18",
        `${desk.callSign} says NOT SENT of ${message} after ${String(after)} ms`,
      )
    }
  }

  /**
   * By true time. A process that came up since has nothing to go by but a wall clock, which may have been set meanwhile: where
   * that says that the time is over, too early is right, since nobody could tell it better and noise is better than silence.
   */
  #waitedFor(desk: DeskNode, { at, wall }: Pressed): number {
    const truly = this.#court.world.now - at
    return desk.changedAt > at ? Math.max(truly, desk.now.wall - wall) : truly
  }

  /** From release to acceptance, by the precedence under which the desk holds it. */
  #patience(desk: DeskNode, message: MessageId): number {
    const item = desk.parts?.outbox.items.find((each) =>
      each.parts.some((part) => part.kind === "envelope" && part.message === message),
    )
    const row = profile.timetable.find((each) => each.precedence === item?.precedence)
    return row?.accepted ?? 0
  }

  sample(): void {
    for (const desk of this.#court.world.allDesks) {
      const { parts } = desk
      if (parts === undefined || this.#court.world.now - desk.changedAt < graceMs) continue
      this.#noteBehind(desk, parts)
      for (const row of parts.union.state.rows.values())
        this.#mustHaveRung(desk, parts.union.state, row)
      this.#mustSayHeld(desk, parts)
    }
  }

  #noteBehind(desk: DeskNode, parts: Parts): void {
    for (const [id, link] of parts.links) {
      const isBehind = link.circuit.phase === "up" && !link.isCurrent
      if (isBehind) this.#behind.set(`${desk.callSign} ${id}`, this.#court.world.now)
    }
  }

  #mustHaveRung(desk: DeskNode, state: LineState, row: Row): void {
    const [sent] = row.sent
    if (sent === undefined) return
    const open = openDemands(state, row)
    if (open.length === 0) return
    const timetable = timetableOf(currentCharter(state), sent.precedence)
    if (standBys(state, row, timetable).length > 0) return
    for (const arrival of row.arrivals) {
      const knownFor = this.#knownFor(desk, arrival)
      const since = this.#acceptedFor(arrival)
      if (since === undefined || knownFor < graceMs || this.#isBlind(desk, arrival)) continue
      for (const [place, step] of profile.ladder.entries()) {
        if (step.precedence !== sent.precedence || !open.includes(step.demand)) continue
        const isRung = this.#rung.has(
          `${desk.callSign} ${row.message} ${step.demand} ${String(place)}`,
        )
        if (since > step.after + graceMs && !isRung) {
          this.#court.accuse(
            "I7",
            `${desk.callSign} does not ring for ${step.demand} of ${row.message}, ${String(since - step.after)} ms overdue`,
          )
        }
      }
    }
  }

  /**
   * A process whose clock is behind, and which has not heard this relay since it began, has nothing to count by. Another relay
   * may tell it the time, but no relay alone is believed against a desk's own clock: it could make anybody late.
   */
  #isBlind(desk: DeskNode, { relay }: Arrival): boolean {
    const right = foundedAt + day + this.#court.world.now
    return right - desk.now.wall > earlyMs && !this.#heard.has(lifeWith(desk, relay))
  }

  /** How long the desk has held the arrival with nothing of that journal outstanding. */
  #knownFor(desk: DeskNode, arrival: Arrival): number {
    const { now } = this.#court.world
    const at = this.#court.world.truth.heldSince(desk.callSign, arrival.relay, arrival.index) ?? now
    const behind = this.#behind.get(`${desk.callSign} ${arrival.relay}`) ?? 0
    return now - Math.max(at, behind, desk.changedAt)
  }

  /** How long ago, by true time, its relay took the message; undefined where its clocks did not start then. */
  #acceptedFor(arrival: Arrival): number | undefined {
    const { journals } = this.#court.world.relayBy(arrival.relay)
    const [journal] = journals
    if (arrival.late || !arrival.counts || arrival.base === 0 || journals.length > 1)
      return undefined
    const at = journal?.written[arrival.index]?.asked
    return at === undefined ? undefined : this.#court.world.now - at
  }

  /** What this desk has held for too long, it has said so of. */
  #mustSayHeld(desk: DeskNode, parts: Parts): void {
    const { now, truth } = this.#court.world
    for (const item of parts.outbox.queued) {
      const envelope = item.parts.find((part) => part.kind === "envelope")
      if (envelope === undefined) continue
      const pressed = truth.pressedOf(envelope.message).find((each) => each.by === desk.callSign)
      const isSaid = this.#held.has(`${desk.callSign} ${envelope.message}`)
      if (pressed === undefined || isSaid || this.#accepted.has(envelope.message)) continue
      const allowed = this.#patience(desk, envelope.message) + heldGraceMs
      const since = now - Math.max(pressed.at, desk.changedAt)
      if (since > allowed) {
        this.#court.accuse(
          "I18",
          `${desk.callSign} holds ${envelope.message} for ${String(since)} ms and says nothing`,
        )
      }
    }
  }
}

function lifeWith({ callSign, life }: DeskNode, relay: RelayId): string {
  return `${callSign} ${String(life)} ${relay}`
}
