// I1 to I4 and I18: what was accepted arrives, once, as it was sent, in order, and nothing that a desk took is forgotten.

import { equalBytes } from "../../../shared/encoding/bytes.ts"
import { decodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import type { MessageId } from "../../../shared/records/names.ts"
import type { Notice } from "../../../client/sdk/notices.ts"
import { openedRow } from "../../../client/sdk/store-layout.ts"
import type { DeskNode } from "../world/desk-node.ts"
import type { Pressed } from "../world/truth.ts"
import type { Court, Invariant } from "./violation.ts"

export class Messages implements Invariant {
  readonly #court: Court
  /** Messages of which a desk's screen ever said "accepted". */
  readonly #accepted = new Map<MessageId, DeskNode>()
  readonly #arrived = new Map<string, number>()
  /** Messages of which their desk said that they will never be sent. */
  readonly #given = new Set<MessageId>()

  constructor(court: Court) {
    this.#court = court
  }

  notice(desk: DeskNode, notice: Notice): void {
    if (notice.kind === "accepted") this.#accepted.set(notice.message, desk)
    if (notice.kind === "unsendable" && notice.message !== undefined)
      this.#given.add(notice.message)
    if (notice.kind === "arrived") this.#arrive(desk, notice.message)
  }

  #arrive(desk: DeskNode, message: MessageId): void {
    const name = `${desk.callSign} ${message}`
    const times = (this.#arrived.get(name) ?? 0) + 1
    this.#arrived.set(name, times)
    if (times > 1)
      this.#court.accuse("I2", `${message} arrived ${String(times)} times at ${desk.callSign}`)
    this.#lookForHoles(desk, message)
  }

  /** Everything the same device sent before is open, or shown as not yet open. */
  #lookForHoles(desk: DeskNode, message: MessageId): void {
    const parts = desk.parts
    const sent = parts?.union
      .rowOf(message)
      ?.sent.find((each) => each.from !== desk.identity.device)
    if (parts === undefined || sent === undefined) {
      this.#court.accuse("I4", `${message} is shown at ${desk.callSign} and not in its fold`)
      return
    }
    const serials = new Set<number>()
    for (const row of parts.union.state.rows.values()) {
      for (const other of row.sent) {
        if (other.from !== sent.from || other.serial > sent.serial) continue
        serials.add(other.serial)
        const isVisible =
          !other.recipients.includes(desk.identity.device) ||
          parts.inbox.openedOf(row.message) !== undefined ||
          parts.inbox.awaiting.includes(row.message) ||
          this.#cannotOpen.has(`${desk.callSign} ${row.message}`)
        if (!isVisible) this.#court.accuse("I4", `a hole before ${message} at ${desk.callSign}`)
      }
    }
    if (serials.size !== sent.serial) {
      this.#court.accuse(
        "I4",
        `${desk.callSign} shows serial ${String(sent.serial)} and knows ${String(serials.size)}`,
      )
    }
  }

  readonly #cannotOpen = new Set<string>()

  conclude(): void {
    for (const [message, desk] of this.#accepted) this.#mustBeOpen("I1", message, desk)
    for (const pressed of this.#court.world.truth.pressed) this.#mustBeOnTheLine(pressed)
    for (const desk of this.#court.world.allDesks) this.#checkContents(desk)
    this.#checkOrder()
  }

  #mustBeOpen(code: "I1" | "I18", message: MessageId, author: DeskNode): void {
    for (const desk of this.#court.world.allDesks) {
      if (desk === author || desk.parts?.inbox.openedOf(message) !== undefined) continue
      this.#court.accuse(code, `${message} of ${author.callSign} is not open at ${desk.callSign}`)
    }
  }

  /** What a desk durably took goes out once there is peace, or the desk says that it cannot. */
  #mustBeOnTheLine({ message, by, isStored }: Pressed): void {
    const { truth, desks } = this.#court.world
    if (!isStored || truth.withdrawn.has(message) || this.#given.has(message)) return
    this.#mustBeOpen("I18", message, desks[by])
  }

  /** What is shown was sent by that person, with that precedence, byte for byte. */
  #checkContents(desk: DeskNode): void {
    const { truth } = this.#court.world
    for (const [key, value] of desk.disk.rowsOf("opened/")) {
      const read = decodeAs(openedRow, value, limits.recordBytesMax)
      if (!read.ok) {
        this.#court.accuse("I3", `${desk.callSign} cannot read ${key}`)
        continue
      }
      const { message, from, payload } = read.value
      const sent = desk.parts?.union
        .rowOf(message)
        ?.sent.find((each) => each.header === read.value.header)
      const isTrue = truth
        .pressedOf(message)
        .some(
          (pressed) =>
            this.#court.world.desks[pressed.by].identity.device === from &&
            equalBytes(pressed.payload, payload) &&
            (sent === undefined || sent.precedence === pressed.precedence),
        )
      if (!isTrue)
        this.#court.accuse("I3", `${desk.callSign} shows ${message}, which nobody sent so`)
      if (truth.withdrawn.has(message)) {
        this.#court.accuse("I3", `${desk.callSign} shows ${message}, which was taken back in time`)
      }
    }
  }

  /** Among messages of one precedence, each desk's serials follow the order in which they were pressed. */
  #checkOrder(): void {
    const { truth, desks, allDesks } = this.#court.world
    const known = allDesks[0]?.parts?.union
    const last = new Map<string, number>()
    for (const { message, by, precedence, isAnswer, isStored } of truth.pressed) {
      const device = desks[by].identity.device
      const sent = known?.rowOf(message)?.sent.find((each) => each.from === device)
      if (sent === undefined || isAnswer || !isStored) continue
      const group = `${by} ${precedence}`
      if (sent.serial < (last.get(group) ?? 0))
        this.#court.accuse("I4", `${message} of ${by} overtook another`)
      last.set(group, sent.serial)
    }
  }
}
