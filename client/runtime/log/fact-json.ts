// One fact of the journals as a line of JSON: who said what about which message, and where it stands.

import * as v from "valibot"

import { unreachable } from "../../../shared/assert.ts"
import type { LineState } from "../../../shared/line/state.ts"
import type { MessageId } from "../../../shared/records/names.ts"
import type { Chained, Founding, Parsed } from "../../../shared/records/parsed.ts"
import { isFounding } from "../../../shared/records/parsed.ts"
import type { Relayed } from "../../../shared/records/relayed.ts"
import type { LedgerFact } from "../../sdk/view/ledger.ts"
import { callSignOf, partyLabel, relayName } from "../../sdk/view/naming.ts"
import type { Json, JsonObject } from "../json.ts"
import { isoTime } from "../times.ts"

/** What the line calls its devices, parties and messages. */
export interface FactNames {
  readonly state: LineState
  /** Undefined for an id that stands for several messages, or for none that is known. */
  readonly serialOf: (message: MessageId) => string | undefined
}

/** A place in one relay's journal. `at` is that relay's line time; it was right to within `boundMs`, says the relay. */
const placeForm = v.object({
  epoch: v.number(),
  index: v.number(),
  at: v.string(),
  boundMs: v.number(),
})

const json: v.GenericSchema<Json> = v.lazy(() =>
  v.union([
    v.string(),
    v.number(),
    v.boolean(),
    v.null(),
    v.array(json),
    v.record(v.string(), v.undefinedable(json)),
  ]),
)

/** Every fact has these; what else it has depends on its kind. */
const factShape = v.objectWithRest(
  { kind: v.string(), relays: v.record(v.string(), placeForm) },
  v.undefinedable(json),
)
export type FactForm = v.InferOutput<typeof factShape>

/** Handed on as it came: the order of its fields is for people who read the JSON. */
export const factForm = v.custom<FactForm>((fact) => v.is(factShape, fact))

export function factJson(names: FactNames, fact: LedgerFact): FactForm {
  const { state } = names
  const { said, places } = fact
  const relays = Object.fromEntries(
    places.map(({ relay, epoch, index, t, boundMs }) => [
      relay,
      { epoch, index, at: isoTime(t), boundMs },
    ]),
  )
  const [first] = places
  const what =
    said.by === "party" ? recordJson(names, said.record) : relayedJson(names, said.relayed)
  // A step of the ladder is every relay's that recorded it; all else that a relay says is its own word alone.
  const isOwnWord = said.by === "relay" && said.relayed.kind !== "overdue"
  const by = isOwnWord && first !== undefined ? relayName(state, first.relay) : undefined
  return { ...what, ...(by === undefined ? {} : { by }), kind: kindOf(fact), relays }
}

function kindOf({ said }: LedgerFact): string {
  return said.by === "party" ? said.record.kind : said.relayed.kind
}

function recordJson(names: FactNames, record: Parsed): JsonObject {
  const { state } = names
  return isFounding(record)
    ? { kind: record.kind, record: record.hash, ...foundingJson(state, record) }
    : {
        kind: record.kind,
        record: record.hash,
        from: callSignOf(state, record.core.link.from),
        seq: record.core.link.seq,
        signedAt: isoTime(record.core.link.t),
        ...chainedJson(names, record),
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

function chainedJson(names: FactNames, record: Chained): JsonObject {
  const { state } = names
  switch (record.kind) {
    case "envelope":
      return envelopeJson(names, record)
    case "stage":
      return stageJson(names, record)
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
      return { ...messageJson(names, record.core.message) }
    default:
      return unreachable(record)
  }
}

function messageJson({ serialOf }: FactNames, message: MessageId): JsonObject {
  return { id: message, serial: serialOf(message) ?? null }
}

function envelopeJson(
  names: FactNames,
  { core }: Extract<Chained, { kind: "envelope" }>,
): JsonObject {
  const { state, serialOf } = names
  const author = core.drafted[0]?.author
  return {
    ...messageJson(names, core.message),
    precedence: core.precedence,
    owes: core.owes,
    references: core.references.map((each) => serialOf(each) ?? each),
    author: author === undefined ? null : callSignOf(state, author),
    recipients: core.recipients.map(({ device }) => callSignOf(state, device)),
  }
}

function stageJson(names: FactNames, { core }: Extract<Chained, { kind: "stage" }>): JsonObject {
  const { serialOf } = names
  const { fact, message, substance } = core
  return {
    stage: fact.kind,
    ...messageJson(names, message),
    role: "role" in fact ? fact.role : null,
    level: "level" in fact ? fact.level : null,
    until: "until" in fact ? isoTime(fact.until) : null,
    substance: substance === undefined ? null : (serialOf(substance) ?? substance),
  }
}

function watchJson({ core }: Extract<Chained, { kind: "watch" }>): JsonObject {
  const { act } = core
  return act.kind === "take"
    ? { act: act.kind, role: act.role, until: isoTime(act.until) }
    : { act: act.kind }
}

function relayedJson(names: FactNames, relayed: Relayed): JsonObject {
  const { state } = names
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
        ...messageJson(names, relayed.message),
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
