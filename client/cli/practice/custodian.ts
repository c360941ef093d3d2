// The custodian of a practice party, who trusts everybody on this machine: a browser that asks gets a device of its own, by the
// same invitation, request and roster as anywhere, only that nobody compares the words.

import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import * as v from "valibot"

import { encodeAs } from "../../../shared/encoding/schema.ts"
import { toBase64 } from "../../../shared/log/base64.ts"
import type { Side } from "../../../shared/records/charter.ts"
import type { Invitation } from "../../../shared/records/enrolment.ts"
import { signed } from "../../../shared/records/signed.ts"
import type { Founding } from "../../../shared/records/parsed.ts"
import { deskHandler } from "../../runtime/requests/handler.ts"
import { Failure, unwrap } from "../../runtime/failure.ts"
import { published, publishOp, type PublishArgs } from "../../runtime/own-requests.ts"
import {
  readCustodianKey,
  unlockCustodianKey,
  type CustodianKey,
} from "../../sdk/ceremony/custodian-key.ts"
import { checkRequest, readRequest } from "../../sdk/ceremony/enrolment.ts"
import { documentText } from "../../sdk/ceremony/founding-document.ts"
import { invitationText, makeInvitation } from "../../sdk/ceremony/invitation.ts"
import { nextRoster, rosterEntry } from "../../sdk/ceremony/next-roster.ts"
import { writePublic } from "../ceremony/carried-file.ts"
import { partyFolder, readPartyOnLine, type PartyOnLine } from "../ceremony/party-folder.ts"
import { permissions } from "../ceremony/roster-words.ts"
import { signatoriesOn, signedBy } from "../ceremony/signatures.ts"
import { nodeClientCrypto } from "../crypto.ts"
import type { PracticeCustodian } from "../host/desk-host.ts"
import { openDesk } from "../runtime/open-desk.ts"
import { homeNames, partyFolderName, sides, type PracticeLayout } from "./layout.ts"

const invitationMs = 10 * 60_000
const publishWithinMs = 20_000
/** A browser that asks and never answers costs a few hundred bytes; the oldest goes first. */
const invitationsMax = 64

export class RelaxedCustodian implements PracticeCustodian {
  readonly #layout: PracticeLayout
  readonly #side: Side
  readonly #now: () => number
  readonly #open = new Map<string, Invitation>()
  /** One roster after the other: each names its predecessor. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(layout: PracticeLayout, side: Side, now: () => number) {
    this.#layout = layout
    this.#side = side
    this.#now = now
  }

  async invite(): Promise<string> {
    const own = await this.#party()
    const number = this.#nextNumber(own)
    const callSign = `${this.#side}${String(number)}`
    // Officers have several devices: of two browsers of one desk, each is another officer's.
    const names = homeNames[this.#side]
    const invitation = makeInvitation(nodeClientCrypto().random, own.charter, {
      party: own.root.party,
      officer: `officer-${names[(number - 1) % names.length] ?? ""}`,
      role: "duty",
      callSign,
      permissions,
      notAfter: this.#now() + invitationMs,
    })
    this.#open.set(callSign, invitation)
    const [oldest] = this.#open.keys()
    if (this.#open.size > invitationsMax && oldest !== undefined) this.#open.delete(oldest)
    return invitationText(invitation)
  }

  async approve(request: string): Promise<readonly string[]> {
    const before = this.#last
    const turn = before.then(async () => await this.#approve(request))
    this.#last = turn.catch(() => undefined)
    return await turn
  }

  async #approve(text: string): Promise<readonly string[]> {
    const now = this.#now()
    const opened = unwrap(readRequest(text))
    const { callSign } = opened.asked
    const invitation = this.#open.get(callSign)
    if (invitation === undefined) throw new Failure("cli/refused", `${callSign} was not invited`)
    const checked = unwrap(checkRequest(nodeClientCrypto().signatures, opened, invitation, now))
    const own = await this.#party()
    const last = own.state.parties[this.#side].rosters.at(-1)
    const expires = last?.document.expires ?? now
    const proposal = unwrap(
      nextRoster(own.state, this.#side, {
        added: [rosterEntry(checked, { notBefore: now, notAfter: expires })],
        removed: [],
        issued: now,
        expires,
      }),
    )
    const roster = signedBy(proposal, [await this.#key(own)], signatoriesOn(own.state, proposal))
    const file = `roster-${String(roster.core.version)}.roster`
    // A crash behind this leaves a roster that the next approval follows; its device asks to be invited again.
    await writePublic(join(own.layout.rosters, file), documentText(roster))
    await this.#publish(roster)
    this.#open.delete(callSign)
    return await this.#documents()
  }

  async #party(): Promise<PartyOnLine> {
    return await readPartyOnLine(join(this.#layout.folder, partyFolderName[this.#side]))
  }

  #nextNumber({ state }: PartyOnLine): number {
    const ever = state.parties[this.#side].rosters.flatMap(({ document }) => document.devices)
    const signs = [...ever.map((device) => device.callSign), ...this.#open.keys()]
    const numbers = signs.map((sign) => Number(sign.slice(1))).filter(Number.isSafeInteger)
    return Math.max(0, ...numbers) + 1
  }

  async #key({ layout }: PartyOnLine): Promise<CustodianKey> {
    const text = await readFile(join(layout.folder, "custodian-1.key"), "utf8")
    const locked = unwrap(readCustodianKey(text))
    return unwrap(await unlockCustodianKey(nodeClientCrypto(), locked, undefined))
  }

  /** Through the first home of the party, or through whoever is at work in it. */
  async #publish(roster: Founding): Promise<void> {
    const [first = ""] = homeNames[this.#side]
    const desk = await openDesk({
      folder: join(this.#layout.folder, first),
      passphrases: () => Promise.resolve(""),
      makeHandler: deskHandler,
    })
    try {
      const document = toBase64(encodeAs(signed, roster.signed))
      const args: PublishArgs = { document, timeoutMs: publishWithinMs }
      v.parse(published, await desk.request(publishOp, args))
    } finally {
      await desk.close()
    }
  }

  /** Everything that both practice parties have signed after the charter. */
  async #documents(): Promise<readonly string[]> {
    const folders = sides.map(
      (side) => partyFolder(join(this.#layout.folder, partyFolderName[side])).rosters,
    )
    const texts = await Promise.all(
      folders.map(async (folder) => {
        const names = (await readdir(folder)).toSorted()
        return await Promise.all(
          names.map(async (name) => await readFile(join(folder, name), "utf8")),
        )
      }),
    )
    return texts.flat()
  }
}
