// `parley log verify`: every journal proven from its signed head, every record judged, all folded to one state. Of this desk's
// copy, or of a file that somebody exported, years later and without any relay.

import { readFile } from "node:fs/promises"

import { lineIdOf } from "../../../shared/line/agreement.ts"
import type { LineState } from "../../../shared/line/state.ts"
import { auditExport, type Audit } from "../../sdk/audit.ts"
import { callSignOf, partyLabel, relayName } from "../../sdk/view/naming.ts"
import type { CommandLine } from "../command-line.ts"
import { nodeClientCrypto } from "../crypto.ts"
import { withDesk } from "../desk/with-desk.ts"
import { Failure } from "../../runtime/failure.ts"
import { readHome } from "../home/home.ts"
import { isErrno } from "../home/private-file.ts"
import type { JsonObject } from "../output/output.ts"
import type { Palette } from "../output/palette.ts"
import { exportOf, readCopy } from "./desk-copy.ts"

export async function verifyLog(line: CommandLine, path: string | undefined): Promise<void> {
  const file = path === undefined ? await ownCopy(line) : await fileAt(path)
  const audit = auditExport(file, nodeClientCrypto().signatures)
  const expected = await expectedLine(line)
  const isOther = expected !== undefined && audit.line !== expected
  const value = auditJson(audit, isOther)
  line.output.data(value, () => auditWords(audit, isOther, line.output.palette))
  if (isOther) throw new Failure("cli/verification", "it is the journal of another line")
  const count = audit.report.faults.length + audit.refused.length
  if (count > 0 || audit.state === undefined) {
    throw new Failure("cli/verification", `${String(count)} faults: what they touch is not proven`)
  }
}

async function ownCopy(line: CommandLine): Promise<Uint8Array> {
  return await withDesk(line, async (desk) => exportOf(await readCopy(line, desk, false)))
}

async function fileAt(path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path))
  } catch (error) {
    if (isErrno(error, "ENOENT")) throw new Failure("cli/missing", `there is no file ${path}`)
    throw error
  }
}

/** Where a home is named, the file must be of its line; else the reader compares the line's id with what both parties know. */
async function expectedLine({ settings }: CommandLine): Promise<string | undefined> {
  if (settings.home === undefined) return undefined
  const home = await readHome(settings.home)
  return lineIdOf(home.charter.signed.core)
}

function auditJson(audit: Audit, isOther: boolean): JsonObject {
  const { report, state, refused, ledger, stateHash } = audit
  const isVerified =
    !isOther && state !== undefined && report.faults.length === 0 && refused.length === 0
  return {
    verified: isVerified,
    line: audit.line ?? null,
    parties: state === undefined ? null : { A: partyLabel(state, "A"), B: partyLabel(state, "B") },
    journals: report.journals.map((journal) => ({ ...journalJson(journal, state) })),
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
    records: ledger.inOrder(new Map()).length,
  }
}

interface ProvenLine {
  readonly relay: string
  readonly name: string
  readonly epoch: number
  readonly proven: number
  readonly entries: number
  readonly checkpoints: number
  readonly cosignedBy: readonly string[]
}

function journalJson(
  journal: Audit["report"]["journals"][number],
  state: LineState | undefined,
): ProvenLine {
  const newest = journal.checkpoints.at(-1)
  const named = state === undefined ? journal.relay : relayName(state, journal.relay)
  return {
    relay: journal.relay,
    name: named,
    epoch: journal.epoch,
    proven: journal.size,
    entries: journal.entries.length,
    checkpoints: journal.checkpoints.length,
    cosignedBy: (newest?.cosignatures ?? []).map(({ device }) =>
      state === undefined ? device : callSignOf(state, device),
    ),
  }
}

/** What parties said: how much of it stands in every journal, and what is missing where. */
function factCount({ ledger, report }: Audit): JsonObject {
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

function auditWords(audit: Audit, isOther: boolean, palette: Palette): string {
  const { report, state, refused, stateHash } = audit
  const lines = report.journals.map((journal) => {
    const { name, epoch, proven, cosignedBy } = journalJson(journal, state)
    const who = cosignedBy.join(", ")
    const head = `${name}, epoch ${String(epoch)}: ${String(proven)} entries proven`
    return `${palette.good("✓")} ${head}, cosigned by ${who === "" ? "nobody yet" : who}`
  })
  const faults = report.faults.map(
    ({ kind, place, detail }) =>
      `${palette.alarm("✕")} ${kind} at element ${String(place.element)}, byte ${String(place.offset)}: ${detail}`,
  )
  const refusals = refused.map(
    ({ relay, index, code, detail }) =>
      `${palette.alarm("✕")} relay ${relay} #${String(index)}: ${code}: ${detail}`,
  )
  const isGood = !isOther && state !== undefined && faults.length + refusals.length === 0
  return [
    `line ${audit.line ?? "unknown"}`,
    ...lines,
    ...faults,
    ...refusals,
    `state ${stateHash ?? "none: no charter founds this line"}`,
    isGood
      ? palette.good(
          "✓ VERIFIED: every byte is accounted for. Compare the line's id with what both parties know.",
        )
      : palette.alarm("✕ NOT VERIFIED"),
  ].join("\n")
}
