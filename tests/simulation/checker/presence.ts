// I8 and I9: no screen says "staffed" of an empty desk, none is cut off without saying so, and none cries wolf.

import { otherSide } from "../../../shared/line/agreement.ts"
import type { Notice } from "../../../client/sdk/notices.ts"
import { theirDesk } from "../../../client/sdk/view/desks.ts"
import { relayNames } from "../world/cast.ts"
import type { DeskNode } from "../world/desk-node.ts"
import type { Court, Invariant } from "./violation.ts"

const staffedMs = 10_000
const cutMs = 7_000
const goodMs = 15_000

export class PresenceTruth implements Invariant {
  readonly #court: Court
  /** When each desk last could have heard somebody on watch over there, or did not say so, by true time. */
  readonly #fine = new Map<DeskNode, number>()

  constructor(court: Court) {
    this.#court = court
  }

  /** A circuit that falls and comes back between two samples was called dead all the same. */
  notice(desk: DeskNode, notice: Notice): void {
    if (notice.kind !== "circuit-down" || notice.code !== "wire/silent") return
    const { world, sight } = this.#court
    const { name } = world.relayBy(notice.relay)
    if (world.isHonest(notice.relay) && sight.goodFor(desk, name) > goodMs)
      this.#court.accuse("I9", `${desk.callSign} calls its good circuit to ${name} silent`)
  }

  sample(): void {
    for (const desk of this.#court.world.allDesks) {
      if (!desk.isUp) {
        this.#fine.set(desk, this.#court.world.now)
        continue
      }
      this.#checkStaffed(desk)
      this.#checkCircuits(desk)
      this.#checkHeard(desk)
    }
  }

  #theirs(desk: DeskNode): readonly DeskNode[] {
    const side = otherSide(desk.identity.side)
    return this.#court.world.allDesks.filter((each) => each.identity.side === side)
  }

  #checkStaffed(desk: DeskNode): void {
    const { world } = this.#court
    const isPossible = this.#theirs(desk).some(
      (their) =>
        this.#hasWatch(their) && relayNames.some((name) => canHear(this.#court, desk, their, name)),
    )
    const { parts } = desk
    const isStaffed = parts !== undefined && theirDesk(parts, desk.now).state === "staffed"
    if (isPossible || !isStaffed) this.#fine.set(desk, world.now)
    const since = world.now - (this.#fine.get(desk) ?? 0)
    if (since > staffedMs) {
      this.#court.accuse(
        "I8",
        `${desk.callSign} calls the other desk staffed after ${String(since)} ms`,
      )
    }
  }

  /** By what its officer pressed, not by what any desk made of it. */
  #hasWatch({ isUp, callSign }: DeskNode): boolean {
    return isUp && this.#court.world.truth.watchSince(callSign) !== undefined
  }

  #checkCircuits(desk: DeskNode): void {
    for (const [id, link] of desk.parts?.links ?? []) {
      const { name } = this.#court.world.relayBy(id)
      const isUp = link.circuit.phase === "up"
      if (isUp && this.#court.sight.cutFor(desk, name) > cutMs) {
        this.#court.accuse("I9", `${desk.callSign} is cut off from ${name} and does not say so`)
      }
      const isHonest = this.#court.world.isHonest(id)
      if (!isUp && isHonest && this.#court.sight.goodFor(desk, name) > goodMs) {
        this.#court.accuse("I9", `${desk.callSign} calls its good circuit to ${name} dead`)
      }
    }
  }

  /** Somebody over there has been within hearing all the time. */
  #checkHeard(desk: DeskNode): void {
    const { sight, world } = this.#court
    const names = world.honestRelays.map((relay) => relay.name)
    const isHeard = this.#theirs(desk).some((their) =>
      names.some(
        (name) => sight.goodFor(desk, name) > goodMs && sight.goodFor(their, name) > goodMs,
      ),
    )
    const { parts } = desk
    if (!isHeard || parts === undefined) return
    if (theirDesk(parts, desk.now).state === "not-heard") {
      this.#court.accuse("I9", `${desk.callSign} does not hear the other desk, which is there`)
    }
  }
}

function canHear({ world }: Court, desk: DeskNode, their: DeskNode, name: "N" | "S"): boolean {
  const isCarried = world.relays[name].isUp
  const wires = [world.wire(desk.callSign, name), world.wire(their.callSign, name)]
  return isCarried && wires.every((wire) => !wire.isSilent)
}
