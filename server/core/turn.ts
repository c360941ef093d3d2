// One turn of a line: everything that waits is judged in order against one state, and becomes one append. Judging is a pure
// function of the folded state, the turn and what was loaded, so a turn that loses a race is simply judged again.

import { checkFounding } from "../../shared/line/founding.ts"
import type { LadderPoint } from "../../shared/line/deadlines.ts"
import { isOwnHead } from "../../shared/line/seen.ts"
import type { AcceptedEntry } from "../../shared/records/acceptance.ts"
import { precedences, type DeviceId } from "../../shared/records/names.ts"
import {
  isFounding,
  type Chained,
  type Founding,
  type Parsed,
} from "../../shared/records/parsed.ts"
import type { Relayed } from "../../shared/records/relayed.ts"
import { refused, type Refusal } from "../../shared/result.ts"
import { judge, judgeFounding, type Verdict } from "./admission.ts"
import { Batch, type Prepared } from "./batch.ts"
import { besideKeys } from "./beside.ts"
import type { CircuitId } from "./circuit.ts"
import { accuse } from "./evidence.ts"
import { epochOf, sizeOf, type Folded } from "./folded.ts"
import type { Claim } from "./heads.ts"
import type { Filed, Filing } from "./inbox.ts"
import { Lookups, type Missing, type Supply } from "./lookups.ts"
import type { Court, Handed } from "./message-rules.ts"
import { overdueAt } from "./overdue.ts"
import type { RelayIdentity } from "./relay-identity.ts"

/** What the relay itself has to write: its own records, and founding documents from its configuration. */
export type Intent =
  | { readonly kind: "record"; readonly relayed: Relayed }
  | { readonly kind: "founding"; readonly record: Founding; readonly bytes: Uint8Array }

export interface Turn {
  readonly intents: readonly Intent[]
  readonly frames: readonly Filed[]
}

/** What a submit frame is told: the records taken from its beginning on, and the first that was not. */
export interface Answer {
  readonly circuit: CircuitId
  readonly number: number
  readonly accepted: readonly AcceptedEntry[]
  readonly refusal:
    | { readonly position: number; readonly refusal: Refusal; readonly want: number }
    | undefined
}

export type Judged =
  | { readonly kind: "missing"; readonly missing: Missing }
  | {
      readonly kind: "judged"
      readonly prepared: Prepared
      readonly isEmpty: boolean
      readonly answers: readonly Answer[]
      readonly pages: readonly LadderPoint[]
      /** Heads beyond this journal that admitted records say they have seen. */
      readonly claims: readonly Claim[]
    }

export interface Bench {
  readonly identity: RelayIdentity
  readonly folded: Folded
  readonly t: number
  readonly random: Uint8Array
  readonly ages: ReadonlyMap<DeviceId, number>
}

export function judgeTurn(bench: Bench, turn: Turn, supply: Supply): Judged {
  const { identity, folded, t, random } = bench
  const batch = new Batch(identity, folded, { t, random, loaded: supply.rows })
  const lookups = new Lookups(batch, supply)
  const court = { identity, batch, lookups }
  for (const intent of turn.intents) write(court, intent)
  const overdue = overdueAt(folded, identity.relay, batch.t, bench.ages)
  for (const record of overdue.records) batch.addRelayed(record)
  const answers = turn.frames.map((frame) => answerTo(court, frame))
  const { missing } = lookups
  if (missing !== undefined) return { kind: "missing", missing }
  const isEmpty = batch.isEmpty
  const claims = claimsIn(bench, turn, answers)
  return {
    kind: "judged",
    prepared: batch.finish(),
    isEmpty,
    answers,
    pages: overdue.pages,
    claims,
  }
}

/** Every record says which heads its author has seen of each relay. What this relay has not signed itself is no word of its own. */
function claimsIn(bench: Bench, turn: Turn, answers: readonly Answer[]): readonly Claim[] {
  const { identity, folded } = bench
  const epoch = epochOf(folded.state, identity.relay)
  return turn.frames.flatMap(({ filings }, i) =>
    filings.slice(0, answers[i]?.accepted.length ?? 0).flatMap(({ record }) => {
      if (!record.ok || isFounding(record.value)) return []
      const { from, seen } = record.value.core.link
      return seen
        .filter((head) => head.relay === identity.relay && head.epoch === epoch)
        .filter((head) => head.size > sizeOf(folded))
        .filter((head) => isOwnHead(folded.state, head, identity.signatures))
        .map(({ size }) => ({ device: from, size }))
    }),
  )
}

