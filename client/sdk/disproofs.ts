// Stages that this desk can disprove: whoever opened a message can make a proof of it, so a stage without the right one was
// signed by a device that had not opened it. It stays in the journal and on the screen, and meets nothing here.

import type { LineState, Reached, Row } from "../../shared/line/state.ts"
import type { StageKind } from "../../shared/records/stage.ts"
import type { Parts } from "./desk.ts"
import type { Inbox } from "./inbox.ts"
import { isOpenProof } from "./seal/proof.ts"

/** Stages that prove opening: the ones of the side that received. */
const provesOpening: ReadonlySet<StageKind> = new Set([
  "received",
  "read",
  "read-back",
  "passed",
  "answered",
  "stand-by",
  "declined",
  "contested",
])

type Stage = Pick<Reached, "header" | "from" | "openProof"> & {
  readonly fact: { readonly kind: StageKind }
}

export class Disproofs {
  readonly #inbox: Inbox
  /** A row never changes: it is replaced. */
  readonly #believed = new WeakMap<Row, Row>()

  constructor(inbox: Inbox) {
    this.#inbox = inbox
  }

  /** False also where this desk has not opened the message, and so cannot tell. */
  isDisproved(state: LineState, row: Row, { header, from, openProof, fact }: Stage): boolean {
    const sent = row.sent.find((each) => each.header === header)
    if (sent === undefined || !provesOpening.has(fact.kind)) return false
    const opened = this.#inbox.saidIn(state, sent, row.message)
    return opened !== undefined && !isOpenProof(openProof, opened.opening, from)
  }

  /** The row as far as this desk believes it: what it demands and what falls due is asked of this one. */
  believed(state: LineState, row: Row): Row {
    const known = this.#believed.get(row)
    if (known !== undefined) return known
    const reached = row.reached.filter((each) => !this.isDisproved(state, row, each))
    const believed = reached.length === row.reached.length ? row : { ...row, reached }
    const isOpen = row.sent.every(
      (sent) => this.#inbox.saidIn(state, sent, row.message) !== undefined,
    )
    // What is not open yet may be disproved later by the same row.
    if (isOpen) this.#believed.set(row, believed)
    return believed
  }
}

/** What is known of the line: `believed` leaves out of a row what this desk can disprove. */
export interface Known {
  readonly state: LineState
  readonly believed: (row: Row) => Row
}

export function knownOf({ union, disproofs }: Pick<Parts, "union" | "disproofs">): Known {
  const { state } = union
  return { state, believed: (row) => disproofs.believed(state, row) }
}
