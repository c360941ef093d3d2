// Adding signatures to what roots sign. The file is rewritten in place and goes from custodian to custodian, from party to
// party, until it has enough.

import * as v from "valibot"

import { beginLine } from "../../../shared/line/founding.ts"
import type { Founding } from "../../../shared/records/parsed.ts"
import { documentText, readCharter, readDocument } from "../../sdk/ceremony/founding-document.ts"
import type { CommandLine } from "../command-line.ts"
import { nodeClientCrypto } from "../crypto.ts"
import { Failure, unwrap } from "../failure.ts"
import { readCarried, replacePublic } from "./carried-file.ts"
import { openCustodianKeys } from "./custodian-keys.ts"
import { documentWords } from "./document-words.ts"
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
  charter: v.optional(v.string()),
  yes: v.optional(v.boolean(), false),
})

export async function signDocument(
  path: string,
  options: unknown,
  line: CommandLine,
): Promise<void> {
  const { key, charter, yes } = v.parse(signOptions, options)
  const record = unwrap(readDocument(await readCarried(path)))
  if (!yes) await askToSign(record, path, line)
  const signed = signedBy(record, await openCustodianKeys(key, line))
  await replacePublic(path, documentText(signed))
  const progress = progressOf(signed, await signatoriesOf(record, charter))
  const value = {
    file: path,
    kind: record.kind,
    version: record.core.version,
    progress: progress.map((each) => ({ ...each, signed: [...each.signed] })),
  }
  line.output.data(value, () =>
    [`Signed: ${path}`, ...progressLines(progress), ...whatNext(record, progress)].join("\n"),
  )
}

function whatNext({ kind }: Founding, progress: readonly Progress[]): readonly string[] {
  if (kind !== "charter" || !progress.every(({ isEnough }) => isEnough)) return []
  return ["The charter is complete. Each party keeps it as line.charter in the folder of its root."]
}

/** Nobody signs what they have not seen. */
export async function askToSign(record: Founding, path: string, line: CommandLine): Promise<void> {
  if (!line.settings.mayAsk) {
    throw new Failure(
      "cli/no-input",
      `signing ${path} has to be confirmed`,
      "Nothing was signed. Read it with `parley line show`, then give --yes.",
    )
  }
  line.output.talk(documentWords(record))
  const answer = await line.io.input.ask("Sign this? Type sign: ")
  if (answer?.trim() !== "sign") throw new Failure("cli/interrupted", "nothing was signed")
}

/** Whose signatures count: a charter says it itself; for the rest the line's charter has to be given. */
async function signatoriesOf(
  record: Founding,
  charterPath: string | undefined,
): Promise<readonly Signatory[]> {
  if (record.kind === "charter") return signatoriesOfCharter(record)
  if (charterPath === undefined) return []
  const charter = unwrap(readCharter(await readCarried(charterPath)))
  return signatoriesOn(unwrap(beginLine(charter, nodeClientCrypto().signatures)), record)
}
