// DET: with a hostile relay everything a party signed still reaches everybody, nothing that no party signed is believed, and
// what is plain to see is seen: a relay that forks, forges or breaks its word is named by somebody.

import { equalBytes } from "../../../shared/encoding/bytes.ts"
import type { HostileKind } from "../world/faults.ts"
import type { DeskNode } from "../world/desk-node.ts"
import type { Notice } from "../../../client/sdk/notices.ts"
import type { Court, Invariant } from "./violation.ts"

/** What leaves evidence wherever it is done often enough; all else must do no harm, which the other invariants ask. */
const plain: Partial<Record<HostileKind, number>> = {
  "invents bad entries": 3,
  "drops what it accepted": 3,
}

export class Detection implements Invariant {
  readonly #court: Court
  #isNamed = false

  constructor(court: Court) {
    this.#court = court
  }

  notice(_desk: DeskNode, notice: Notice): void {
    if (notice.kind === "violation" && !this.#court.world.isHonest(notice.relay))
      this.#isNamed = true
  }

  conclude(): void {
    const { world } = this.#court
    if (world.setting.hostile === undefined) return
    for (const [kind, least] of Object.entries(plain)) {
      if (isKind(kind) && world.manipulations.of(kind) >= least && !this.#isNamed) {
        this.#court.accuse("DET", `${world.setting.hostile.name} ${kind}, and nobody says so`)
      }
    }
    this.#mustNotFork()
    this.#mustNotClaim()
    this.#mustShareFacts()
  }

  /** As long as only one of its histories goes on, it is no more than a journal of which one side lacks the end. */
  #mustNotFork(): void {
    const { relays, setting } = this.#court.world
    const name = setting.hostile?.name
    const [first, second] = name === undefined ? [] : relays[name].journals
    if (first === undefined || second === undefined || this.#isNamed) return
    const contradicts = first.entries.some((entry, index) => {
      const other = second.entries[index]
      return other !== undefined && !equalBytes(entry, other)
    })
    if (contradicts)
      this.#court.accuse("DET", `${name ?? ""} forks its journal, and nobody says so`)
  }

  /**
   * That it has what a device never signed, nobody can miss. That it has what the device did sign and it lacks, nobody can see,
   * nor need: it is offered all the same, and the relay ends up with all of it (I12).
   */
  #mustNotClaim(): void {
    const { truth, setting } = this.#court.world
    const signed = [...truth.signed.values()]
    const lies = setting.hostile?.manner.claimed.filter(({ device, seq }) => {
      const by = this.#court.world.deskOf(device)?.callSign
      return !signed.some((each) => each.by === by && each.seq >= seq)
    })
    if (lies !== undefined && lies.length > 0 && !this.#isNamed) {
      this.#court.accuse("DET", `${setting.hostile?.name ?? ""} claims records, and nobody says so`)
    }
  }

  /** Whatever the hostile relay shows to whom, what parties signed is the same everywhere. */
  #mustShareFacts(): void {
    const [first, ...others] = this.#court.world.allDesks.map((desk) => ({
      desk,
      facts: factsOf(desk),
    }))
    for (const other of others) {
      if (first !== undefined && first.facts !== other.facts) {
        this.#court.accuse(
          "DET",
          `${first.desk.callSign} and ${other.desk.callSign} believe different facts`,
        )
      }
    }
  }
}

function isKind(name: string): name is HostileKind {
  return name in plain
}

/** The signed records that a desk's fold holds, in one order. */
function factsOf(desk: DeskNode): string {
  const rows = [...(desk.parts?.union.state.rows.values() ?? [])]
  const hashes = rows.flatMap((row) => [
    ...row.sent.map((sent) => sent.header),
    ...row.reached.map((reached) => reached.record),
  ])
  const heads = [...(desk.parts?.union.state.heads ?? [])].map(
    ([device, head]) => `${device} ${String(head.seq)}`,
  )
  return [...hashes, ...heads].toSorted().join("\n")
}
