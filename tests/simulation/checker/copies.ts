// I10 and I11: what a desk has once seen of a journal never changes or shrinks, every copy is a prefix of the journal, and
// the union of both journals folds to one state everywhere, in any interleaving.

import { equalBytes, hexOf } from "../../../shared/encoding/bytes.ts"
import { encodeState } from "../../../shared/line/snapshot.ts"
import type { Write } from "../../../client/sdk/ports.ts"
import type { RelayId } from "../../../shared/records/names.ts"
import type { DeskNode } from "../world/desk-node.ts"
import { refold } from "./refold.ts"
import type { Court, Invariant } from "./violation.ts"

interface Extent {
  readonly epoch: number
  readonly size: number
}

export class Copies implements Invariant {
  readonly #court: Court
  readonly #extents = new Map<string, Extent>()

  constructor(court: Court) {
    this.#court = court
  }

  /** Asked before the batch is applied: what stands there now is what was seen before. */
  stored(desk: DeskNode, writes: readonly Write[]): void {
    for (const { key, value } of writes) {
      if (!key.startsWith("entry/")) continue
      const before = desk.disk.get(key)
      if (value === undefined || (before !== undefined && !equalBytes(before, value))) {
        this.#court.accuse("I10", `${desk.callSign} changed ${key}`)
      }
      if (value !== undefined) this.#mustBePrefix(desk, key, value)
    }
  }

  #mustBePrefix(desk: DeskNode, key: string, value: Uint8Array): void {
    const { world } = this.#court
    const [, relay = "", , index = ""] = key.split("/")
    const node = world.honestRelays.find((each) => each.identity.relay === relay)
    const durable = node?.journals[0]?.entries[Number(index)]
    if (node !== undefined && (durable === undefined || !equalBytes(durable, value))) {
      this.#court.accuse("I11", `${desk.callSign} holds another entry ${index} than ${node.name}`)
    }
  }

  sample(): void {
    for (const desk of this.#court.world.allDesks) {
      for (const [id, { copy }] of desk.parts?.links ?? []) {
        if (this.#court.world.isHonest(id))
          this.#mustNotShrink(desk, id, { epoch: copy.epoch, size: copy.next })
      }
    }
  }

  #mustNotShrink(desk: DeskNode, relay: RelayId, now: Extent): void {
    const place = `${desk.callSign} ${relay}`
    const before = this.#extents.get(place)
    this.#extents.set(place, now)
    if (before === undefined || before.epoch === 0) return
    if (now.epoch !== before.epoch || now.size < before.size) {
      this.#court.accuse(
        "I10",
        `${desk.callSign}: a copy went from ${String(before.size)} to ${String(now.size)} entries`,
      )
    }
  }

  conclude(): void {
    const { world } = this.#court
    for (const relay of world.honestRelays) {
      const size = relay.journals[0]?.entries.length ?? 0
      for (const desk of world.allDesks) {
        const copy = desk.parts?.links.get(relay.identity.relay)?.copy
        if (copy?.next !== size) {
          this.#court.accuse(
            "I11",
            `${desk.callSign} holds ${String(copy?.next)} of ${String(size)} entries of ${relay.name}`,
          )
        }
      }
    }
    if (world.setting.hostile === undefined) this.#mustAgree()
    this.#mustRefold(world.setting.dice.of("refold").pick(world.allDesks))
  }

  #mustAgree(): void {
    const states = this.#court.world.allDesks.flatMap(({ callSign, parts }) =>
      parts === undefined ? [] : [{ callSign, state: encodeState(parts.union.state) }],
    )
    const [first, ...others] = states
    for (const other of others) {
      if (first !== undefined && !equalBytes(first.state, other.state)) {
        this.#court.accuse(
          "I11",
          `${first.callSign} and ${other.callSign} fold to different states`,
        )
      }
    }
  }

  /** The desk's own entries, interleaved anew. */
  #mustRefold(desk: DeskNode): void {
    const { parts } = desk
    if (parts === undefined) return
    const own = encodeState(parts.union.state)
    const anew = encodeState(refold(this.#court.world, desk))
    if (!equalBytes(own, anew)) {
      this.#court.accuse(
        "I11",
        `${desk.callSign} folds another interleaving to another state (${hexOf(anew).slice(0, 8)})`,
      )
    }
  }
}
