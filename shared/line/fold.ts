// The rulebook's one door: a state and an entry give the next state. No clock, no order between devices, no relay preferred.
// Folding an entry twice changes nothing; folding the journals of two relays in any interleaving gives one state.

import { unreachable } from "../assert.ts"
import { compareText } from "../encoding/bytes.ts"
import { limits } from "../limits.ts"
import type { Side } from "../records/charter.ts"
import type { DeviceId, Hash, MessageId, RelayId } from "../records/names.ts"
import {
  isFounding,
  type Chained,
  type Founding,
  type Parsed,
  type ParsedEnvelope,
  type ParsedStage,
} from "../records/parsed.ts"
import type { Relayed } from "../records/relayed.ts"
import { advance, missingIn, placeOf, withChain, withHeadBefore } from "./chain.ts"
import { foldRemovals, withEnd } from "./ends.ts"
import { forkShown } from "./forks.ts"
import { foldFounding } from "./founding.ts"
import { foldEnvelope, foldStage, foldStep } from "./rows.ts"
import { noJournal, withEntry, type LineState, type Violation } from "./state.ts"
import { contestedVersions } from "./versions.ts"
import { foldHandover, foldWatch } from "./watch.ts"

/** Where an entry stands and when it was admitted. `carriedAt`: when another relay accepted it, if it was brought from there. */
export interface Standing {
  readonly relay: RelayId
  readonly index: number
  readonly t: number
  readonly carriedAt: number | undefined
}

/**
 * An entry ready to be folded: parsed, and its record authenticated (relay: at admission; desk and verifier: on arrival). A
 * founding record is ready when `checkFounding` calls it next, known or forked: both documents of a fork are kept.
 * `prior` is the hash the holder has at this (device, seq), where that is not above the device's head.
 */
export interface Folding {
  readonly at: Standing
  readonly said:
    | { readonly by: "party"; readonly record: Parsed; readonly prior: Hash | undefined }
    | { readonly by: "relay"; readonly relayed: Relayed }
}

export function fold(state: LineState, folding: Folding): LineState {
  const timed = foldTime(state, folding)
  if (folding.said.by === "relay") return foldRelayed(timed, folding.at, folding.said.relayed)
  const { record, prior } = folding.said
  if (isFounding(record)) {
    const known = isKnownDocument(timed, record.hash) ? timed : foldDocument(timed, record)
    return record.kind === "roster" ? foldRemovals(known, folding.at, record) : known
  }
  return foldChained(timed, folding.at, { record, prior })
}

function isKnownDocument(state: LineState, hash: Hash): boolean {
  const { A, B } = state.parties
  const documents = [state.charters, A.roots, A.rosters, B.roots, B.rosters]
  return documents.some((versions) => versions.some((version) => version.hash === hash))
}

/** Whatever documents now contradict each other is a violation of whoever's root signed them. */
export function foldDocument(state: LineState, record: Founding): LineState {
  const folded = foldFounding(state, record)
  return contestedVersions(folded).reduce<LineState>(
    (known, detail) => withViolation(known, { what: "roster/forked", device: undefined, detail }),
    folded,
  )
}

function foldTime(state: LineState, folding: Folding): LineState {
  const { relay, t } = folding.at
  const known = state.journals.get(relay) ?? noJournal(0)
  return t <= known.t
    ? state
    : { ...state, journals: withEntry(state.journals, relay, { ...known, t }) }
}

function foldChained(
  state: LineState,
  at: Standing,
  said: { readonly record: Chained; readonly prior: Hash | undefined },
): LineState {
  const { record } = said
  const { from, seq } = record.core.link
  // Never by a good relay, and the holder sees it too. What is missing here may stand in another journal: that one counts.
  if (missingIn(state, at.relay, record) !== undefined) return state
  const whole = withChain(state, at, record)
  if (seq >= (state.forked.get(from) ?? Number.MAX_SAFE_INTEGER))
    return foldFacts(whole, at, record)
  const place = placeOf(state.heads.get(from), record, said.prior)
  switch (place.kind) {
    case "next":
      return foldFacts(advance(whole, record), at, record)
    case "repeat":
      return foldFacts(whole, at, record)
    case "gap":
      // Only of a holder that has lost what it folded before: nothing to keep.
      return state
    case "fork":
      return foldFacts(withFork(whole, from, seq), at, record)
    default:
      return unreachable(place)
  }
}

/**
 * What is here of both branches is folded, and meets nothing from the fork on; the head goes back to where they part, so that
 * the state does not depend on which branch came first, nor on how much of the chain came before the evidence. A forked device
 * holds no watch, and no relay admits it again.
 */
function withFork(state: LineState, device: DeviceId, seq: number): LineState {
  if (seq >= (state.forked.get(device) ?? Number.MAX_SAFE_INTEGER)) return state
  const watches = new Map(state.watches)
  watches.delete(device)
  const forked = withHeadBefore(
    {
      ...state,
      watches,
      forked: withEntry(state.forked, device, seq),
      // One fork a device, the earliest: a later one that came first is what follows from it.
      violations: state.violations.filter(
        (known) => known.what !== "chain/fork" || known.device !== device,
      ),
    },
    device,
  )
  return withViolation(forked, { what: "chain/fork", device, detail: String(seq) })
}

function foldFacts(state: LineState, at: Standing, record: Chained): LineState {
  const counts = countsAt(state, record.core.link.from, at)
  if (record.kind === "envelope" || record.kind === "stage") {
    const side = sideOfAuthor(state, record)
    if (side === undefined) return state
    if (record.kind === "stage") return foldStage(state, { at, record, counts, side })
    return foldEnvelope(state, { at, record, counts, side, officers: officersOf(state, record) })
  }
  return counts ? foldDuty(state, at, record) : state
}

