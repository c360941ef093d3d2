// Removing a device by the root: the next roster does not name it. In an emergency two officers suspend it from a desk; this is
// what makes it final.

import * as v from "valibot"

import { nextRoster } from "../../sdk/ceremony/next-roster.ts"
import type { CommandLine } from "../command-line.ts"
import { Failure, unwrap } from "../../runtime/failure.ts"
import { lineOfText } from "../line-of-text.ts"
import { documentWords } from "./document-words.ts"
import { askToSign } from "./line-signing.ts"
import { readPartyOnLine } from "./party-folder.ts"
import { days, writeRoster } from "./roster-change.ts"

const revokeOptions = v.object({
  reason: lineOfText(),
  key: v.array(v.string()),
  rosterDays: days(366),
  yes: v.optional(v.boolean(), false),
})

export async function revoke(
  asked: { readonly folder: string; readonly callSign: string },
  options: unknown,
  line: CommandLine,
): Promise<void> {
  const read = v.safeParse(revokeOptions, options)
  if (!read.success) throw new Failure("cli/usage", read.issues[0].message)
  const { reason, key, rosterDays, yes } = read.output
  const { folder, callSign } = asked
  const own = await readPartyOnLine(folder)
  const roster = own.state.parties[own.side].rosters.at(-1)?.document
  const device = roster?.devices.find((known) => known.callSign === callSign)?.device
  if (device === undefined) {
    throw new Failure("cli/input", `the newest roster names no device ${callSign}`)
  }
  const issued = line.io.now()
  const removed = [{ device, reason }]
  const change = { added: [], removed, issued, expires: issued + rosterDays }
  const proposal = unwrap(nextRoster(own.state, own.side, change))
  if (!yes) await askToSign(documentWords(proposal), `the roster without ${callSign}`, line)
  const written = await writeRoster(own, proposal, key, line)
  line.output.data({ ...written.json, revoked: callSign, reason }, () =>
    [
      `${callSign} is in no roster any more from version ${String(proposal.core.version)}.`,
      ...written.lines,
    ].join("\n"),
  )
}
