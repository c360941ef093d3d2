// A charter as sentences: what a custodian reads before signing, and JSON for whoever compares by machine.

import type { Charter, Side, TimetableRow } from "../../../shared/records/charter.ts"
import { lineIdOf } from "../../../shared/line/agreement.ts"
import type { LineState } from "../../../shared/line/state.ts"
import type { CharterRecord } from "../../sdk/ceremony/founding-document.ts"
import { table } from "../output/layout.ts"
import type { JsonObject } from "../../runtime/json.ts"
import { isoTime, span } from "../../runtime/times.ts"
import { fingerprintJson, fingerprintLines } from "./fingerprint-lines.ts"
import {
  progressLines,
  progressOf,
  signatoriesOfCharter,
  signatoriesOn,
  type Signatory,
} from "./signatures.ts"

const sides: readonly Side[] = ["A", "B"]

/** `state` is the line without this charter: it says which roots sign an amended one. */
export function charterJson(record: CharterRecord, state?: LineState): JsonObject {
  const { core } = record
  const signatories = signatoriesOfCharter(record)
  const progress = progressOf(record, signing(record, state))
  return {
    kind: "charter",
    line: lineOf(record, state),
    version: core.version,
    mode: core.mode,
    created: isoTime(core.created),
    parties: sides.map((side, i) => ({
      side,
      label: signatories[i]?.document.label,
      party: signatories[i]?.party,
      fingerprint: signatories[i] === undefined ? undefined : fingerprintJson(signatories[i].party),
      language: core.languages[side],
      telephone: core.telephone[side],
      preauthorised: [...core.preauthorised[side]],
      signed: [...(progress[i]?.signed ?? [])],
      threshold: progress[i]?.threshold,
    })),
    relays: core.relays.map(({ relay, operator, url, origin }) => ({
      relay,
      operator,
      url,
      origin,
    })),
    timetable: core.timetable.map((row) => ({ ...row })),
    ladder: core.ladder.map((step) => ({ ...step })),
    catalogue: { ...core.catalogue },
    lifeMs: core.lifeMs,
    lineCheckEveryMs: core.lineCheckEveryMs,
    evidence: core.evidence,
  }
}

export function charterWords(record: CharterRecord, state?: LineState): string {
  const { core } = record
  const signatories = signatoriesOfCharter(record)
  const parties = sides.flatMap((side, i) => {
    const signatory = signatories[i]
    if (signatory === undefined) return []
    const { document, party } = signatory
    return [
      `Party ${side}: ${document.label}, ${String(document.threshold)} of ${String(document.keys.length)} custodians sign.`,
      ...fingerprintLines(party).map((row) => `  ${row}`),
      `  Language ${core.languages[side]}. Telephone ${core.telephone[side]}. ${alone(core, side)}`,
      "",
    ]
  })
  return [
    `${core.mode === "live" ? "LIVE LINE" : "EXERCISE LINE"} ${lineOf(record, state)?.slice(0, 16) ?? "founded by an earlier charter"}, charter ${String(core.version)} of ${isoTime(core.created)}`,
    "",
    ...parties,
    ...core.relays.map(
      ({ relay, operator, url }) => `Relay ${relay}, run by party ${operator}: ${url}`,
    ),
    "",
    table([timetableHead, ...core.timetable.map(timetableCells)]),
    "",
    `A message lives ${span(core.lifeMs)}. Line check every ${span(core.lineCheckEveryMs)}.`,
    `Catalogue ${core.catalogue.version}, hash ${core.catalogue.hash}`,
    core.evidence,
    "",
    ...progressLines(progressOf(record, signing(record, state))),
  ].join("\n")
}

/** A line is named by its first charter: a later one does not say it. */
function lineOf({ core, signed }: CharterRecord, state: LineState | undefined): string | undefined {
  return state?.line ?? (core.version === 0 ? lineIdOf(signed.core) : undefined)
}

function signing(record: CharterRecord, state: LineState | undefined): readonly Signatory[] {
  return state === undefined ? signatoriesOfCharter(record) : signatoriesOn(state, record)
}

function alone({ preauthorised }: Charter, side: Side): string {
  const codes = preauthorised[side]
  return codes.length === 0
    ? "No statement may go out with one officer where two are usual."
    : `One officer may send in FLASH: ${codes.join(", ")}.`
}

const timetableHead = [
  "",
  "NOT SENT AFTER",
  "RECEIVED",
  "READ",
  "UNDERSTOOD",
  "AUTHORITY",
  "ANSWERED",
]

function timetableCells(row: TimetableRow): readonly string[] {
  const { precedence, accepted, received, read, understood, authority, answered } = row
  return [precedence, ...[accepted, received, read, understood, authority, answered].map(span)]
}
