// Inviting an officer: what the device will be is decided here, by the custodian, and not by the device that asks.

import { join } from "node:path"
import * as v from "valibot"

import { limits } from "../../../shared/limits.ts"
import { callSignForm } from "../../../shared/records/names.ts"
import { invitationText, makeInvitation } from "../../sdk/ceremony/invitation.ts"
import type { CommandLine } from "../command-line.ts"
import { nodeClientCrypto } from "../crypto.ts"
import { Failure } from "../../runtime/failure.ts"
import { lineOfText } from "../line-of-text.ts"
import { isoTime } from "../../runtime/times.ts"
import { writeSecret } from "./carried-file.ts"
import { readInvitations, readPartyOnLine, type PartyOnLine } from "./party-folder.ts"
import { permissions, roles } from "./roster-words.ts"

const dayMs = 24 * 3_600_000
const officerCharsMax = 32

const inviteOptions = v.object({
  officer: lineOfText(officerCharsMax),
  callSign: v.pipe(
    v.string(),
    v.regex(callSignForm, "capital letters and digits, such as A1"),
    v.maxLength(limits.callSignCharsMax),
  ),
  role: v.picklist(roles),
  permission: v.array(v.picklist(permissions)),
  days: v.pipe(v.string(), v.toNumber(), v.minValue(1), v.maxValue(90)),
  out: v.string(),
})

export async function invite(folder: string, options: unknown, line: CommandLine): Promise<void> {
  const read = v.safeParse(inviteOptions, options)
  if (!read.success) {
    const [issue] = read.issues
    throw new Failure("cli/usage", `${v.getDotPath(issue) ?? ""}: ${issue.message}`)
  }
  const { officer, callSign, role, permission, days, out } = read.output
  const own = await readPartyOnLine(folder)
  await refuseTaken(own, callSign)
  const invitation = makeInvitation(nodeClientCrypto().random, own.charter, {
    party: own.root.party,
    officer,
    role,
    callSign,
    permissions: permissions.filter((each) => permission.length === 0 || permission.includes(each)),
    notAfter: line.io.now() + days * dayMs,
  })
  const text = invitationText(invitation)
  // Our own copy first: without it the request that comes back could not be checked.
  await writeSecret(join(own.layout.invitations, `${callSign}.invitation`), text)
  await writeSecret(out, text)
  const until = isoTime(invitation.notAfter)
  line.output.data({ file: out, officer, callSign, role, until }, () =>
    [
      `${callSign} for ${officer}, ${role}: ${out}, until ${until}.`,
      "It holds a secret. Give it to the officer in a way that only the officer can open.",
      `The officer runs: parley --home <new folder> enrol ${callSign}.invitation`,
    ].join("\n"),
  )
}

/** A call sign names one device for ever; the rulebook would refuse it only when the roster is signed. */
async function refuseTaken(own: PartyOnLine, callSign: string): Promise<void> {
  const past = own.state.parties[own.side].rosters.flatMap(({ document }) => document.devices)
  const invited = await readInvitations(own.layout)
  const isTaken =
    past.some((device) => device.callSign === callSign) ||
    invited.some(({ invitation }) => invitation.callSign === callSign)
  if (!isTaken) return
  throw new Failure(
    "cli/input",
    `call sign ${callSign} was given before`,
    "Nothing was written. A call sign names one device for ever: choose the next free one.",
  )
}
