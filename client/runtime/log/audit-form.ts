// What an audit found, as it leaves the process that did it and as `--json` prints it.

import * as v from "valibot"

import { hexOf } from "../../../shared/encoding/bytes.ts"
import type { LineState } from "../../../shared/line/state.ts"
import type { Audit } from "../../sdk/audit.ts"
import { callSignOf, partyLabel, relayName } from "../../sdk/view/naming.ts"

const provenJournal = v.object({
  relay: v.string(),
  name: v.string(),
  epoch: v.number(),
  /** How far the newest signed head reaches, and how many of the entries below it are whole: fewer is a gap. */
  proven: v.number(),
  entries: v.number(),
  checkpoints: v.number(),
  /** The root of the newest signed head, in hex; null where nothing is signed. */
  root: v.nullable(v.string()),
  cosignedBy: v.array(v.string()),
})

export const auditForm = v.object({
  verified: v.boolean(),
  line: v.nullable(v.string()),
  parties: v.nullable(v.object({ A: v.string(), B: v.string() })),
  journals: v.array(provenJournal),
  /** What the bytes themselves do not prove, and where in the file. */
  faults: v.array(
    v.object({ kind: v.string(), element: v.number(), offset: v.number(), detail: v.string() }),
  ),
  /** What is proven to stand in a journal, and counts for nothing. */
  refused: v.array(
    v.object({
      relay: v.string(),
      epoch: v.number(),
      index: v.number(),
      code: v.string(),
      detail: v.string(),
    }),
  ),
  /** What parties said; by relay, how much of it is not in that relay's journal. */
  facts: v.object({ ofParties: v.number(), missing: v.record(v.string(), v.number()) }),
  violations: v.array(v.object({ what: v.string(), detail: v.string() })),
  state: v.nullable(v.string()),
  records: v.number(),
})
export type AuditForm = v.InferOutput<typeof auditForm>

/** `isOther`: the journals are of another line than the one that was asked about. */
export function auditJson(audit: Audit, isOther: boolean): AuditForm {
  const { report, state, refused, ledger, stateHash } = audit
  const isWhole = state !== undefined && report.faults.length + refused.length === 0
  return {
    verified: isWhole && !isOther,
    line: audit.line ?? null,
    parties: state === undefined ? null : { A: partyLabel(state, "A"), B: partyLabel(state, "B") },
    journals: report.journals.map((journal) => journalJson(journal, state)),
    faults: report.faults.map(({ kind, place, detail }) => ({
      kind,
      element: place.element,
      offset: place.offset,
      detail,
    })),
    refused: refused.map(({ relay, epoch, index, code, detail }) => ({
      relay,
      epoch,
      index,
      code,
      detail,
    })),
    facts: factCount(audit),
    violations: (state?.violations ?? []).map(({ what, detail }) => ({ what, detail })),
    state: stateHash ?? null,
    records: ledger.size,
  }
}

function journalJson(
  journal: Audit["report"]["journals"][number],
  state: LineState | undefined,
): AuditForm["journals"][number] {
  const newest = journal.checkpoints.at(-1)
  return {
    relay: journal.relay,
    name: state === undefined ? journal.relay : relayName(state, journal.relay),
    epoch: journal.epoch,
    proven: journal.size,
    entries: journal.entries.length,
    checkpoints: journal.checkpoints.length,
    root: newest === undefined ? null : hexOf(newest.checkpoint.root),
    cosignedBy: (newest?.cosignatures ?? []).map(({ device }) =>
      state === undefined ? device : callSignOf(state, device),
    ),
  }
}

function factCount({ ledger, report }: Audit): AuditForm["facts"] {
  const relays = [...new Set(report.journals.map(({ relay }) => relay))]
  const ofParties = ledger.inOrder(new Map()).filter(({ said }) => said.by === "party")
  const missing = Object.fromEntries(
    relays.map((relay) => [
      relay,
      ofParties.filter(({ places }) => places.every((place) => place.relay !== relay)).length,
    ]),
  )
  return { ofParties: ofParties.length, missing }
}
