// `parley log verify`: every journal proven from its signed head, every record judged, all folded to one state. Of this desk's
// copy, or of a file that somebody exported, years later and without any relay.

import { lineIdOf } from "../../../shared/line/agreement.ts"
import { auditExport } from "../../sdk/audit.ts"
import type { CommandLine } from "../command-line.ts"
import { nodeClientCrypto } from "../crypto.ts"
import { withDesk } from "../desk/with-desk.ts"
import { Failure } from "../../runtime/failure.ts"
import { readHome } from "../home/home.ts"
import type { Palette } from "../output/palette.ts"
import { auditJson, type AuditForm } from "../../runtime/log/audit-form.ts"
import { exportOf } from "../../runtime/log/desk-copy.ts"
import { exportedFile } from "./exported-file.ts"
import { homeCopy } from "./own-copy.ts"

export async function verifyLog(line: CommandLine, path: string | undefined): Promise<void> {
  const file = path === undefined ? await ownCopy(line) : await exportedFile(path)
  const audit = auditExport(file, nodeClientCrypto().signatures)
  const expected = await expectedLine(line)
  const isOther = expected !== undefined && audit.line !== expected
  const value = auditJson(audit, isOther)
  line.output.data(value, () => auditWords(value, line.output.palette))
  if (isOther) throw new Failure("cli/verification", "it is the journal of another line")
  const count = audit.report.faults.length + audit.refused.length
  if (count > 0 || audit.state === undefined) {
    throw new Failure("cli/verification", `${String(count)} faults: what they touch is not proven`)
  }
}

async function ownCopy(line: CommandLine): Promise<Uint8Array> {
  return await withDesk(line, async (desk) => exportOf(await homeCopy(line, desk)))
}

/** Where a home is named, the file must be of its line; else the reader compares the line's id with what both parties know. */
async function expectedLine({ settings }: CommandLine): Promise<string | undefined> {
  if (settings.home === undefined) return undefined
  const home = await readHome(settings.home)
  return lineIdOf(home.charter.signed.core)
}

function auditWords(audit: AuditForm, palette: Palette): string {
  const lines = audit.journals.map(({ name, epoch, proven, cosignedBy }) => {
    const who = cosignedBy.join(", ")
    const head = `${name}, epoch ${String(epoch)}: ${String(proven)} entries proven`
    return `${palette.good("✓")} ${head}, cosigned by ${who === "" ? "nobody yet" : who}`
  })
  const faults = audit.faults.map(
    ({ kind, element, offset, detail }) =>
      `${palette.alarm("✕")} ${kind} at element ${String(element)}, byte ${String(offset)}: ${detail}`,
  )
  const refusals = audit.refused.map(
    ({ relay, index, code, detail }) =>
      `${palette.alarm("✕")} relay ${relay} #${String(index)}: ${code}: ${detail}`,
  )
  return [
    `line ${audit.line ?? "unknown"}`,
    ...lines,
    ...faults,
    ...refusals,
    `state ${audit.state ?? "none: no charter founds this line"}`,
    audit.verified
      ? palette.good(
          "✓ VERIFIED: every byte is accounted for. Compare the line's id with what both parties know.",
        )
      : palette.alarm("✕ NOT VERIFIED"),
  ].join("\n")
}
