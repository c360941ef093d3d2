// Approving a device: the words are the whole security of it. Whoever got hold of the invitation can make a request that looks
// right in every other way.

import { rm } from "node:fs/promises"
import * as v from "valibot"

import { nextRoster, rosterEntry } from "../../sdk/ceremony/next-roster.ts"
import { checkRequest, readRequest, type OpenedRequest } from "../../sdk/ceremony/enrolment.ts"
import type { CommandLine } from "../command-line.ts"
import { nodeClientCrypto } from "../crypto.ts"
import { Failure, unwrap } from "../../runtime/failure.ts"
import { readCarried } from "./carried-file.ts"
import {
  readInvitations,
  readPartyOnLine,
  type OpenInvitation,
  type PartyFolder,
} from "./party-folder.ts"
import { days, writeRoster } from "./roster-change.ts"

const approveOptions = v.object({
  words: v.optional(v.string()),
  key: v.array(v.string()),
  deviceDays: days(366),
  rosterDays: days(366),
})

export async function approve(
  asked: { readonly folder: string; readonly request: string },
  options: unknown,
  line: CommandLine,
): Promise<void> {
  const read = v.safeParse(approveOptions, options)
  if (!read.success) throw new Failure("cli/usage", read.issues[0].message)
  const { words, key, deviceDays, rosterDays } = read.output
  const now = line.io.now()
  const own = await readPartyOnLine(asked.folder)
  const opened = unwrap(readRequest(await readCarried(asked.request)))
  const open = await invitationFor(own.layout, opened)
  const { signatures } = nodeClientCrypto()
  const checked = unwrap(checkRequest(signatures, opened, open.invitation, now))
  await compareWords(opened, words, line)
  const proposal = unwrap(
    nextRoster(own.state, own.side, {
      added: [rosterEntry(checked, { notBefore: now, notAfter: now + deviceDays })],
      removed: [],
      issued: now,
      expires: now + rosterDays,
    }),
  )
  const written = await writeRoster(own, proposal, key, line)
  // One use. A crash before this leaves an invitation whose call sign the next roster refuses.
  await rm(open.path, { force: true })
  const { callSign, officer } = checked
  line.output.data({ ...written.json, callSign, officer }, () =>
    [
      `${callSign} for ${officer} is approved.`,
      ...written.lines,
      `With all signatures it goes to the officer too: parley --home <home> enrol finish ${written.file}`,
    ].join("\n"),
  )
}

async function invitationFor(
  layout: PartyFolder,
  { asked }: OpenedRequest,
): Promise<OpenInvitation> {
  const invitations = await readInvitations(layout)
  const found = invitations.find(({ invitation }) => invitation.callSign === asked.callSign)
  if (found !== undefined) return found
  throw new Failure(
    "cli/refused",
    `no open invitation in ${layout.invitations} is for ${asked.callSign}`,
    "Nothing was signed. An invitation is good for one device; invite the officer again.",
  )
}

async function compareWords(
  { words, asked }: OpenedRequest,
  given: string | undefined,
  line: CommandLine,
): Promise<void> {
  const typed = given ?? (await askForWords(words, asked.officer, line))
  const heard = typed.toLowerCase().split(/[\s,]+/u)
  if (heard.filter((word) => word !== "").join(" ") === words.join(" ")) return
  throw new Failure(
    "cli/refused",
    "the words are not the same",
    "Nothing was signed. Somebody else may have answered the invitation. Call the officer; if the words still differ, throw this request away and invite again.",
  )
}

async function askForWords(
  words: readonly string[],
  officer: string,
  line: CommandLine,
): Promise<string> {
  if (!line.settings.mayAsk) {
    throw new Failure(
      "cli/no-input",
      "the officer's words have to be compared",
      'Nothing was signed. Call the officer, and give what you hear with --words "…".',
    )
  }
  line.output.talk(`Call ${officer} on a number you already know. The request here has:`)
  line.output.talk(`  ${words.join(" ")}`)
  const answer = await line.io.input.ask("If the officer reads the same, type same: ")
  if (answer?.trim() === "same") return words.join(" ")
  return answer ?? ""
}
