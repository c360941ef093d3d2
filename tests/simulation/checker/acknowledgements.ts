// I5 and I6: an acknowledgement is shown only where a person gave it, on a screen with exactly that message; and one that was
// given reaches everybody.

import { openDemands } from "../../../shared/line/delivery.ts"
import type { MessageId } from "../../../shared/records/names.ts"
import type { StageKind } from "../../../shared/records/stage.ts"
import type { Notice } from "../../../client/sdk/notices.ts"
import type { DeskNode } from "../world/desk-node.ts"
import type { Court, Invariant } from "./violation.ts"

/** Stages that a machine signs by itself. */
const machine: ReadonlySet<StageKind> = new Set(["received", "cannot-open"])

/** What its author's side says of a message. */
const ofTheAuthor: ReadonlySet<StageKind> = new Set(["confirmed", "differs"])

export class Acknowledgements implements Invariant {
  readonly #court: Court

  constructor(court: Court) {
    this.#court = court
  }

  notice(desk: DeskNode, notice: Notice): void {
    if (notice.kind !== "stage") return
    const signer = this.#court.world.deskOf(notice.from)
    if (signer === undefined) {
      this.#court.accuse("I5", `${desk.callSign} shows a stage of nobody`)
      return
    }
    this.#mustBeTrue(desk, signer, notice.message, notice.fact.kind)
  }

  #mustBeTrue(shownAt: DeskNode, signer: DeskNode, message: MessageId, kind: StageKind): void {
    const { truth } = this.#court.world
    const where = `${shownAt.callSign} shows that ${signer.callSign} ${kind} ${message}`
    const openedAt = truth.openedAt(signer.callSign, message)
    if (kind !== "cannot-open" && openedAt === undefined) {
      this.#court.accuse("I5", `${where}, which it never opened`)
    }
    if (machine.has(kind)) return
    const press = truth.said.find(
      (said) => said.message === message && said.by === signer.callSign && said.fact.kind === kind,
    )
    if (press === undefined) this.#court.accuse("I5", `${where}, which nobody pressed`)
  }

  conclude(): void {
    const { world } = this.#court
    for (const desk of world.allDesks) {
      for (const row of desk.parts?.union.state.rows.values() ?? []) {
        for (const { from, fact } of row.reached) {
          const signer = world.deskOf(from)
          if (signer !== undefined) this.#mustBeTrue(desk, signer, row.message, fact.kind)
        }
      }
      this.#checkArrived(desk)
      this.#checkRead(desk)
    }
  }

  /** What a desk counts as read was read by somebody: no machine's word stands for a person's. */
  #checkRead(desk: DeskNode): void {
    const { parts, callSign } = desk
    if (parts === undefined) return
    const { state } = parts.union
    for (const row of state.rows.values()) {
      const isOwed = row.sent.some((sent) => sent.owes.includes("read"))
      if (!isOwed || openDemands(state, parts.disproofs.believed(state, row)).includes("read"))
        continue
      const isSaid = this.#court.world.truth.said.some(
        ({ message, fact }) => message === row.message && !ofTheAuthor.has(fact.kind),
      )
      if (!isSaid)
        this.#court.accuse("I5", `${callSign} counts ${row.message} as read, which nobody read`)
    }
  }

  #checkArrived(desk: DeskNode): void {
    const { truth, desks } = this.#court.world
    for (const { message, by, fact, isStored } of truth.said) {
      if (!isStored) continue
      const { device } = desks[by].identity
      const row = desk.parts?.union.rowOf(message)
      const isHere = row?.reached.some(
        (each) => each.from === device && each.fact.kind === fact.kind,
      )
      if (isHere !== true) {
        this.#court.accuse(
          "I6",
          `${desk.callSign} does not know that ${by} ${fact.kind} ${message}`,
        )
      }
    }
  }
}
