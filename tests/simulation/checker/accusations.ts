// ACC: nobody is accused falsely. An honest relay is never said to have violated anything, an honest device never to have
// forked; the other side is called silent, absent or refusing only when it is.

import { openDemands, timetableOf } from "../../../shared/line/delivery.ts"
import { currentCharter, otherSide } from "../../../shared/line/agreement.ts"
import type { Arrival, Row } from "../../../shared/line/state.ts"
import type { Verdict, VerdictKind } from "../../../shared/line/verdict.ts"
import type { StageKind } from "../../../shared/records/stage.ts"
import type { MessageId, RelayId } from "../../../shared/records/names.ts"
import type { Notice } from "../../../client/sdk/notices.ts"
import { observationOf, verdictView } from "../../../client/sdk/view/observation.ts"
import type { DeskNode } from "../world/desk-node.ts"
import { readJournal } from "./ladder.ts"
import type { Court, Invariant } from "./violation.ts"

/** What a verdict denies: somebody of theirs who has done one of these is accused falsely. */
const denies: Partial<Record<VerdictKind, readonly StageKind[]>> = {
  "received-not-read": ["read", "read-back", "passed", "answered", "stand-by", "declined"],
  "not-passed": ["passed"],
  silent: ["answered", "declined"],
  "not-received": ["received"],
}
const blaming: ReadonlySet<VerdictKind> = new Set([
  "line-down",
  "unattended",
  "not-received",
  "received-not-read",
  "not-understood",
  "not-passed",
  "silent",
  "contested",
])
/** For so long the way must have been good before ignorance is no excuse. */
const goodMs = 15_000
const earlyMs = 1_000

export class Accusations implements Invariant {
  readonly #court: Court
  readonly #upSince = new Map<DeskNode, Map<RelayId, number>>()
  #samples = 0

  constructor(court: Court) {
    this.#court = court
  }