/** A configured document that the journal has already, or that does not follow any more, is not written again. */
function write(court: Court, intent: Intent): void {
  if (intent.kind === "record") {
    court.batch.addRelayed(intent.relayed)
    return
  }
  const { record, bytes } = intent
  if (court.lookups.row(besideKeys.founding(record.hash)) !== undefined) return
  // The first charter is known before there is an entry of it: folding begins with it.
  const place = checkFounding(court.batch.state, record, court.identity.signatures)
  // A configuration brings in no fork: that takes somebody on the line who has met both.
  if (!place.ok || place.value === "forked") return
  court.batch.add({ record, bytes, carried: none, carriedAt: undefined })
}

const none = new Uint8Array(0)

/** Nothing behind a refused record is taken: what follows in a device's chain could not stand without it. */
function answerTo(court: Court, frame: Filed): Answer {
  const { circuit, number } = frame
  const accepted: AcceptedEntry[] = []
  for (const [position, filing] of frame.filings.entries()) {
    const taken = take(court, filing, frame.device)
    if (taken.kind === "refused") {
      const { refusal, want } = taken
      return { circuit, number, accepted, refusal: { position, refusal, want } }
    }
    accepted.push(taken.accepted)
  }
  return { circuit, number, accepted, refusal: undefined }
}

type Taken =
  | { readonly kind: "taken"; readonly accepted: AcceptedEntry }
  | { readonly kind: "refused"; readonly refusal: Refusal; readonly want: number }

function take(court: Court, filing: Filing, carrier: DeviceId): Taken {
  if (!filing.record.ok) return { kind: "refused", refusal: filing.record, want: 0 }
  const { record: bytes, enclosure, carried } = filing.submission
  const record = filing.record.value
  const pressing = precedences[filing.pressing] ?? "ROUTINE"
  const verdict = isFounding(record)
    ? judgeFounding(court, record)
    : judgeOrAccuse(court, { record, bytes, enclosure, carried, carrier, pressing })
  if (verdict.kind === "refuse") {
    return { kind: "refused", refusal: verdict.refusal, want: verdict.want }
  }
  court.batch.put(...verdict.rows)
  if (verdict.kind === "known") return { kind: "taken", accepted: verdict.accepted }
  const { carriedAt } = verdict
  const kept = carriedAt === undefined ? none : carried
  return { kind: "taken", accepted: court.batch.add({ record, bytes, carried: kept, carriedAt }) }
}

function judgeOrAccuse(court: Court, handed: Handed<Chained>): Verdict {
  const verdict = judge(court, handed)
  if (verdict.kind !== "fork") return verdict
  accuse(court, handed, verdict.against)
  return {
    kind: "refuse",
    refusal: refused("chain/fork", "another record has this number"),
    want: 0,
  }
}

/** What judging will ask for, as far as it can be told without judging: saves checking signatures twice. */
export function wantedBy(folded: Folded, turn: Turn): Missing {
  const keys = new Set<string>()
  for (const intent of turn.intents) {
    if (intent.kind === "founding") keys.add(besideKeys.founding(intent.record.hash))
  }
  for (const { record } of turn.frames.flatMap((frame) => frame.filings)) {
    if (record.ok) for (const key of keysOf(folded, record.value)) keys.add(key)
  }
  return { keys: [...keys], indexes: [] }
}

function keysOf(folded: Folded, record: Parsed): readonly string[] {
  if (isFounding(record)) return [besideKeys.founding(record.hash)]
  const { from, seq } = record.core.link
  const { heads, forked } = folded.state
  const isTaken = seq <= (heads.get(from)?.seq ?? 0) || forked.has(from)
  if (isTaken) return [besideKeys.chained(from, seq)]
  if (!("message" in record.core)) return []
  const references = record.kind === "envelope" ? record.core.references : []
  return [record.core.message, ...references]
    .filter((message) => !folded.state.rows.has(message))
    .map(besideKeys.row)
}
