// `parley line amend`: the next charter of a line that stands, from one party's folder, for both parties to read and sign.

import * as v from "valibot"

import { newest } from "../../../shared/line/agreement.ts"
import { precedences } from "../../../shared/records/names.ts"
import {
  proposeAmendment,
  type MovedDeadline,
  type Term,
} from "../../sdk/ceremony/charter-amendment.ts"
import { documentText } from "../../sdk/ceremony/founding-document.ts"
import type { CommandLine } from "../command-line.ts"
import { nodeClientCrypto } from "../crypto.ts"
import { Failure, unwrap } from "../../runtime/failure.ts"
import { durationOf } from "../../runtime/times.ts"
import { writePublic } from "./carried-file.ts"
import { changeLines, charterChanges } from "./charter-changes.ts"
import { readPartyOnLine } from "./party-folder.ts"

const terms = [
  "accepted",
  "received",
  "read",
  "understood",
  "authority",
  "answered",
  "standBy",
  "delayed",
] as const satisfies readonly Term[]

const duration = v.pipe(
  v.string(),
  v.transform(durationOf),
  v.number("a duration such as 30s, 5m or 24h expected"),
)
const codes = v.pipe(
  v.string(),
  v.transform((text) => text.split(",").filter((code) => code !== "" && code !== "none")),
)

const amendOptions = v.object({
  deadline: v.array(v.string()),
  languageA: v.optional(v.string()),
  languageB: v.optional(v.string()),
  telephoneA: v.optional(v.string()),
  telephoneB: v.optional(v.string()),
  preauthorisedA: v.optional(codes),
  preauthorisedB: v.optional(codes),
  life: v.optional(duration),
  lineCheck: v.optional(duration),
  catalogue: v.optional(v.boolean(), false),
  out: v.string(),
})

export async function amendLine(
  folder: string,
  options: unknown,
  line: CommandLine,
): Promise<void> {
  const read = v.safeParse(amendOptions, options)
  if (!read.success) {
    const [issue] = read.issues
    throw new Failure("cli/usage", `--${v.getDotPath(issue) ?? ""}: ${issue.message}`)
  }
  const given = read.output
  const { state } = await readPartyOnLine(folder)
  const amendment = {
    deadlines: given.deadline.map(deadlineOf),
    languages: bySide(given.languageA, given.languageB),
    telephone: bySide(given.telephoneA, given.telephoneB),
    preauthorised: bySide(given.preauthorisedA, given.preauthorisedB),
    lifeMs: given.life,
    lineCheckEveryMs: given.lineCheck,
    takesCatalogue: given.catalogue,
  }
  const { random } = nodeClientCrypto()
  const record = unwrap(proposeAmendment(random, state, amendment, line.io.now()))
  await writePublic(given.out, documentText(record))
  const changes = charterChanges(newest(state.charters).document, record.core)
  const { version } = record.core
  const value = { kind: record.kind, version, changes: changes.map((each) => ({ ...each })) }
  line.output.data({ ...value, file: given.out }, () =>
    [
      `Charter ${String(version)} would change:`,
      ...changeLines(changes).map((row) => `  ${row}`),
      "",
      "It takes effect when both parties have signed it and a desk has put it on the line.",
      `Both parties sign: parley line sign ${given.out} --party <folder> --key <custodian's key>`,
    ].join("\n"),
  )
}

function bySide<T>(a: T | undefined, b: T | undefined): Partial<Record<"A" | "B", T>> {
  return { ...(a === undefined ? {} : { A: a }), ...(b === undefined ? {} : { B: b }) }
}

/** `FLASH.read=50s`. */
function deadlineOf(text: string): MovedDeadline {
  const [, name = "", column = "", time = ""] = /^([A-Za-z]+)\.([A-Za-z]+)=(.+)$/u.exec(text) ?? []
  const precedence = precedences.find((known) => known === name.toUpperCase())
  const term = terms.find((known) => known.toLowerCase() === column.toLowerCase())
  const ms = durationOf(time)
  if (precedence !== undefined && term !== undefined && ms !== undefined) {
    return { precedence, term, ms }
  }
  throw new Failure(
    "cli/usage",
    `--deadline "${text}" is not PRECEDENCE.TERM=TIME, such as FLASH.read=50s. Terms: ${terms.join(", ")}`,
  )
}
