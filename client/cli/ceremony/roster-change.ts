// The last step of every change to a roster: signed by the keys at hand, written to the party's folder, and what to do with it.

import { join } from "node:path"
import * as v from "valibot"

import type { Founding } from "../../../shared/records/parsed.ts"
import { documentText } from "../../sdk/ceremony/founding-document.ts"
import type { CommandLine } from "../command-line.ts"
import type { JsonObject } from "../../runtime/json.ts"
import { writePublic } from "./carried-file.ts"
import { openCustodianKeys } from "./custodian-keys.ts"
import type { PartyOnLine } from "./party-folder.ts"
import { progressLines, progressOf, signatoriesOn, signedBy } from "./signatures.ts"

const dayMs = 24 * 3_600_000

/** A number of days, as milliseconds. */
export function days(most: number): v.GenericSchema<string, number> {
  return v.pipe(
    v.string(),
    v.toNumber(),
    v.integer(),
    v.minValue(1),
    v.maxValue(most),
    v.transform((count) => count * dayMs),
  )
}

export interface WrittenRoster {
  readonly file: string
  readonly json: JsonObject
  readonly lines: readonly string[]
}

export async function writeRoster(
  own: PartyOnLine,
  proposal: Founding,
  keyPaths: readonly string[],
  line: CommandLine,
): Promise<WrittenRoster> {
  const signatories = signatoriesOn(own.state, proposal)
  const signed = signedBy(proposal, await openCustodianKeys(keyPaths, line), signatories)
  const version = String(signed.core.version)
  const file = join(own.layout.rosters, `roster-${version}.roster`)
  await writePublic(file, documentText(signed))
  const progress = progressOf(signed, signatories)
  const isEnough = progress.every((each) => each.isEnough)
  const next = isEnough
    ? [
        `Put it on the line from a desk: parley --home <home> line publish ${file}`,
        "Before the line runs: give it to the relays' operators (parley relay add-line).",
      ]
    : [`The other custodians sign: parley line sign ${file} --party ${own.layout.folder} --key …`]
  return {
    file,
    json: { roster: signed.core.version, file, isEnough },
    lines: [`Roster ${version}: ${file}`, ...progressLines(progress), ...next],
  }
}
