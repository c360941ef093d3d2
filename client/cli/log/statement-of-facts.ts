// The statement of facts of a line, from the exports of both parties: as JSON, and in words in both their languages.

import { languages, type Language } from "../../../shared/catalogue/words.ts"
import { currentCharter } from "../../../shared/line/agreement.ts"
import type { LineState } from "../../../shared/line/state.ts"
import type { Audit } from "../../sdk/audit.ts"
import { partyLabel } from "../../sdk/view/naming.ts"
import type { JsonObject } from "../../runtime/json.ts"
import { auditJson } from "../../runtime/log/audit-form.ts"
import { factText } from "../../runtime/log/fact-texts.ts"
import type { Reconciliation, Standing } from "../../runtime/log/reconciliation.ts"
import type { Palette } from "../output/palette.ts"

export interface Given {
  readonly path: string
  readonly audit: Audit
  readonly state: LineState
  readonly isVerified: boolean
}

/** In the order of the files that were named. */
export type Both = readonly [Given, Given]

export function statementJson([first, second]: Both, { facts, forks }: Reconciliation): JsonObject {
  const count = (standing: Standing): number =>
    facts.filter((each) => each.standing === standing).length
  return {
    agreed: forks.length === 0 && first.isVerified && second.isVerified,
    line: first.audit.line ?? null,
    files: [first, second].map(({ path, audit }) => ({
      path,
      ...auditJson(audit, false),
    })),
    forks: forks.map((fork) => ({ ...fork })),
    both: count("both"),
    onlyFirst: count("first"),
    onlySecond: count("second"),
    firstLater: count("first-later"),
    secondLater: count("second-later"),
    facts: facts.map(({ standing, fact }) => ({
      standing,
      ...fact,
      names: Object.fromEntries(
        languagesOf(first.state).map((language) => [language, factText(language, nameOf(fact))]),
      ),
    })),
  }
}

function nameOf({ kind, stage }: JsonObject): string {
  if (typeof stage === "string") return stage
  return typeof kind === "string" ? kind : ""
}

/** The line's languages: one, where both parties read the same. */
function languagesOf(state: LineState): readonly Language[] {
  const { languages: agreed } = currentCharter(state)
  return languages.filter((language) => language === agreed.A || language === agreed.B)
}

const headings: readonly (readonly [
  standing: Standing,
  text: "both" | "only" | "later",
  file: 0 | 1,
])[] = [
  ["both", "both", 0],
  ["first", "only", 0],
  ["second", "only", 1],
  ["first-later", "later", 0],
  ["second-later", "later", 1],
]

export function statementWords(
  both: Both,
  { facts, forks }: Reconciliation,
  palette: Palette,
): string {
  const [{ audit, state }] = both
  const inBoth = (name: string): string =>
    languagesOf(state)
      .map((language) => factText(language, name))
      .join(" / ")
  const parts = headings.flatMap(([standing, text, file]) => {
    const own = facts.filter((each) => each.standing === standing)
    if (own.length === 0) return []
    const whose = text === "both" ? "" : ` ${both[file].path}`
    return [
      "",
      palette.strong(`${inBoth(text)}${whose}: ${String(own.length)}`),
      ...own.map(({ fact }) => factLine(fact, inBoth(nameOf(fact)), palette)),
    ]
  })
  return [
    `${palette.strong(inBoth("title"))} (UNREVIEWED)`,
    `line ${audit.line ?? "unknown"}: ${partyLabel(state, "A")}, ${partyLabel(state, "B")}`,
    ...both.map(({ path, isVerified }) =>
      isVerified ? palette.good(`✓ ${path} proves itself`) : palette.alarm(`✕ ${path} does not`),
    ),
    ...forks.map(({ name, index }) =>
      palette.alarm(`✕ ${inBoth("forks")}: ${name}, from entry ${String(index)} on`),
    ),
    ...parts,
  ].join("\n")
}

/** Every place with its own time and the bound of it: no time of one relay is taken for that of the other. */
function factLine(
  fact: Reconciliation["facts"][number]["fact"],
  name: string,
  palette: Palette,
): string {
  const { from, by, serial, relays } = fact
  const who = typeof from === "string" ? from : typeof by === "string" ? by : ""
  const places = Object.entries(relays).map(
    ([relay, { index, at, boundMs }]) =>
      `${relay.slice(0, 8)} #${String(index)} ${at} ±${String(boundMs)} ms`,
  )
  const words = [who, name, typeof serial === "string" ? serial : ""].filter((word) => word !== "")
  return `  ${words.join("  ")}  ${palette.muted(`(${places.join(", ")})`)}`
}
