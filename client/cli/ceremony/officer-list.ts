// Who may speak for a party, and who is invited to.

import type { CommandLine } from "../command-line.ts"
import { table } from "../output/layout.ts"
import { isoTime } from "../../runtime/times.ts"
import { deviceCells, deviceHead, deviceJson } from "./document-words.ts"
import { readInvitations, readPartyOnLine } from "./party-folder.ts"

export async function listOfficers(folder: string, line: CommandLine): Promise<void> {
  const own = await readPartyOnLine(folder)
  const roster = own.state.parties[own.side].rosters.at(-1)?.document
  const devices = roster?.devices ?? []
  const invited = (await readInvitations(own.layout)).map(({ invitation }) => ({
    callSign: invitation.callSign,
    officer: invitation.officer,
    role: invitation.role,
    until: isoTime(invitation.notAfter),
  }))
  const value = {
    party: own.root.party,
    side: own.side,
    roster: roster?.version,
    expires: roster === undefined ? undefined : isoTime(roster.expires),
    devices: devices.map(deviceJson),
    invited,
  }
  line.output.data(value, () =>
    [
      `${own.root.document.label}, party ${own.side}, roster ${String(roster?.version ?? "none yet")}`,
      ...(devices.length === 0 ? [] : [table([deviceHead, ...devices.map(deviceCells)])]),
      ...invited.map(
        ({ callSign, officer, until }) => `Invited: ${callSign} for ${officer}, until ${until}`,
      ),
    ].join("\n"),
  )
}
