// I7 at the relays: each step of each ladder stands in a journal once, when it is due, not before, not much later, and never
// after what it asks for has come.

import type { MessageId } from "../../../shared/records/names.ts"
import type { RelayNode } from "../world/relay-node.ts"
import { MessageSoFar, readJournal, type Overdue, type ReadEntry } from "./ladder.ts"
import type { Court, Invariant } from "./violation.ts"

const earlyMs = 50
const lateMs = 1_000
const recoveryMs = 5_000

export class Deadlines implements Invariant {
  readonly #court: Court

  constructor(court: Court) {
    this.#court = court
  }

  conclude(): void {
    for (const relay of this.#court.world.honestRelays) this.#check(relay)
  }

  #check(relay: RelayNode): void {
    const messages = new Map<MessageId, MessageSoFar>()
    const of = (message: MessageId): MessageSoFar => {
      const known = messages.get(message) ?? new MessageSoFar(message)
      messages.set(message, known)
      return known
    }
    for (const read of readJournal(relay.journals[0]?.entries ?? [])) {
      const { envelope, stage, overdue, entry } = read
      if (envelope !== undefined) of(envelope.core.message).sent ??= read
      if (stage !== undefined) of(stage.core.message).stages.push(read)
      if (overdue !== undefined) this.#checkStep(relay, read, overdue, of(overdue.message))
      const message = envelope?.core.message ?? stage?.core.message
      if (message !== undefined) of(message).touchedAt = entry.t
    }
    for (const message of messages.values()) this.#mustHaveTaken(relay, message)
  }

  #checkStep(relay: RelayNode, read: ReadEntry, overdue: Overdue, message: MessageSoFar): void {
    const where = `${relay.name}/${String(read.index)} ${overdue.demand} step ${String(overdue.number)} of ${message.message}`
    const isSame = (other: { readonly demand: string; readonly number: number }): boolean =>
      other.demand === overdue.demand && other.number === overdue.number
    if (message.taken.some(isSame)) this.#court.accuse("I7", `${where} stands twice`)
    message.taken.push(overdue)
    const step = message.steps().find(isSame)
    if (step === undefined) {
      this.#court.accuse("I7", `${where} asks for what is not owed, or was given`)
      return
    }
    if (read.entry.t < overdue.dueAt)
      this.#court.accuse("I7", `${where} was taken before it was due`)
    if (message.isLate) return
    if (step.dueAt !== overdue.dueAt || step.action !== overdue.action) {
      this.#court.accuse(
        "I7",
        `${where} was due at ${String(step.dueAt)}, not ${String(overdue.dueAt)}`,
      )
    }
    this.#checkTime(relay, read, { where, after: step.after, message, dueAt: step.dueAt })
  }

  /** By true time, as far as this journal's line time ran as true time does. */
  #checkTime(
    relay: RelayNode,
    read: ReadEntry,
    step: {
      readonly where: string
      readonly after: number
      readonly message: MessageSoFar
      readonly dueAt: number
    },
  ): void {
    const times = relay.journals[0]?.written ?? []
    const sentAt = times[step.message.sent?.index ?? 0]?.asked ?? 0
    const { asked: at = 0, durable = 0 } = times[read.index] ?? {}
    const leap = read.entry.t - (step.message.sent?.entry.t ?? 0) - (at - sentAt)
    const isRightClock = !this.#court.sight.wasWrong(relay)
    const isFirstRound = step.dueAt === (step.message.sent?.entry.t ?? 0) + step.after
    if (isFirstRound && at - sentAt < step.after - earlyMs && (isRightClock || leap < earlyMs)) {
      this.#court.accuse(
        "I7",
        `${step.where} came ${String(at - sentAt)} ms after, not ${String(step.after)}`,
      )
    }
    const lateness = read.entry.t - Math.max(step.dueAt, step.message.touchedAt) + durable - at
    if (lateness <= lateMs) return
    const soundAt = this.#court.sight.soundSince(relay, durable - lateness - lateMs, durable)
    if (soundAt === undefined || durable - soundAt > recoveryMs) {
      this.#court.accuse("I7", `${step.where} came ${String(lateness)} ms late`)
    }
  }

  /** What is due by now stands there; a relay with a slow start has had its time. */
  #mustHaveTaken(relay: RelayNode, message: MessageSoFar): void {
    const { lineTime } = relay
    if (lineTime === undefined || message.isLate) return
    for (const step of message.steps()) {
      const isTaken = message.taken.some(
        (each) => each.demand === step.demand && each.number === step.number,
      )
      if (!isTaken && step.dueAt < lineTime - lateMs) {
        this.#court.accuse(
          "I7",
          `${relay.name} lacks ${step.demand} step ${String(step.number)} of ${message.message}, due ${String(lineTime - step.dueAt)} ms ago`,
        )
      }
    }
  }
}
