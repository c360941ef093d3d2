// Looking at documents: what they say, and whether they are what they seem.

import * as v from "valibot"

import { foundLine, readCharter, readDocument } from "../../sdk/ceremony/founding-document.ts"
import type { CommandLine } from "../command-line.ts"
import { nodeClientCrypto } from "../crypto.ts"
import { unwrap } from "../../runtime/failure.ts"
import { readCarried } from "./carried-file.ts"
import { documentJson, documentWords } from "./document-words.ts"
import { readPartyOnLine } from "./party-folder.ts"

const showOptions = v.object({ party: v.optional(v.string()) })

export async function showDocument(
  path: string,
  options: unknown,
  line: CommandLine,
): Promise<void> {
  const { party } = v.parse(showOptions, options)
  const record = unwrap(readDocument(await readCarried(path)))
  const state = party === undefined ? undefined : (await readPartyOnLine(party, path)).state
  line.output.data(documentJson(record, state), () => documentWords(record, state))
}

/** Ends with the rulebook's own refusal where it has one. */
export async function verifyDocuments(
  charterPath: string,
  paths: readonly string[],
  line: CommandLine,
): Promise<void> {
  const charter = unwrap(readCharter(await readCarried(charterPath)))
  const texts = await Promise.all(paths.map(readCarried))
  const documents = texts.map((text) => unwrap(readDocument(text)))
  const state = unwrap(foundLine(charter, documents, nodeClientCrypto().signatures))
  const { A, B } = state.parties
  const charterVersion = state.charters.at(-1)?.version ?? 0
  const rosters = { A: A.rosters.at(-1)?.version, B: B.rosters.at(-1)?.version }
  const value = { verified: true, line: state.line, charter: charterVersion, rosters }
  line.output.data(value, () =>
    [
      `Verified: line ${state.line.slice(0, 16)}, charter ${String(charterVersion)}, signed by both roots.`,
      `Rosters: party A ${versionWords(rosters.A)}, party B ${versionWords(rosters.B)}.`,
    ].join("\n"),
  )
}

function versionWords(version: number | undefined): string {
  return version === undefined ? "none here" : String(version)
}
