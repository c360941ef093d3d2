// What this desk can disprove. Whoever opened a message can make a proof of it, so a stage without the right one was signed by a
// device that had not opened it; and what came of a device after its end was not there before. Such a record stays in the
// journal and on the screen, and meets nothing here.

import type { LineState, Reached, Row } from "../../shared/line/state.ts"
import type { StageKind } from "../../shared/records/stage.ts"
import type { Afterwords } from "./afterwords.ts"
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

type Stage = Pick<Reached, "record" | "header" | "from" | "openProof"> & {
  readonly fact: { readonly kind: StageKind }
}

export class Disproofs {
  readonly #inbox: Inbox
  readonly #afterwords: Afterwords
  /** A row never changes: it is replaced. */
  #believed = new WeakMap<Row, Row>()
  #changes = 0

  constructor(inbox: Inbox, afterwords: Afterwords) {
    this.#inbox = inbox
    this.#afterwords = afterwords
  }

  /** False also where this desk has not opened the message, and so cannot tell. */
  isDisproved(state: LineState, row: Row, stage: Stage): boolean {
    const { header, from, openProof, fact, record } = stage
    if (this.#afterwords.isAfter(record)) return true
    const sent = row.sent.find((each) => each.header === header)
    if (sent === undefined || !provesOpening.has(fact.kind)) return false
    const opened = this.#inbox.saidIn(state, sent, row.message)
    return opened !== undefined && !isOpenProof(openProof, opened.opening, from)
  }

  /** The row as far as this desk believes it: what it demands and what falls due is asked of this one. */
  believed(state: LineState, row: Row): Row {
    if (this.#changes !== this.#afterwords.changes) this.#believed = new WeakMap()
    this.#changes = this.#afterwords.changes
    const known = this.#believed.get(row)
    if (known !== undefined) return known
    const reached = row.reached.filter((each) => !this.isDisproved(state, row, each))
    const arrivals = row.arrivals.filter((each) => !this.#afterwords.isAfter(each.header))
    const isWhole = reached.length === row.reached.length && arrivals.length === row.arrivals.length
    const believed = isWhole ? row : { ...row, reached, arrivals }
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
