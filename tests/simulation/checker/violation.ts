// What an invariant says when it does not hold. Codes are those of assurance.md section 2; ACC is "no false accusation", DET
// "what a hostile relay does is noticed or harmless", ALIVE "nothing ends unasked".

import type { Notice } from "../../../client/sdk/notices.ts"
import type { Write } from "../../../client/sdk/ports.ts"
import type { DeskNode } from "../world/desk-node.ts"
import type { RelayNode } from "../world/relay-node.ts"
import type { World } from "../world/world.ts"

export const invariantCodes = [
  "I1",
  "I2",
  "I3",
  "I4",
  "I5",
  "I6",
  "I7",
  "I8",
  "I9",
  "I10",
  "I11",
  "I12",
  "I15",
  "I18",
  "ACC",
  "DET",
] as const
export type InvariantCode = (typeof invariantCodes)[number]

export interface Violation {
  readonly code: InvariantCode
  readonly detail: string
  readonly at: number
}

/** What an invariant may look at, and where it says that it does not hold. */
export interface Court {
  readonly world: World
  readonly sight: Sight
  accuse(code: InvariantCode, detail: string): void
}

/** How long, in true milliseconds, things have been good. */
export interface Sight {
  /** That a desk and a relay could talk: both up, the wire fair, the relay's disk good. */
  goodFor(desk: DeskNode, relay: "N" | "S"): number
  /** That they could not: one of them down or the wire silent, while the desk itself was up. */
  cutFor(desk: DeskNode, relay: "N" | "S"): number
  /** Whether the relay's clock was ever wrong: what is said of its times is then true. */
  wasWrong(relay: RelayNode): boolean
  /** When the relay last became sound between two times; undefined where it was sound all the while. */
  soundSince(relay: RelayNode, from: number, to: number): number | undefined
}

/** An invariant: told of what happens as it happens, asked once a second, asked at the end. */
export interface Invariant {
  stored?(desk: DeskNode, writes: readonly Write[]): void
  notice?(desk: DeskNode, notice: Notice): void
  sample?(): void
  conclude?(): void
}
