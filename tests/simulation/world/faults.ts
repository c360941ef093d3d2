// What can go wrong in the simulated world, by name. Each has a least count over a whole run: a run in which a fault hardly
// happened has shown nothing about it, and is neither green nor red but inconclusive.

const faultKinds = [
  "loss",
  "duplication",
  "reordering",
  "corruption",
  "delay",
  "cut",
  "half-open to relay",
  "half-open to desk",
  "partition",
  "relay crash",
  "relay power cut",
  "relay crash after write",
  "relay crash before write",
  "relay drain",
  "desk crash",
  "desk crash between effects",
  "desk crash after store",
  "desk stop",
  "desk clock jump",
  "relay clock jump",
  "slow journal",
] as const
export type FaultKind = (typeof faultKinds)[number]

/** What a hostile relay does that the rules of the house forbid. */
export const hostileKinds = [
  "withholds entries",
  "withholds stages",
  "withholds prekeys",
  "replays frames",
  "replays proofs of life",
  "forks its journal",
  "invents relay records",
  "invents bad entries",
  "freezes time",
  "runs ahead",
  "runs behind",
  "lies about age",
  "refuses everything",
  "accuses of forks",
  "claims records",
  "drops what it accepted",
  "backdates acceptances",
  "begins anew",
] as const
export type HostileKind = (typeof hostileKinds)[number]

export class Counts<K extends string> {
  readonly #counts = new Map<K, number>()

  add(kind: K, count = 1): void {
    this.#counts.set(kind, this.of(kind) + count)
  }

  of(kind: K): number {
    return this.#counts.get(kind) ?? 0
  }

  join(other: Counts<K>): void {
    for (const [kind, count] of other.#counts) this.add(kind, count)
  }

  toObject(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  }
}
