// One fact of the journals as a line of JSON: who said what about which message, and where it stands.

import { unreachable } from "../../../shared/assert.ts"
import type { LineState } from "../../../shared/line/state.ts"
import type { MessageId } from "../../../shared/records/names.ts"
import type { Chained, Founding, Parsed } from "../../../shared/records/parsed.ts"
import { isFounding } from "../../../shared/records/parsed.ts"
import type { Relayed } from "../../../shared/records/relayed.ts"
import type { LedgerFact } from "../../sdk/view/ledger.ts"
import { callSignOf, partyLabel, relayName, serialOf } from "../../sdk/view/naming.ts"
import type { JsonObject } from "../output/output.ts"
import { isoTime } from "../../runtime/times.ts"

export function factJson(state: LineState, fact: LedgerFact): JsonObject {
  const { said, places } = fact
  const at = Object.fromEntries(
    places.map(({ relay, epoch, index, t }) => [relay, { epoch, index, at: isoTime(t) }]),
  )
  const [first] = places
  const what =
    said.by === "party" ? recordJson(state, said.record) : relayedJson(state, said.relayed)
  // A step of the ladder is every relay's that recorded it; all else that a relay says is its own word alone.
  const isOwnWord = said.by === "relay" && said.relayed.kind !== "overdue"
  const by = isOwnWord && first !== undefined ? relayName(state, first.relay) : undefined
  return { ...what, ...(by === undefined ? {} : { by }), relays: at }
}

function recordJson(state: LineState, record: Parsed): JsonObject {
  return isFounding(record)
    ? { kind: record.kind, record: record.hash, ...foundingJson(state, record) }
    : {
        kind: record.kind,
        record: record.hash,
        from: callSignOf(state, record.core.link.from),
        seq: record.core.link.seq,
        signedAt: isoTime(record.core.link.t),
        ...chainedJson(state, record),
      }
}

function foundingJson(state: LineState, record: Founding): JsonObject {
  const { version } = record.core
  switch (record.kind) {
    case "charter":
      return { version, mode: record.core.mode, catalogue: record.core.catalogue.version }
    case "roster": {
      const side = state.parties.A.party === record.core.party ? "A" : "B"
      const devices = record.core.devices.map(({ callSign }) => callSign)
      return { version, party: partyLabel(state, side), side, devices }
    }
    case "root":
      return { version, label: record.core.label }
    default:
      return unreachable(record)
  }
}

function chainedJson(state: LineState, record: Chained): JsonObject {
  switch (record.kind) {
    case "envelope":
      return envelopeJson(state, record)
    case "stage":
      return stageJson(state, record)
    case "watch":
      return watchJson(record)
    case "handover": {
      const { outgoing, role, until } = record.core
      return { outgoing: callSignOf(state, outgoing), role, until: isoTime(until) }
    }
    case "suspend": {
      const { device, effective, reason } = record.core
      return { device: callSignOf(state, device), effective: isoTime(effective), reason }
    }
    case "rewrap":
      return { ...messageJson(state, record.core.message) }
    default:
      return unreachable(record)
  }
}

function messageJson(state: LineState, message: MessageId): JsonObject {
  return { id: message, serial: serialOf(state, message) ?? null }
}

function envelopeJson(
  state: LineState,
  { core }: Extract<Chained, { kind: "envelope" }>,
): JsonObject {
  const author = core.drafted[0]?.author
  return {
    ...messageJson(state, core.message),
    precedence: core.precedence,
    owes: core.owes,
    references: core.references.map((each) => serialOf(state, each) ?? each),
    author: author === undefined ? null : callSignOf(state, author),
    recipients: core.recipients.map(({ device }) => callSignOf(state, device)),
  }
}

function stageJson(state: LineState, { core }: Extract<Chained, { kind: "stage" }>): JsonObject {
  const { fact, message, substance } = core
  return {
    stage: fact.kind,
    ...messageJson(state, message),
    role: "role" in fact ? fact.role : null,
    level: "level" in fact ? fact.level : null,
    until: "until" in fact ? isoTime(fact.until) : null,
    substance: substance === undefined ? null : (serialOf(state, substance) ?? substance),
  }
}

function watchJson({ core }: Extract<Chained, { kind: "watch" }>): JsonObject {
  const { act } = core
  return act.kind === "take"
    ? { act: act.kind, role: act.role, until: isoTime(act.until) }
    : { act: act.kind }
}

function relayedJson(state: LineState, relayed: Relayed): JsonObject {
  const { kind } = relayed
  switch (relayed.kind) {
    case "started":
      return { kind, epoch: relayed.epoch, software: relayed.software }
    case "stopped":
      return { kind, reason: relayed.reason }
    case "restored":
      return { kind, epoch: relayed.epoch, oldSize: relayed.oldSize }
    case "clock":
      return { kind, jumpMs: relayed.jumpMs }
    case "evidence":
      return { kind, what: relayed.what, device: callSignOf(state, relayed.device) }
    case "overdue":
      return {
        kind,
        ...messageJson(state, relayed.message),
        demand: relayed.demand,
        action: relayed.action,
        number: relayed.number,
        step: relayed.step,
        dueAt: isoTime(relayed.dueAt),
        presence: relayed.presence.map(({ device, ageMs }) => ({
          device: callSignOf(state, device),
          ageMs,
        })),
      }
    default:
      return unreachable(relayed)
  }
}