  notice(desk: DeskNode, notice: Notice): void {
    const { world } = this.#court
    if (notice.kind === "violation" && world.isHonest(notice.relay) && !this.#isTrue(notice)) {
      this.#court.accuse(
        "ACC",
        `${desk.callSign} accuses ${world.relayBy(notice.relay).name}: ${notice.code} ${notice.detail}`,
      )
    }
    if (notice.kind === "relay-not-keeping-time") this.#notKeepingTime(desk, notice)
    if (notice.kind === "stopped-signing")
      this.#court.accuse("ACC", `${desk.callSign} stops signing: ${notice.detail}`)
    if (notice.kind === "cannot-open" && world.setting.hostile === undefined)
      this.#court.accuse("ACC", `${desk.callSign} cannot open ${notice.message}: ${notice.code}`)
    const since = this.#upSince.get(desk) ?? new Map<RelayId, number>()
    if (notice.kind === "circuit-up") since.set(notice.relay, desk.now.wall)
    this.#upSince.set(desk, since)
  }

  /** That a relay's clock is wrong is no accusation where it is. */
  #isTrue({ relay, code }: Extract<Notice, { kind: "violation" }>): boolean {
    const { world, sight } = this.#court
    return code === "time/implausible" && sight.wasWrong(world.relayBy(relay))
  }

  /** True of a relay whose disk or clock is bad, and of one that was just down. */
  #notKeepingTime(
    desk: DeskNode,
    { relay, point }: Extract<Notice, { kind: "relay-not-keeping-time" }>,
  ): void {
    const { world, sight } = this.#court
    const node = world.relayBy(relay)
    if (!world.isHonest(relay) || sight.goodFor(desk, node.name) < goodMs) return
    if (sight.wasWrong(node)) return
    this.#court.accuse(
      "ACC",
      `${desk.callSign} says that ${node.name} keeps no time: ${point.demand} of ${point.message}`,
    )
  }

  sample(): void {
    this.#samples += 1
    if (this.#samples % 2 === 1) return
    for (const desk of this.#court.world.allDesks) {
      const { parts } = desk
      if (parts === undefined) continue
      const { state } = parts.union
      const observation = observationOf(parts, this.#upSince.get(desk) ?? new Map(), desk.now)
      for (const row of state.rows.values()) {
        if (!row.sent.some((sent) => sent.side === desk.identity.side)) continue
        const about = { message: row.message, author: desk.identity.side }
        const verdict = verdictView(parts, about, observation, desk.now)
        if (verdict !== undefined) this.#check(desk, row, verdict)
      }
    }
  }

  #check(desk: DeskNode, row: Row, verdict: Verdict): void {
    const { kind } = verdict
    const where = `${desk.callSign} calls the other side "${kind}" about ${row.message}`
    if (kind === "declined" && !this.#isSaid(row.message, ["declined"]))
      this.#court.accuse("ACC", where)
    if (!blaming.has(kind)) return
    if (accusesThem(desk, verdict)) this.#mustBeDue(desk, row, where)
    const denied = denies[kind]
    if (denied !== undefined && this.#isKnowable(desk, row.message, denied)) {
      this.#court.accuse("ACC", `${where}, which has spoken`)
    }
    const someone = this.#someoneThere(desk, kind === "unattended")
    if ((kind === "line-down" || kind === "unattended") && someone) {
      this.#court.accuse("ACC", `${where}, which is there`)
    }
  }

  #isSaid(message: MessageId, kinds: readonly StageKind[]): boolean {
    return this.#court.world.truth.said.some(
      (said) => said.message === message && kinds.includes(said.fact.kind),
    )
  }

  /** Nothing is overdue before its time has truly passed. */
  #mustBeDue(desk: DeskNode, row: Row, where: string): void {
    const { state } = desk.parts?.union ?? {}
    const [sent] = row.sent
    if (state === undefined || sent === undefined || row.arrivals.some((arrival) => arrival.late))
      return
    const open = openDemands(state, row)
    const timetable = timetableOf(currentCharter(state), sent.precedence)
    const least = Math.min(...open.map((demand) => timetable[demand]))
    const times = row.arrivals.flatMap((arrival) => this.#takenAt(arrival))
    const since = this.#court.world.now - Math.min(...times)
    if (times.length > 0 && since < least - earlyMs) {
      this.#court.accuse("ACC", `${where} after ${String(since)} ms of ${String(least)}`)
    }
  }

  /** When a relay truly took it, whatever it says of that: the clocks of the line began then. */
  #takenAt({ relay, index, header }: Arrival): readonly number[] {
    return this.#court.world.relayBy(relay).journals.flatMap(({ entries, written }) => {
      const read = readJournal(entries).find((each) => each.index === index)
      const at = read?.envelope?.hash === header ? written[index]?.asked : undefined
      return at ?? []
    })
  }

  /** It stands in an honest journal, and the way from there has been good for long enough since. */
  #isKnowable(desk: DeskNode, message: MessageId, kinds: readonly StageKind[]): boolean {
    return this.#court.world.honestRelays.some((relay) => {
      const goodFor = this.#court.sight.goodFor(desk, relay.name)
      if (goodFor < goodMs) return false
      const [journal] = relay.journals
      return readJournal(journal?.entries ?? []).some(
        ({ stage, index }) =>
          stage?.core.message === message &&
          kinds.includes(stage.core.fact.kind) &&
          this.#court.world.now - (journal?.written[index]?.durable ?? this.#court.world.now) >
            goodMs,
      )
    })
  }

  /** How long its officer has had the watch, by what was pressed there. */
  #watchedFor({ callSign }: DeskNode): number {
    const { now, truth } = this.#court.world
    return now - (truth.watchSince(callSign) ?? now)
  }

  /** Somebody of theirs (on watch, if that is asked) within hearing for long enough. */
  #someoneThere(desk: DeskNode, onWatch: boolean): boolean {
    const { world, sight } = this.#court
    const side = otherSide(desk.identity.side)
    return world.allDesks
      .filter(
        (their) => their.identity.side === side && (!onWatch || this.#watchedFor(their) > goodMs),
      )
      .some((their) =>
        world.honestRelays.some(
          ({ name }) => sight.goodFor(desk, name) > goodMs && sight.goodFor(their, name) > goodMs,
        ),
      )
  }
}

/**
 * Not where the next move is its own side's, nor where it hears no relay and says just that. A device that starts with a wrong
 * clock and hears nobody cannot know how late it is; but it accuses nobody either.
 */
function accusesThem({ identity, parts }: DeskNode, { kind, waitsFor }: Verdict): boolean {
  const hears = [...(parts?.links.values() ?? [])].some((link) => link.circuit.phase === "up")
  return waitsFor !== identity.side && (kind !== "line-down" || hears)
}
