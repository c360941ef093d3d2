// The way of a turn: take what waits, load what judging needs, append, and only when that is confirmed believe it, answer and
// deliver. Each function takes one answer of the journal to the next question.

import { assert } from "../../shared/assert.ts"
import { tell } from "./answers.ts"
import { dismissAll, dismissUnentitled } from "./attendance.ts"
import { pumpAll } from "./deliveries.ts"
import { sizeOf } from "./folded.ts"
import { withClaims } from "./heads.ts"
import { takeTurn } from "./inbox.ts"
import type { Moment } from "./line-clock.ts"
import { timeOf, withCircuit, type LineRelay } from "./line-relay.ts"
import { emptySupply, withSupply, type Supply } from "./lookups.ts"
import { isDue } from "./overdue.ts"
import { agesAt } from "./presence.ts"
import type { Outbox } from "./relay-event.ts"
import { judgeTurn, wantedBy, type Turn } from "./turn.ts"

/** Begins the next piece of work, if the line rests and something waits. */
export function goOn(relay: LineRelay, moment: Moment, out: Outbox): LineRelay {
  if (relay.work.kind !== "idle") return relay
  if (relay.knownSize > sizeOf(relay.folded) || relay.heads.claims.length > 0) {
    out.push({ kind: "read", from: sizeOf(relay.folded) })
    return { ...relay, work: { kind: "reading", turn: undefined } }
  }
  const circuits = [...relay.circuits.values()]
  const { taken, left } = takeTurn(circuits.map((circuit) => circuit.inbox))
  const isWaiting = relay.intents.length > 0 || taken.length > 0
  if (!isWaiting && !isDue(relay.folded, timeOf(relay, moment))) return relay
  const emptied = circuits.reduce<LineRelay>(
    (next, circuit, i) => withCircuit(next, { ...circuit, inbox: left[i] ?? [] }),
    { ...relay, intents: [] },
  )
  return beginTurn(emptied, { intents: relay.intents, frames: taken }, moment, out)
}

/** Loads what judging will ask for, and judges. */
export function beginTurn(relay: LineRelay, turn: Turn, moment: Moment, out: Outbox): LineRelay {
  const missing = wantedBy(relay.folded, turn)
  if (missing.keys.length === 0) return judgeNow(relay, turn, emptySupply, { moment, out })
  out.push({ kind: "load", missing })
  return { ...relay, work: { kind: "loading", turn, supply: emptySupply } }
}

export function takeLoaded(
  relay: LineRelay,
  supply: Supply,
  moment: Moment,
  out: Outbox,
): LineRelay {
  const { work } = relay
  assert(work.kind === "loading", "rows come because they were asked for")
  return judgeNow(relay, work.turn, withSupply(work.supply, supply), { moment, out })
}

function judgeNow(
  relay: LineRelay,
  turn: Turn,
  supply: Supply,
  { moment, out }: { readonly moment: Moment; readonly out: Outbox },
): LineRelay {
  const { identity, folded } = relay
  const ages = agesAt(relay.presence, folded.state, moment.mono)
  const bench = { identity, folded, t: timeOf(relay, moment), random: moment.random, ages }
  const judged = judgeTurn(bench, turn, supply)
  if (judged.kind === "missing") {
    out.push({ kind: "load", missing: judged.missing })
    return { ...relay, work: { kind: "loading", turn, supply } }
  }
  const { prepared, answers, pages, claims } = judged
  if (judged.isEmpty) {
    for (const answer of answers) tell(relay, answer, out)
    return { ...relay, work: { kind: "idle" } }
  }
  // A crash from here on leaves either nothing or the whole batch; nobody has been told of it, and its senders ask again.
  out.push({ kind: "append", prepared })
  return { ...relay, work: { kind: "appending", turn, prepared, answers, pages, claims } }
}

/** Confirmed: from here on the entries are facts, and whoever waits for them is told. */
export function takeAppended(
  relay: LineRelay,
  size: number,
  moment: Moment,
  out: Outbox,
): LineRelay {
  const { work } = relay
  assert(work.kind === "appending", "an append is answered because it was asked for")
  const { prepared, answers, pages, claims, turn } = work
  const knownSize = Math.max(relay.knownSize, size)
  const believed: LineRelay = {
    ...relay,
    folded: prepared.folded,
    knownSize,
    heads: withClaims(relay.heads, claims),
    isOpen: true,
    work: { kind: "idle" },
  }
  const { entries, counted } = prepared
  const records = entries.length
  out.push({
    kind: "note",
    note: { what: "appended", size, records, pages: pages.length, counted },
  })
  for (const point of pages) out.push({ kind: "page", point })
  for (const answer of answers) tell(believed, answer, out)
  if (!relay.isOpen) out.push({ kind: "ready", size })
  const current = pumpAll(dismissUnentitled(believed, moment, out), out)
  return isLast(turn) ? finish(current, out) : current
}

function isLast(turn: Turn): boolean {
  return turn.intents.some(
    (intent) => intent.kind === "record" && intent.relayed.kind === "stopped",
  )
}

/** `stopped` stands in the journal: everybody is sent elsewhere, and the process may end. */
function finish(relay: LineRelay, out: Outbox): LineRelay {
  const alone = dismissAll(relay, "wire/draining", out)
  out.push({ kind: "drained" })
  return { ...alone, work: { kind: "ended" } }
}

/** Somebody else was first: fold what they wrote, then judge the same turn again. */
export function takeConflict(relay: LineRelay, size: number, out: Outbox): LineRelay {
  const { work } = relay
  assert(work.kind === "appending", "a conflict answers an append")
  out.push(
    { kind: "note", note: { what: "conflict", size } },
    { kind: "read", from: sizeOf(relay.folded) },
  )
  return { ...relay, work: { kind: "reading", turn: work.turn } }
}

/** Memory may be ahead of the disk or behind it: nobody is promised anything any more, and the process ends. */
export function takeFailure(relay: LineRelay, out: Outbox): LineRelay {
  const alone = dismissAll(relay, "relay/journal", out)
  out.push({ kind: "halt" })
  return { ...alone, work: { kind: "ended" } }
}
