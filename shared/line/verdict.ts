// What an observer sees of a line, and what may be concluded from it about one message. How is in silence.ts.

import type { Side } from "../records/charter.ts"
import type { DeviceId, Hash, RelayId } from "../records/names.ts"

/** A device's newest proof of life, over which circuit it came, and its age by the observer's own clock. */
export interface ProofSeen {
  readonly device: DeviceId
  readonly relay: RelayId
  readonly ageMs: number
  readonly onWatch: boolean
}

/** One circuit as the observer sees it: alive or dead `since` then, by the observer's clock. */
export interface CircuitSeen {
  readonly relay: RelayId
  readonly isAlive: boolean
  readonly since: number
  /** The relay's line time now, as the observer's own clock runs on from the last exchange. */
  readonly lineTime: number
  /** Everything that the relay says its journal holds has been folded. */
  readonly isCaughtUp: boolean
}

export interface Observation {
  readonly now: number
  readonly circuits: readonly CircuitSeen[]
  readonly heard: readonly ProofSeen[]
}

/**
 * met: nothing is owed any more. waiting: nothing is overdue. holding: they said until when. catching-up: a circuit lives, and
 * not all that its relay holds has been read yet. line-down: we are cut off, or their side is not heard. contested: a device
 * that is suspended or forked has spoken. The others are what the record shows of their side.
 */
export type VerdictKind =
  | "met"
  | "answered"
  | "declined"
  | "waiting"
  | "holding"
  | "line-down"
  | "catching-up"
  | "contested"
  | "unattended"
  | "not-received"
  | "received-not-read"
  | "not-understood"
  | "not-passed"
  | "silent"

/** What an observer without sight of the other room can never rule out. */
export type Doubt =
  | "desk-empty"
  | "cut-off"
  | "under-way"
  | "in-another-journal"
  | "relay-withholds"
  | "console-broken"
  | "console-stolen"
  | "present-without-watch"
  | "read-without-acknowledging"
  | "answered-by-other-means"

interface CircuitEvidence {
  readonly circuit: CircuitSeen
  /** When the message was admitted there; undefined where it is not in that journal. */
  readonly acceptedAt: number | undefined
  readonly heard: readonly ProofSeen[]
}

export interface Verdict {
  readonly kind: VerdictKind
  /** Whose move it is: nobody's where nothing is overdue, or where the line is in the way. */
  readonly waitsFor: Side | undefined
  /** Holding: until when, by their word. */
  readonly until: number | undefined
  readonly records: readonly Hash[]
  readonly circuits: readonly CircuitEvidence[]
  readonly cannotExclude: readonly Doubt[]
}
