// Two parties that found a line with the functions of the ceremonies: their roots, their relays, a signed charter, devices.

import {
  answerInvitation,
  checkRequest,
  readRequest,
  requestText,
  type Answer,
} from "../../../../client/sdk/ceremony/enrolment.ts"
import {
  foundLine,
  withSignature,
  type CharterRecord,
} from "../../../../client/sdk/ceremony/founding-document.ts"
import { makeInvitation } from "../../../../client/sdk/ceremony/invitation.ts"
import { proposeCharter, type LineTerms } from "../../../../client/sdk/ceremony/line-terms.ts"
import { nextRoster, rosterEntry } from "../../../../client/sdk/ceremony/next-roster.ts"
import { makeRoots, rootOf, type MadeRoot } from "../../../../client/sdk/ceremony/party-root.ts"
import { makeRelay } from "../../../../client/sdk/ceremony/relay-entry.ts"
import { nodeClientCrypto } from "../../../../client/cli/crypto.ts"
import { present } from "../../../../shared/assert.ts"
import { defaultProfile } from "../../../../shared/line/profile.ts"
import type { LineState } from "../../../../shared/line/state.ts"
import type { Side } from "../../../../shared/records/charter.ts"
import type { Invitation } from "../../../../shared/records/enrolment.ts"
import type { PartyId } from "../../../../shared/records/names.ts"
import type { Founding } from "../../../../shared/records/parsed.ts"
import type { RosterDevice } from "../../../../shared/records/roster.ts"
import { valueOf } from "../../../support/practice-line.ts"
import { noon } from "../scripted-terminal.ts"

export const crypto = nodeClientCrypto()
export const day = 24 * 3_600_000

export interface Party {
  readonly party: PartyId
  /** Version 0 and its successors: two of three custodians. */
  readonly roots: readonly MadeRoot[]
}

export function partyOf(label: string): Party {
  const plan = { label, custodians: 3, threshold: 2, successors: 2, created: noon }
  const roots = makeRoots(crypto, plan)
  return { party: valueOf(rootOf(rootOfVersion({ roots }, 0).bytes)).party, roots }
}

export function rootOfVersion({ roots }: Pick<Party, "roots">, version: number): MadeRoot {
  return present(roots[version], "the root was made")
}

/** Signed by the first two custodians of each root given. */
export function signed(record: Founding, ...roots: readonly MadeRoot[]): Founding {
  const seeds = roots.flatMap((root) => root.seeds.slice(0, 2))
  return seeds.reduce(
    (known, seed) => valueOf(withSignature(crypto.signatures, known, seed)),
    record,
  )
}

export const north = partyOf("North")
export const south = partyOf("South")

export const terms: LineTerms = {
  mode: "exercise",
  roots: { A: rootOfVersion(north, 0).bytes, B: rootOfVersion(south, 0).bytes },
  relays: [makeRelay(crypto, { origin: "relay.example", url: "wss://relay.example" }).entry],
  profile: defaultProfile,
  languages: { A: "en", B: "ar" },
  preauthorised: { A: ["NT-05"], B: [] },
  telephone: { A: "+00 1", B: "+00 2" },
  lifeMs: day,
  lineCheckEveryMs: 3_600_000,
  created: noon,
}

export const proposed: CharterRecord = valueOf(proposeCharter(crypto.random, terms))

export const charter: CharterRecord = asCharter(
  signed(proposed, rootOfVersion(north, 0), rootOfVersion(south, 0)),
)

function asCharter(record: Founding): CharterRecord {
  if (record.kind !== "charter") throw new Error(`a ${record.kind}`)
  return record
}

export const began: LineState = valueOf(foundLine(charter, [], crypto.signatures))

export function invitationFor(callSign: string, party: PartyId = north.party): Invitation {
  return makeInvitation(crypto.random, charter, {
    party,
    officer: `officer of ${callSign}`,
    role: "duty",
    callSign,
    permissions: ["send", "acknowledge"],
    notAfter: noon + day,
  })
}

export function answerTo(invitation: Invitation): Answer {
  return valueOf(answerInvitation(crypto, invitation, "console", noon))
}

/** A device that was invited, asked and was checked. */
export function deviceCalled(callSign: string, party: PartyId = north.party): RosterDevice {
  const invitation = invitationFor(callSign, party)
  const opened = valueOf(readRequest(requestText(answerTo(invitation).request)))
  const asked = valueOf(checkRequest(crypto.signatures, opened, invitation, noon))
  return rosterEntry(asked, { notBefore: noon, notAfter: noon + 365 * day })
}

/** The next roster of a side with these devices added, signed by its party's first root. */
export function rosterWith(
  state: LineState,
  side: Side,
  added: readonly RosterDevice[],
  removed: Parameters<typeof nextRoster>[2]["removed"] = [],
): Founding {
  const change = { added, removed, issued: noon, expires: noon + 30 * day }
  const party = side === "A" ? north : south
  return signed(valueOf(nextRoster(state, side, change)), rootOfVersion(party, 0))
}
