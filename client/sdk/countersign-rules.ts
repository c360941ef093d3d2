// Who may hand over to whom, and who may suspend whom. The rulebook would refuse the record in the end; here it is said before
// anybody is asked, because a refused record would stop the chain of the device that signed it.

import { enrolledDevices, deviceIn } from "../../shared/line/agreement.ts"
import { openDemands } from "../../shared/line/delivery.ts"
import type { LineState, Row } from "../../shared/line/state.ts"
import { watchOf } from "../../shared/line/watch.ts"
import { limits } from "../../shared/limits.ts"
import { precedences, type DeviceId, type MessageId } from "../../shared/records/names.ts"
import type { RosterDevice } from "../../shared/records/roster.ts"
import { refused, type Refusal } from "../../shared/result.ts"
import { activeDevices } from "./addressing.ts"
import type { Terms } from "./countersign-terms.ts"
import type { Identity } from "./identity.ts"

type HandoverTerms = Extract<Terms, { kind: "handover" }>
type SuspendTerms = Extract<Terms, { kind: "suspend" }>

/** The device in whose chain the record will stand, and what it says. */
export interface Intent {
  readonly first: DeviceId
  readonly terms: Terms
}

/** The devices whose second signature is asked for. A device that is to be suspended is asked only where nobody else is left. */
export function countersignersOf(
  state: LineState,
  { side }: Identity,
  { first, terms }: Intent,
  now: number,
): readonly RosterDevice[] {
  const desk = activeDevices(state, side, now)
  if (terms.kind === "handover") return desk.filter(({ device }) => device === terms.outgoing)
  const officer = deviceIn(state, first)?.entry.officer
  const able = desk.filter(
    (each) => each.officer !== officer && each.permissions.includes("suspend"),
  )
  const others = able.filter(({ device }) => device !== terms.device)
  return others.length > 0 ? others : able
}

export function isMineToSign(
  state: LineState,
  identity: Identity,
  intent: Intent,
  now: number,
): boolean {
  const able = countersignersOf(state, identity, intent, now)
  return able.some(({ device }) => device === identity.device)
}

/** Why this may not be proposed, or not be agreed to, now. */
export function countersignFault(
  state: LineState,
  identity: Identity,
  intent: Intent,
  now: number,
): Refusal | undefined {
  const { first, terms } = intent
  const needed = terms.kind === "handover" ? "acknowledge" : "suspend"
  const author = activeDevices(state, identity.side, now).find(({ device }) => device === first)
  if (author?.permissions.includes(needed) !== true) {
    return refused("who/permission", `the device that proposes it may not ${needed}`)
  }
  const fault =
    terms.kind === "handover"
      ? handoverFault(state, { first, terms }, now)
      : suspensionFault(state, identity, terms)
  if (fault !== undefined) return fault
  return countersignersOf(state, identity, intent, now).length === 0
    ? refused("who/permission", "nobody else of this desk may sign it")
    : undefined
}

function handoverFault(
  state: LineState,
  { first, terms }: { readonly first: DeviceId; readonly terms: HandoverTerms },
  now: number,
): Refusal | undefined {
  const { outgoing, endsSeq, until } = terms
  if (outgoing === first) return refused("statement/refused", "a device does not relieve itself")
  if (until <= now) return refused("statement/refused", "that time has passed")
  return watchOf(state, outgoing, now)?.seq === endsSeq
    ? undefined
    : refused("statement/refused", "that device does not hold this watch, or no longer")
}

function suspensionFault(
  state: LineState,
  { side }: Identity,
  { party, device }: SuspendTerms,
): Refusal | undefined {
  const isOwn = enrolledDevices(state, side).some((each) => each.device === device)
  if (!isOwn || party !== state.parties[side].party) {
    return refused("who/device", "a device of another party, or of none")
  }
  return state.suspensions.has(device)
    ? refused("statement/refused", "that device is suspended already")
    : undefined
}

/** What was asked has come about without this answer, or can never come about: old mail that is brought once more. */
export function isStale(state: LineState, { terms }: Intent): boolean {
  return terms.kind === "handover"
    ? terms.endsSeq <= (state.relieved.get(terms.outgoing) ?? 0)
    : state.suspensions.has(terms.device)
}

/** What whoever takes the watch has to know of: all that is owed, in both directions, the most urgent first. */
export function openItems(state: LineState): readonly MessageId[] {
  return [...state.rows.values()]
    .filter((row) => openDemands(state, row).length > 0)
    .toSorted((a, b) => urgencyOf(b) - urgencyOf(a) || writtenAt(a) - writtenAt(b))
    .slice(0, limits.handoverItemsMax)
    .map((row) => row.message)
}

function urgencyOf(row: Row): number {
  return Math.max(...row.sent.map((sent) => precedences.indexOf(sent.precedence)))
}

function writtenAt(row: Row): number {
  return Math.min(...row.sent.map((sent) => sent.t))
}
