// A custodian's working folder: what a party has signed, and the invitations that are out. Keys may lie here or elsewhere; the
// commands ask for them by name.

import { readdir } from "node:fs/promises"
import { join, resolve } from "node:path"

import { branded } from "../../../shared/encoding/schema.ts"
import { sideOf } from "../../../shared/line/agreement.ts"
import type { LineState } from "../../../shared/line/state.ts"
import type { Side } from "../../../shared/records/charter.ts"
import type { Invitation } from "../../../shared/records/enrolment.ts"
import type { PartyId } from "../../../shared/records/names.ts"
import type { Founding } from "../../../shared/records/parsed.ts"
import type { Refusal } from "../../../shared/result.ts"
import {
  foundLine,
  readCharter,
  readDocument,
  type CharterRecord,
} from "../../sdk/ceremony/founding-document.ts"
import { readInvitation } from "../../sdk/ceremony/invitation.ts"
import { readRoot, type PartyRoot } from "../../sdk/ceremony/party-root.ts"
import { nodeClientCrypto } from "../crypto.ts"
import { Failure, unwrap } from "../../runtime/failure.ts"
import { isErrno } from "../home/private-file.ts"
import { readCarried } from "./carried-file.ts"

export interface PartyFolder {
  readonly folder: string
  /** The first root: public, and the party's name. */
  readonly root: string
  readonly charter: string
  /** Rosters as signed, one file a version, changes of root, and later charters. */
  readonly rosters: string
  /** Invitations that were not answered yet. */
  readonly invitations: string
}

export function partyFolder(folder: string): PartyFolder {
  return {
    folder,
    root: join(folder, "party.root"),
    charter: join(folder, "line.charter"),
    rosters: join(folder, "rosters"),
    invitations: join(folder, "invitations"),
  }
}

/** A party on its line, as the documents of its folder have it. */
export interface PartyOnLine {
  readonly layout: PartyFolder
  readonly root: PartyRoot
  readonly charter: CharterRecord
  readonly state: LineState
  readonly side: Side
}

/** `except` is a document on its way to being signed: it does not stand yet. */
export async function readPartyOnLine(folder: string, except?: string): Promise<PartyOnLine> {
  const layout = partyFolder(folder)
  const root = unwrap(readRoot(await readCarried(layout.root)))
  const charter = unwrap(readCharter(await readCarried(layout.charter)))
  const documents = await readDocuments(layout, except)
  const founded = foundLine(charter, documents, nodeClientCrypto().signatures)
  if (!founded.ok) throw unfounded(layout, founded)
  const state = founded.value
  const side = sideOf(state, branded<PartyId>(root.party))
  if (side === undefined) {
    throw new Failure(
      "cli/input",
      `${layout.charter} is the charter of a line of two other parties`,
    )
  }
  return { layout, root, charter, state, side }
}

/** What usually keeps a custodian's folder from being good is a document that waits for the other custodians. */
function unfounded(layout: PartyFolder, { code, detail }: Refusal): Failure {
  return new Failure(
    code,
    `the documents in ${layout.folder} do not found a line: ${detail}`,
    `Nothing was changed. If a document lacks signatures, the other custodians add theirs: parley line sign <file> --party ${layout.folder} --key …`,
  )
}

async function readDocuments(
  layout: PartyFolder,
  except: string | undefined,
): Promise<readonly Founding[]> {
  const texts = await textsIn(layout.rosters)
  return texts
    .filter(({ path }) => except === undefined || resolve(path) !== resolve(except))
    .map(({ text }) => unwrap(readDocument(text)))
}

export interface OpenInvitation {
  readonly path: string
  readonly invitation: Invitation
}

export async function readInvitations(layout: PartyFolder): Promise<readonly OpenInvitation[]> {
  const texts = await textsIn(layout.invitations)
  return texts.map(({ path, text }) => ({ path, invitation: unwrap(readInvitation(text)) }))
}

/** A folder that is not there is one in which nothing lies yet. */
async function textsIn(
  folder: string,
): Promise<readonly { readonly path: string; readonly text: string }[]> {
  try {
    const names = (await readdir(folder)).toSorted()
    return await Promise.all(
      names.map(async (name) => {
        const path = join(folder, name)
        return { path, text: await readCarried(path) }
      }),
    )
  } catch (error) {
    if (isErrno(error, "ENOENT")) return []
    throw error
  }
}
