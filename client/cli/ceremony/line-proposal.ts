// The first charter, from what both parties have said: their roots, their relays, and the terms.

import * as v from "valibot"

import { compressed, defaultProfile } from "../../../shared/line/profile.ts"
import type { CharterRelay, Side } from "../../../shared/records/charter.ts"
import { documentText } from "../../sdk/ceremony/founding-document.ts"
import { proposeCharter } from "../../sdk/ceremony/line-terms.ts"
import { readRoot } from "../../sdk/ceremony/party-root.ts"
import { readRelay } from "../../sdk/ceremony/relay-entry.ts"
import type { CommandLine } from "../command-line.ts"
import { nodeClientCrypto } from "../crypto.ts"
import { Failure, unwrap } from "../../runtime/failure.ts"
import { lineOfText } from "../line-of-text.ts"
import { durationOf } from "../../runtime/times.ts"
import { readCarried, writePublic } from "./carried-file.ts"
import { charterJson, charterWords } from "./charter-words.ts"

const duration = v.pipe(
  v.string(),
  v.transform(durationOf),
  v.number("a duration such as 30s, 5m or 24h expected"),
)
const codes = v.pipe(
  v.optional(v.string(), ""),
  v.transform((text) => text.split(",").filter((code) => code !== "")),
)
const files = v.array(v.string())

const terms = v.object({
  rootA: v.string(),
  rootB: v.string(),
  relayA: files,
  relayB: files,
  mode: v.picklist(["exercise", "live"]),
  languageA: v.string(),
  languageB: v.string(),
  telephoneA: lineOfText(),
  telephoneB: lineOfText(),
  preauthorisedA: codes,
  preauthorisedB: codes,
  life: duration,
  lineCheck: duration,
  compress: v.pipe(v.string(), v.toNumber(), v.minValue(1)),
  out: v.string(),
})

export async function proposeLine(options: unknown, line: CommandLine): Promise<void> {
  const read = v.safeParse(terms, options)
  if (!read.success) {
    const [issue] = read.issues
    throw new Failure("cli/usage", `${v.getDotPath(issue) ?? ""}: ${issue.message}`)
  }
  const given = read.output
  const relays = [...(await relaysOf(given.relayA, "A")), ...(await relaysOf(given.relayB, "B"))]
  if (relays.length === 0) {
    throw new Failure("cli/usage", "no relay: give --relay-a, --relay-b, or both")
  }
  const record = unwrap(
    proposeCharter(nodeClientCrypto().random, {
      mode: given.mode,
      roots: { A: await rootBytes(given.rootA), B: await rootBytes(given.rootB) },
      relays,
      profile: compressed(defaultProfile, given.compress),
      languages: { A: given.languageA, B: given.languageB },
      preauthorised: { A: given.preauthorisedA, B: given.preauthorisedB },
      telephone: { A: given.telephoneA, B: given.telephoneB },
      lifeMs: given.life,
      lineCheckEveryMs: given.lineCheck,
      created: line.io.now(),
    }),
  )
  await writePublic(given.out, documentText(record))
  line.output.data({ ...charterJson(record), file: given.out }, () =>
    [
      charterWords(record),
      "",
      `Both parties read ${given.out}, compare the fingerprints, and sign: parley line sign ${given.out} --key <custodian's key>`,
    ].join("\n"),
  )
}

async function relaysOf(paths: readonly string[], side: Side): Promise<readonly CharterRelay[]> {
  return await Promise.all(
    paths.map(async (path) => unwrap(readRelay(await readCarried(path), side))),
  )
}

async function rootBytes(path: string): Promise<Uint8Array> {
  return unwrap(readRoot(await readCarried(path))).bytes
}
