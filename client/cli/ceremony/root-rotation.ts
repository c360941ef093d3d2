// `parley party rotate`: from the present root to the one it has committed to. Both sign, so neither whoever stole the present
// keys nor whoever found the next ones can do it alone; from then on the old keys sign nothing.

import { join } from "node:path"
import * as v from "valibot"

import { newest } from "../../../shared/line/agreement.ts"
import { documentText, judgeDocument, readDocument } from "../../sdk/ceremony/founding-document.ts"
import type { CommandLine } from "../command-line.ts"
import { Failure, unwrap } from "../../runtime/failure.ts"
import { readCarried, writePublic } from "./carried-file.ts"
import { openCustodianKeys } from "./custodian-keys.ts"
import { documentWords } from "./document-words.ts"
import { askToSign, keptByBoth } from "./line-signing.ts"
import { readPartyOnLine, type PartyOnLine } from "./party-folder.ts"
import { changeFile, nextRootFolder } from "./root-files.ts"
import { progressLines, progressOf, signatoriesOn, signedBy, type Progress } from "./signatures.ts"

const rotateOptions = v.object({
  key: v.array(v.string()),
  change: v.optional(v.string()),
  yes: v.optional(v.boolean(), false),
})

export async function rotateRoot(
  folder: string,
  options: unknown,
  line: CommandLine,
): Promise<void> {
  const { key, change, yes } = v.parse(rotateOptions, options)
  const own = await readPartyOnLine(folder)
  const present = newest(own.state.parties[own.side].roots).document
  const path = change ?? changeFile(nextRootFolder(folder, present.version + 1))
  const record = unwrap(readDocument(await readCarried(path)))
  if (record.kind !== "root") throw new Failure("cli/input", `${path} is no change of a root`)
  unwrap(judgeDocument(own.state, record))
  const signatories = signatoriesOn(own.state, record)
  if (signatories[0]?.party !== own.root.party) {
    throw new Failure("cli/refused", `${path} is the next root of the other party`)
  }
  if (!yes) await askToSign(documentWords(record), path, line)
  const signed = signedBy(record, await openCustodianKeys(key, line), signatories)
  const { version } = record.core
  const file = join(own.layout.rosters, `root-${String(version)}.change`)
  await writePublic(file, documentText(signed))
  const progress = progressOf(signed, signatories)
  const isEnough = progress.every((each) => each.isEnough)
  line.output.data({ root: version, file, isEnough }, () =>
    [
      `Root ${String(version)}: ${file}`,
      ...progressLines(progress),
      ...whatNext(own, file, progress),
    ].join("\n"),
  )
}

function whatNext(
  { layout }: PartyOnLine,
  file: string,
  progress: readonly Progress[],
): readonly string[] {
  if (!progress.every(({ isEnough }) => isEnough)) {
    return [
      `Custodians of both roots sign: parley line sign ${file} --party ${layout.folder} --key …`,
    ]
  }
  return [
    `Put it on the line from a desk: parley --home <home> line publish ${file}`,
    ...keptByBoth,
    "From then on the new root's keys sign, and the old ones nothing. The party's name and fingerprint stay.",
  ]
}
