// One line at one relay, whole: what is folded of its journal, its circuits, what is under way. The state of the core's machine;
// the parts that change it are the files around it.

import type { Result } from "../../shared/result.ts"
import { ok, refused } from "../../shared/result.ts"
import { beginLine, checkFounding } from "../../shared/line/founding.ts"
import { fold } from "../../shared/line/fold.ts"
import type { LineState } from "../../shared/line/state.ts"
import { emptyFrontier } from "../../shared/log/tree.ts"
import { isFounding, parseRecord, type Founding } from "../../shared/records/parsed.ts"
import type { DeviceId, MessageId } from "../../shared/records/names.ts"
import type { LadderPoint } from "../../shared/line/deadlines.ts"
import type { Loaded } from "./beside.ts"
import type { Prepared } from "./batch.ts"
import type { Circuit, CircuitId } from "./circuit.ts"
import type { Mailboxes } from "./desk-mail.ts"
import { soonestDue, type Folded } from "./folded.ts"
import { noHeads, signingDueAt, type Claim, type Heads } from "./heads.ts"
import { anchor, lineTime, type LineClock, type Moment } from "./line-clock.ts"
import type { Supply } from "./lookups.ts"
import type { Presence } from "./presence.ts"
import { noneSpent, type Quotas } from "./quotas.ts"
import type { RelayIdentity } from "./relay-identity.ts"
import type { ShiftKeys } from "./shift-keys.ts"
import type { Answer, Intent, Turn } from "./turn.ts"
import { sizeOf } from "./folded.ts"
import { limits } from "../../shared/limits.ts"

/** What the journal has been asked. One thing at a time: no two decisions ever rest on one size. */
type Work =
  /** Waiting for the rows that outlive a process. */
  | { readonly kind: "opening" }
  /** Folding what is in the journal: at the start, or because another process was first. `turn` is then judged again. */
  | { readonly kind: "reading"; readonly turn: Turn | undefined }
  | { readonly kind: "loading"; readonly turn: Turn; readonly supply: Supply }
  | {
      readonly kind: "appending"
      readonly turn: Turn
      readonly prepared: Prepared
      readonly answers: readonly Answer[]
      readonly pages: readonly LadderPoint[]
      readonly claims: readonly Claim[]
    }
  | { readonly kind: "idle" }
  /** The journal is lost, or everything is written and said: nothing happens any more. */
  | { readonly kind: "ended" }

export interface LineRelay {
  readonly identity: RelayIdentity
  /** Documents from the configuration, for a journal that lacks them. */
  readonly founding: readonly Intent[]
  /** Nothing but the first charter: what folding begins with. */
  readonly began: LineState
  readonly folded: Folded
  readonly clock: LineClock
  readonly work: Work
  /** The line has been opened: its journal is folded and says that this process has started. */
  readonly isOpen: boolean
  readonly isDraining: boolean
  /** Rows read at the start whose meaning waits for the journal to be folded. */
  readonly recalled: Loaded
  readonly intents: readonly Intent[]
  /** The largest size anybody has spoken of; beyond the folded one there is something to read. */
  readonly knownSize: number
  readonly circuits: ReadonlyMap<CircuitId, Circuit>
  readonly arrivals: number
  readonly quotas: Quotas
  readonly presence: Presence
  readonly keys: ShiftKeys
  readonly boxes: Mailboxes
  /** Mail that is being written: it goes out when it is durable, and not before. */
  readonly posting: ReadonlySet<MessageId>
  readonly heads: Heads
  readonly sweptAt: number
}

/** Documents as they stand in a configuration: encoded signed records, the charter first. */
export interface FoundingDocuments {
  readonly charter: Uint8Array
  readonly rosters: readonly Uint8Array[]
}

/** A line before its journal has been looked at. Refuses documents that do not found a line. */
export function newLine(
  identity: RelayIdentity,
  documents: FoundingDocuments,
  moment: Moment,
): Result<LineRelay> {
  const founded = foundLine(identity, documents)
  if (!founded.ok) return founded
  const { began, founding } = founded.value
  return ok({
    identity,
    founding,
    began,
    folded: { state: began, frontier: emptyFrontier, dues: new Map() },
    clock: anchor(moment, 0),
    work: { kind: "opening" },
    isOpen: false,
    isDraining: false,
    recalled: new Map(),
    intents: [],
    knownSize: 0,
    circuits: new Map(),
    arrivals: 0,
    quotas: noneSpent,
    presence: new Map(),
    keys: new Map(),
    boxes: new Map(),
    posting: new Set(),
    heads: noHeads,
    sweptAt: moment.mono,
  })
}

interface Founded {
  readonly began: LineState
  readonly founding: readonly Intent[]
}

function foundLine(identity: RelayIdentity, documents: FoundingDocuments): Result<Founded> {
  const charter = parseRecord(documents.charter)
  if (!charter.ok) return charter
  if (charter.value.kind !== "charter") return refused("form/malformed", "no charter")
  const began = beginLine(charter.value, identity.signatures)
  if (!began.ok) return began
  if (!charter.value.core.relays.some((relay) => relay.relay === identity.relay)) {
    return refused("who/relay", "the charter does not name this relay")
  }
  const founding: Intent[] = [intentOf(charter.value, documents.charter)]
  let state = began.value
  for (const bytes of documents.rosters) {
    const document = parseRecord(bytes)
    if (!document.ok) return document
    if (!isFounding(document.value)) return refused("form/malformed", "no founding document")
    const place = checkFounding(state, document.value, identity.signatures)
    if (!place.ok) return place
    founding.push(intentOf(document.value, bytes))
    state = folded(state, identity, document.value)
  }
  return ok({ began: began.value, founding })
}

function folded(state: LineState, { relay }: RelayIdentity, record: Founding): LineState {
  const at = { relay, index: 0, t: 0, carriedAt: undefined }
  return fold(state, { at, said: { by: "party", record, prior: undefined } })
}

function intentOf(record: Founding, bytes: Uint8Array): Intent {
  return { kind: "founding", record, bytes }
}

export function timeOf(relay: LineRelay, moment: Pick<Moment, "mono">): number {
  return lineTime(relay.clock, moment)
}

export function withCircuit(relay: LineRelay, circuit: Circuit): LineRelay {
  return { ...relay, circuits: new Map(relay.circuits).set(circuit.id, circuit) }
}

export function withoutCircuit(relay: LineRelay, id: CircuitId): LineRelay {
  const circuits = new Map(relay.circuits)
  circuits.delete(id)
  return { ...relay, circuits }
}

export function circuitOf(relay: LineRelay, device: DeviceId): Circuit | undefined {
  return [...relay.circuits.values()].find((circuit) => circuit.device === device)
}

/** When the line wants to be woken next, on the monotonic clock: whoever drives it ticks it then. */
export function wakeAt(relay: LineRelay): number {
  if (!relay.isOpen || relay.work.kind === "ended") return Number.POSITIVE_INFINITY
  const due = soonestDue(relay.folded.dues)
  const { anchorMono, anchorTime, since } = relay.clock
  const silences = [...relay.circuits.values()].map(({ heardAt }) => heardAt + limits.lineDeadMs)
  return Math.min(
    due === undefined ? Number.POSITIVE_INFINITY : anchorMono + (due - anchorTime),
    signingDueAt(relay.heads, sizeOf(relay.folded)) ?? Number.POSITIVE_INFINITY,
    since + limits.clockWindowMs,
    relay.sweptAt + limits.sweepEveryMs,
    ...silences,
  )
}