/**
 * The side whose roster the record itself names, so that no later roster changes who said what. A roster too old to be
 * remembered can only be that of a record brought once more by a slow journal: its row knows.
 */
function sideOfAuthor(state: LineState, record: ParsedEnvelope | ParsedStage): Side | undefined {
  const { ownRoster } = record.core.link
  const named = (["A", "B"] as const).find((side) =>
    state.parties[side].rosters.some((known) => known.hash === ownRoster.hash),
  )
  if (named !== undefined) return named
  const row = state.rows.get(record.core.message)
  const sent = row?.sent.find((known) => known.header === record.hash)
  return sent?.side ?? row?.reached.find((known) => known.record === record.hash)?.side
}

/** Sender, and author of the draft if any, as the roster that the record names has them; the row knows them where it is too old. */
function officersOf(state: LineState, { core }: ParsedEnvelope): readonly string[] {
  const { from, ownRoster } = core.link
  const devices = [state.parties.A, state.parties.B]
    .flatMap(({ rosters }) => rosters)
    .find((known) => known.hash === ownRoster.hash)?.document.devices
  return [from, ...core.drafted.map(({ author }) => author)].flatMap(
    (device) => devices?.find((entry) => entry.device === device)?.officer ?? [],
  )
}

/** Records about who may and who must, rather than about messages. */
function foldDuty(
  state: LineState,
  at: Standing,
  record: Exclude<Chained, { kind: "envelope" | "stage" }>,
): LineState {
  switch (record.kind) {
    case "watch":
      return state.forked.has(record.core.link.from) ? state : foldWatch(state, record)
    case "handover":
      return foldHandover(state, record)
    case "suspend":
      return foldSuspend(state, at, record)
    case "rewrap":
      return state
    default:
      return unreachable(record)
  }
}

/**
 * By this relay's own order: admitted before its own entry of the suspension, or carried with another relay's acceptance from
 * before that took effect. By the time that holds for all relays, see `ends.ts`. All else is kept as signed after suspension.
 */
function countsAt(state: LineState, device: DeviceId, at: Standing): boolean {
  const here = state.suspensions.get(device)?.find((known) => known.relay === at.relay)
  if (here === undefined) return true
  return at.carriedAt !== undefined && at.carriedAt < here.effective
}

function foldSuspend(
  state: LineState,
  { relay, t }: Standing,
  record: Extract<Chained, { kind: "suspend" }>,
): LineState {
  const { device, effective } = record.core
  const end = { effective, from: Math.max(effective, t) }
  const suspended = withEnd(state.suspensions.get(device) ?? [], relay, end)
  return { ...state, suspensions: withEntry(state.suspensions, device, suspended) }
}

function foldRelayed(state: LineState, at: Standing, relayed: Relayed): LineState {
  switch (relayed.kind) {
    case "started":
    case "restored":
      return foldEpoch(state, at, relayed.epoch)
    case "overdue":
      return foldStep(state, at, relayed)
    case "evidence":
      return foldEvidence(state, relayed)
    case "stopped":
    case "clock":
      return state
    default:
      return unreachable(relayed)
  }
}

/** A relay that was shown both branches says so: its word adds nothing to them, and what proves no fork takes no place. */
function foldEvidence(
  state: LineState,
  evidence: Extract<Relayed, { kind: "evidence" }>,
): LineState {
  const shown = forkShown(evidence)
  return shown.ok ? withFork(state, shown.value.device, shown.value.seq) : state
}

/** Epochs only rise: an entry of an older one, met again, changes nothing. */
function foldEpoch(state: LineState, at: Standing, epoch: number): LineState {
  const known = state.journals.get(at.relay) ?? noJournal(at.t)
  const facts = { ...known, epoch: Math.max(epoch, known.epoch), t: Math.max(at.t, known.t) }
  return { ...state, journals: withEntry(state.journals, at.relay, facts) }
}

/** Each violation once, and the same ones at the bound whichever came first. */
function withViolation(state: LineState, violation: Violation): LineState {
  const isKnown = state.violations.some(
    (known) =>
      known.what === violation.what &&
      known.device === violation.device &&
      known.detail === violation.detail,
  )
  if (isKnown) return state
  const violations = [...state.violations, violation].toSorted((a, b) =>
    compareText(key(a), key(b)),
  )
  return { ...state, violations: violations.slice(0, limits.violationsMax) }
}

function key(violation: Violation): string {
  return `${violation.what} ${violation.device ?? ""} ${violation.detail}`
}

/** The rows a record speaks about: a holder that has put settled rows away loads them before folding. */
export function wantedRows(folding: Folding): readonly MessageId[] {
  if (folding.said.by === "relay") {
    return folding.said.relayed.kind === "overdue" ? [folding.said.relayed.message] : []
  }
  const { record } = folding.said
  if (record.kind === "stage") return [record.core.message]
  return record.kind === "envelope"
    ? [...new Set([record.core.message, ...record.core.references])]
    : []
}

/** The state with rows loaded from where settled ones are kept; rows already open stay as they are. */
export function withRows(state: LineState, rows: LineState["rows"]): LineState {
  if (rows.size === 0) return state
  return { ...state, rows: new Map([...rows, ...state.rows]) }
}

/** The state without these rows, once they are stored. */
export function withoutRows(state: LineState, settled: readonly MessageId[]): LineState {
  if (settled.length === 0) return state
  const rows = new Map(state.rows)
  for (const message of settled) rows.delete(message)
  return { ...state, rows }
}
