// A hostile relay's plan for one schedule: which of its kinds of malice it practises, from when to when, and what it does to
// its own journal and clock.

import { decodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import { entry } from "../../../shared/records/entry.ts"
import { parseRecord, type Parsed } from "../../../shared/records/parsed.ts"
import type { Dice } from "./dice.ts"
import { hostileKinds, type HostileKind } from "./faults.ts"
import { falseRecord, falseRelayed, repeatedRecord, type Material } from "./forgeries.ts"
import type { Hostility } from "./hostility.ts"
import type { RelayNode } from "./relay-node.ts"
import type { World } from "./world.ts"

export class Plot {
  readonly #world: World
  readonly #relay: RelayNode
  readonly #hostility: Hostility
  readonly #dice: Dice
  readonly kinds: readonly HostileKind[]

  constructor(world: World, relay: RelayNode, hostility: Hostility, dice: Dice) {
    this.#world = world
    this.#relay = relay
    this.#hostility = hostility
    this.#dice = dice
    this.kinds = dice.shuffled(hostileKinds).slice(0, dice.between(1, 3))
  }

  begin(): void {
    for (const kind of this.kinds) this.#plan(kind)
  }

  /** From some time on, and perhaps not to the end. */
  #plan(kind: HostileKind): void {
    const from = this.#dice.between(500, 12_000)
    const until = this.#dice.chance(0.3)
      ? from + this.#dice.between(3_000, 15_000)
      : Number.MAX_SAFE_INTEGER
    this.#world.timeline.after(from, () => {
      this.#world.tell(this.#relay.name, `begins: ${kind}`)
      this.#hostility.begin(kind)
      this.#act(kind)
    })
    if (until === Number.MAX_SAFE_INTEGER) return
    this.#world.timeline.after(until, () => {
      this.#world.tell(this.#relay.name, `ends: ${kind}`)
      this.#hostility.end(kind)
    })
  }

  /** What is done to the relay rather than to its frames. */
  #act(kind: HostileKind): void {
    switch (kind) {
      case "forks its journal":
        this.#world.manipulations.add(kind)
        this.#relay.fork()
        this.#world.timeline.stir()
        return
      case "freezes time":
        this.#bend(kind, () => 0)
        return
      case "runs ahead": {
        const pace = this.#dice.pick([1, 2, 4])
        this.#bend(kind, (since) => 600_000 + since * pace)
        return
      }
      case "runs behind":
        this.#bend(kind, (since) => Math.floor(since * 0.1))
        return
      case "invents relay records":
        this.#inject(kind, falseRelayed)
        return
      case "invents bad entries":
        this.#inject(kind, (material) => this.#dice.pick([falseRecord, repeatedRecord])(material))
        return
      default:
    }
  }

  /** From now on, in this process and the next ones, as much time passes as it says. */
  #bend(kind: HostileKind, run: (since: number) => number): void {
    this.#world.manipulations.add(kind)
    const from = this.#world.now
    this.#relay.bend = (mono) => {
      const since = this.#world.now - from
      return mono - Math.min(mono, since) + run(Math.min(mono, since))
    }
  }

  /** Written past the relay's own program, as another process of the same operator would. */
  #inject(kind: HostileKind, make: (material: Material) => Uint8Array | undefined): void {
    this.#world.timeline.after(this.#dice.between(500, 5_000), () => {
      const [journal] = this.#relay.journals
      const bytes = journal === undefined ? undefined : make(this.#material(journal.entries))
      if (journal !== undefined && bytes !== undefined && this.#relay.isOpen) {
        this.#world.manipulations.add(kind)
        const { line } = this.#world.setting.cast.line
        const now = this.#world.now
        const append = {
          line,
          expected: journal.entries.length,
          entries: [bytes],
          beside: [],
          nextDue: undefined,
        }
        void journal.append(append, { asked: now, durable: now })
        this.#world.timeline.stir()
      }
      this.#inject(kind, make)
    })
  }

  #material(entries: readonly Uint8Array[]): Material {
    const records: Parsed[] = []
    for (const bytes of entries) {
      const read = decodeAs(entry, bytes, limits.entryBytesMax)
      const record =
        read.ok && read.value.speaker === "party" ? parseRecord(read.value.record) : undefined
      if (record?.ok === true) records.push(record.value)
    }
    const t = this.#relay.lineTime ?? 0
    return { identity: this.#relay.identity, t, records, dice: this.#dice }
  }
}
