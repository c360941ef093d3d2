// Folding what a journal holds: at the start from the newest snapshot on, and again whenever another process was first. Until
// the end is reached nothing is decided.

import { assert } from "../../shared/assert.ts"
import { fold } from "../../shared/line/fold.ts"
import { grow, leafHash } from "../../shared/log/tree.ts"
import type { MessageId } from "../../shared/records/names.ts"
import { dismissUnentitled } from "./attendance.ts"
import { besideKeys, type Loaded } from "./beside.ts"
import { pumpAll } from "./deliveries.ts"
import { recallMail } from "./desk-mail.ts"
import { settle, sizeOf, withLoaded, type Folded } from "./folded.ts"
import { judgeClaims, lostEndRows, recallHeads, type Heads } from "./heads.ts"
import { foldingOf, messagesOf, readEntry } from "./journal-entry.ts"
import { anchor, type Moment } from "./line-clock.ts"
import type { LineRelay } from "./line-relay.ts"
import type { Outbox, RelayEvent } from "./relay-event.ts"
import { recallKeys } from "./shift-keys.ts"
import { foldedOf } from "./snapshots.ts"
import type { Intent, Turn } from "./turn.ts"
import { beginTurn } from "./turns.ts"

/** The rows that outlive a process have come: begin at the snapshot, or at entry 0. */
export function open(relay: LineRelay, rows: Loaded, out: Outbox): LineRelay {
  const stored = rows.get(besideKeys.snapshot)
  const folded = stored === undefined ? undefined : foldedOf(stored, relay.identity.relay)
  const from = folded ?? relay.folded
  out.push(
    { kind: "note", note: { what: "opened", fromSnapshot: sizeOf(from) } },
    { kind: "read", from: sizeOf(from) },
  )
  return {
    ...relay,
    folded: from,
    recalled: rows,
    keys: recallKeys(rows),
    boxes: recallMail(rows),
    work: { kind: "reading", turn: undefined },
  }
}

/** Entries this process has not folded: its own of an earlier life, or another process's. None: the end is reached. */
export function takeRead(
  relay: LineRelay,
  event: Extract<RelayEvent, { kind: "read" }>,
  moment: Moment,
  out: Outbox,
): LineRelay {
  assert(relay.work.kind === "reading", "entries come because they were asked for")
  if (event.entries.length === 0) return endReading(relay, relay.work.turn, moment, out)
  const folded = foldEntries(relay, event.entries, event.rows)
  out.push({ kind: "read", from: sizeOf(folded) })
  return { ...relay, folded, knownSize: Math.max(relay.knownSize, sizeOf(folded)) }
}

function foldEntries(relay: LineRelay, entries: readonly Uint8Array[], rows: Loaded): Folded {
  const { identity, folded } = relay
  const messages = new Set<MessageId>()
  let state = withLoaded(folded.state, rows)
  entries.forEach((bytes, i) => {
    const read = readEntry(sizeOf(folded) + i, bytes)
    for (const message of messagesOf(read)) messages.add(message)
    state = fold(state, foldingOf(state, read, identity.signatures))
  })
  const { frontier } = grow(folded.frontier, entries.map(leafHash))
  return settle({ ...folded, state, frontier }, identity.relay, messages)
}

function endReading(
  relay: LineRelay,
  turn: Turn | undefined,
  moment: Moment,
  out: Outbox,
): LineRelay {
  const size = sizeOf(relay.folded)
  // A hint that came while the last piece was read is kept: whatever it spoke of is read next.
  const rested: LineRelay = { ...relay, work: { kind: "idle" } }
  if (relay.isOpen) {
    const heads = judgeClaims(rested.heads, size)
    noteStopped(relay, heads, out)
    const judged = { ...rested, heads }
    const current = pumpAll(dismissUnentitled(judged, moment, out), out)
    return turn === undefined ? current : beginTurn(current, turn, moment, out)
  }
  return start(rested, moment, out)
}

/** The journal is folded to its end: line time begins, and the journal is told that this process has. */
function start(relay: LineRelay, moment: Moment, out: Outbox): LineRelay {
  const { identity, folded } = relay
  const known = folded.state.journals.get(identity.relay)
  const clock = anchor(moment, known?.t ?? 0)
  const heads = recallHeads({ identity, folded }, relay.recalled)
  noteStopped(relay, heads, out)
  const started: Intent = {
    kind: "record",
    relayed: {
      kind: "started",
      epoch: known === undefined ? firstEpoch : known.epoch,
      software: identity.software,
      oldHead: [],
    },
  }
  const intents = [started, ...relay.founding, ...relay.intents]
  return { ...relay, clock, heads, recalled: new Map(), intents }
}

/** From here on no head is signed, and a process that is started later knows it too. */
function noteStopped(relay: LineRelay, heads: Heads, out: Outbox): void {
  if (heads.stopped === undefined || heads.stopped === relay.heads.stopped) return
  const { identity, folded } = relay
  const rows = lostEndRows({ identity, folded }, heads)
  out.push({ kind: "note", note: { what: "not-signing", why: heads.stopped } })
  out.push({ kind: "keep", rows, kept: { kind: "other" } })
}

/** A copy of nothing is of epoch 0, so a desk's first attach is never taken for a copy of this journal. */
const firstEpoch = 1

/** The rows that entries read back speak about, for whoever reads them from the journal. */
export function rowsWantedBy(from: number, entries: readonly Uint8Array[]): readonly string[] {
  const keys = new Set<string>()
  entries.forEach((bytes, i) => {
    for (const message of messagesOf(readEntry(from + i, bytes))) keys.add(besideKeys.row(message))
  })
  return [...keys]
}
