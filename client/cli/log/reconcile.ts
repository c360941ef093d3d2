// `parley log reconcile`: two exports, one of each party, made into the statement of facts that both can sign, in both languages.

import { auditExport } from "../../sdk/audit.ts"
import { Failure } from "../../runtime/failure.ts"
import { auditJson } from "../../runtime/log/audit-form.ts"
import { reconcile } from "../../runtime/log/reconciliation.ts"
import type { CommandLine } from "../command-line.ts"
import { nodeClientCrypto } from "../crypto.ts"
import { exportedFile } from "./exported-file.ts"
import { statementJson, statementWords, type Given } from "./statement-of-facts.ts"

export async function reconcileLogs(
  line: CommandLine,
  paths: { readonly first: string; readonly second: string },
): Promise<void> {
  const first = await given(paths.first)
  const second = await given(paths.second)
  if (first.audit.line !== second.audit.line) {
    throw new Failure("cli/verification", "the two files are of different lines")
  }
  const found = reconcile(first, second)
  const { output } = line
  output.data(statementJson([first, second], found), () =>
    statementWords([first, second], found, output.palette),
  )
  const unproven = [first, second].filter(({ isVerified }) => !isVerified)
  const reasons = [
    ...unproven.map(({ path }) => `${path} does not prove all that it holds`),
    ...found.forks.map(
      ({ name, index }) =>
        `${name} has signed two different journals, from entry ${String(index)} on`,
    ),
  ]
  if (reasons.length > 0) throw new Failure("cli/verification", reasons.join("; "))
}

async function given(path: string): Promise<Given> {
  const audit = auditExport(await exportedFile(path), nodeClientCrypto().signatures)
  const { state } = audit
  if (state === undefined) {
    throw new Failure("cli/verification", `no charter in ${path} founds a line`)
  }
  return { path, audit, state, isVerified: auditJson(audit, false).verified }
}
