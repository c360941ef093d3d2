// Adding signatures to what roots sign. The file is rewritten in place and goes from custodian to custodian, from party to
// party, until it has enough.

import * as v from "valibot"

import type { LineState } from "../../../shared/line/state.ts"
import type { Founding } from "../../../shared/records/parsed.ts"
import { documentText, judgeDocument, readDocument } from "../../sdk/ceremony/founding-document.ts"
import type { CommandLine } from "../command-line.ts"
import { Failure, unwrap } from "../../runtime/failure.ts"
import { readCarried, replacePublic } from "./carried-file.ts"
import { openCustodianKeys } from "./custodian-keys.ts"
import { documentWords } from "./document-words.ts"
import { readPartyOnLine } from "./party-folder.ts"
import {
  progressLines,
  progressOf,
  signatoriesOfCharter,
  signatoriesOn,
  signedBy,
  type Progress,
  type Signatory,
} from "./signatures.ts"

const signOptions = v.object({
  key: v.array(v.string()),
  party: v.optional(v.string()),
  yes: v.optional(v.boolean(), false),
})

export async function signDocument(
  path: string,
  options: unknown,
  line: CommandLine,
): Promise<void> {
  const { key, party, yes } = v.parse(signOptions, options)
  const record = unwrap(readDocument(await readCarried(path)))
  const state = party === undefined ? undefined : await stateBefore(record, path, party)
  const signatories = signatoriesOf(record, state)
  if (!yes) await askToSign(documentWords(record, state), path, line)
  const signed = signedBy(record, await openCustodianKeys(key, line), signatories)
  await replacePublic(path, documentText(signed))
  const progress = progressOf(signed, signatories)
  const value = {
    file: path,
    kind: record.kind,
    version: record.core.version,
    progress: progress.map((each) => ({ ...each, signed: [...each.signed] })),
  }
  line.output.data(value, () =>
    [`Signed: ${path}`, ...progressLines(progress), ...whatNext(record, progress, path)].join("\n"),
  )
}

function whatNext(
  { kind, core }: Founding,
  progress: readonly Progress[],
  path: string,
): readonly string[] {
  if (progress.length === 0 || !progress.every(({ isEnough }) => isEnough)) return []
  if (kind === "charter" && core.version === 0) {
    return [
      "The charter is complete. Each party keeps it as line.charter in the folder of its root.",
    ]
  }
  return [
    `The ${kind} is complete. Put it on the line from a desk: parley --home <home> line publish ${path}`,
    ...(kind === "roster" ? [] : keptByBoth),
  ]
}

export const keptByBoth = ["Each party keeps a copy in the folder rosters of its root's folder."]

/** Nobody signs what they have not seen. */
export async function askToSign(words: string, path: string, line: CommandLine): Promise<void> {
  if (!line.settings.mayAsk) {
    throw new Failure(
      "cli/no-input",
      `signing ${path} has to be confirmed`,
      "Nothing was signed. Read it with `parley line show`, then give --yes.",
    )
  }
  line.output.talk(words)
  const answer = await line.io.input.ask("Sign this? Type sign: ")
  if (answer?.trim() !== "sign") throw new Failure("cli/interrupted", "nothing was signed")
}

/** The line without this document; a first charter stands on nothing. What the rulebook would refuse is not signed. */
async function stateBefore(
  record: Founding,
  path: string,
  party: string,
): Promise<LineState | undefined> {
  if (record.kind === "charter" && record.core.version === 0) return undefined
  const { state } = await readPartyOnLine(party, path)
  unwrap(judgeDocument(state, record))
  return state
}

/** Whose signatures count: a first charter says it itself; for the rest one has to know what stands before it. */
function signatoriesOf(record: Founding, state: LineState | undefined): readonly Signatory[] {
  if (state !== undefined) return signatoriesOn(state, record)
  if (record.kind === "roster") return []
  if (record.kind === "charter" && record.core.version === 0) return signatoriesOfCharter(record)
  throw new Failure(
    "cli/usage",
    `${record.kind} ${String(record.core.version)} changes what stands before it`,
    "Nothing was signed. Name your party's folder with --party, so that what changes can be shown.",
  )
}
