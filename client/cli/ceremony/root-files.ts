// The files of a party's roots: each custodian's key of each version by itself, and the changes that are prepared.

import { join } from "node:path"

import type { PartyId } from "../../../shared/records/names.ts"
import { custodianKeyText } from "../../sdk/ceremony/custodian-key.ts"
import { documentText, proposal } from "../../sdk/ceremony/founding-document.ts"
import { rootText, type MadeRoot } from "../../sdk/ceremony/party-root.ts"
import type { Protection } from "../../sdk/vault.ts"
import { nodeClientCrypto } from "../crypto.ts"
import { unwrap } from "../../runtime/failure.ts"
import { writePublic, writeSecret } from "./carried-file.ts"
import { partyFolder } from "./party-folder.ts"

/** A root that may follow, with its custodians' keys. */
export function nextRootFolder(folder: string, version: number): string {
  return join(folder, "next-roots", String(version))
}

export function changeFile(folder: string): string {
  return join(folder, "root.change")
}

/** The n-th protection is the n-th custodian's. */
export async function writeRoots(
  folder: string,
  party: PartyId,
  made: readonly MadeRoot[],
  protections: readonly Protection[],
): Promise<void> {
  const [first, ...next] = made
  if (first === undefined) return
  await writeKeys(folder, party, first, protections)
  for (const root of next) {
    const place = nextRootFolder(folder, root.document.version)
    await writeKeys(place, party, root, protections)
    const record = unwrap(proposal("root", root.bytes))
    await writeSecret(changeFile(place), documentText(record))
  }
  // The root last: a folder without it is one that was not finished.
  await writePublic(partyFolder(folder).root, rootText(first.bytes))
}

async function writeKeys(
  folder: string,
  party: PartyId,
  { document, seeds }: MadeRoot,
  protections: readonly Protection[],
): Promise<void> {
  const crypto = nodeClientCrypto()
  for (const [i, seed] of seeds.entries()) {
    const number = i + 1
    const protection = protections[i] ?? { kind: "none" }
    const key = { party, version: document.version, number, seed }
    const text = await custodianKeyText(crypto, key, protection)
    await writeSecret(join(folder, `custodian-${String(number)}.key`), text)
  }
}
