// Any document that roots sign, as sentences and as JSON.

import { unreachable } from "../../../shared/assert.ts"
import { charterOf } from "../../../shared/line/agreement.ts"
import type { LineState } from "../../../shared/line/state.ts"
import type { Founding } from "../../../shared/records/parsed.ts"
import type { RosterDevice } from "../../../shared/records/roster.ts"
import { table } from "../output/layout.ts"
import type { JsonObject } from "../../runtime/json.ts"
import { isoTime } from "../../runtime/times.ts"
import { changeLines, charterChanges, type CharterChange } from "./charter-changes.ts"
import { charterJson, charterWords } from "./charter-words.ts"

type Roster = Extract<Founding, { kind: "roster" }>

/** `state` is the line as it stands without this document, where that is known: then what changes is said first. */
export function documentWords(record: Founding, state?: LineState): string {
  switch (record.kind) {
    case "charter": {
      const changes = changesOf(record, state)
      const first =
        changes === undefined
          ? []
          : [
              `Charter ${String(record.core.version)} changes:`,
              ...changeLines(changes).map((row) => `  ${row}`),
              "",
            ]
      return [...first, charterWords(record, state)].join("\n")
    }
    case "roster":
      return rosterWords(record)
    case "root": {
      const { label, version, threshold, keys } = record.core
      return `Root ${String(version)} of ${label}: ${String(threshold)} of ${String(keys.length)} custodians sign from then on. The present and the next custodians sign this change.`
    }
    default:
      return unreachable(record)
  }
}

function changesOf(
  { core }: Extract<Founding, { kind: "charter" }>,
  state: LineState | undefined,
): readonly CharterChange[] | undefined {
  const before = state === undefined ? undefined : charterOf(state, core.version - 1)
  return before === undefined ? undefined : charterChanges(before, core)
}

export function documentJson(record: Founding, state?: LineState): JsonObject {
  switch (record.kind) {
    case "charter": {
      const changes = changesOf(record, state)?.map((each) => ({ ...each }))
      return {
        ...charterJson(record, state),
        ...(changes === undefined ? {} : { changes }),
      }
    }
    case "roster":
      return rosterJson(record)
    case "root": {
      const { label, version, threshold, keys } = record.core
      return { kind: "root", label, version, threshold, custodians: keys.length }
    }
    default:
      return unreachable(record)
  }
}

function rosterWords({ core, signed }: Roster): string {
  const days = `issued ${isoTime(core.issued)}, to be renewed by ${isoTime(core.expires)}`
  return [
    `Roster ${String(core.version)} of party ${core.party.slice(0, 16)}, ${days}, ${String(signed.signatures.length)} signatures`,
    "",
    table([deviceHead, ...core.devices.map(deviceCells)]),
    ...core.removed.map(
      ({ device, reason, effective }) =>
        `Removed: ${device.slice(0, 16)} at ${isoTime(effective)}: ${reason}`,
    ),
  ].join("\n")
}

export const deviceHead = ["CALL SIGN", "OFFICER", "ROLE", "PERMISSIONS", "UNTIL", "CONSOLE"]

export function deviceCells(device: RosterDevice): readonly string[] {
  const { callSign, officer, role, permissions, notAfter, label } = device
  return [callSign, officer, role, permissions.join(" "), isoTime(notAfter).slice(0, 10), label]
}

function rosterJson({ core, signed }: Roster): JsonObject {
  return {
    kind: "roster",
    party: core.party,
    version: core.version,
    issued: isoTime(core.issued),
    expires: isoTime(core.expires),
    signatures: signed.signatures.length,
    devices: core.devices.map(deviceJson),
    removed: core.removed.map((each) => ({ ...each, effective: isoTime(each.effective) })),
  }
}

export function deviceJson(device: RosterDevice): JsonObject {
  const { callSign, officer, role, permissions, label, notBefore, notAfter } = device
  return {
    device: device.device,
    callSign,
    officer,
    role,
    permissions: [...permissions],
    label,
    notBefore: isoTime(notBefore),
    notAfter: isoTime(notAfter),
  }
}
