// `parley log show`: every fact in this desk's copies of the journals, once, with the places where it stands.

import type { CommandLine } from "../command-line.ts"
import { ask, ops } from "../../runtime/requests/ops.ts"
import { limits } from "../../../shared/limits.ts"
import { withDesk } from "../desk/with-desk.ts"
import { Failure } from "../../runtime/failure.ts"
import type { FactForm } from "../../runtime/log/fact-json.ts"
import { instantOrSpan } from "../../runtime/times.ts"
import type { DeskAccess } from "../runtime/open-desk.ts"
import { factWords } from "./fact-words.ts"

export interface ShowWish {
  readonly from: string | undefined
  readonly to: string | undefined
}

interface Found {
  readonly line: string
  readonly relays: Readonly<Record<string, string>>
  readonly facts: readonly FactForm[]
}

export async function showLog(line: CommandLine, wish: ShowWish): Promise<void> {
  const { io, output, settings } = line
  const from = instantIn(wish.from, io.now()) ?? 0
  const to = instantIn(wish.to, io.now()) ?? Infinity
  await withDesk(line, async (desk) => {
    const found = await readFacts(line, desk)
    const facts = found.facts.filter(({ relays }) =>
      Object.values(relays).some(({ at }) => Date.parse(at) >= from && Date.parse(at) <= to),
    )
    if (settings.isOneObject) {
      output.data({ line: found.line, facts }, () => "")
      return
    }
    const names = { ...found.relays, ...serialsIn(facts) }
    const page = { palette: output.palette, columns: output.columns, now: io.now() }
    for (const fact of facts) output.data(fact, () => factWords(fact, names, page))
  })
}

function instantIn(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined
  const at = instantOrSpan(text, now)
  if (at !== undefined) return at
  throw new Failure("cli/input", `"${text}" is no time. Type it as 2026-11-22T14:05:00Z`)
}

/** Page by page, once the desk has taken in its copies and whatever the relays still had for it. */
async function readFacts({ io, output }: CommandLine, desk: DeskAccess): Promise<Found> {
  const signal = io.stop
  await ask(desk, ops.journals, {}, { signal })
  const facts: FactForm[] = []
  for (;;) {
    const asked = { from: facts.length, limit: limits.readEntriesMax }
    const page = await ask(desk, ops.facts, asked, { signal })
    const isRead = page.read >= page.of
    if (isRead) facts.push(...page.facts)
    output.status(`${String(page.read)} of ${String(page.of)} entries`)
    const { line, relays, total } = page
    if (isRead && (facts.length >= total || page.facts.length === 0)) return { line, relays, facts }
  }
}

/** People speak in serials: an id within what was said is shown as one. */
function serialsIn(facts: readonly FactForm[]): Readonly<Record<string, string>> {
  const pairs = facts.flatMap(({ id, serial }) =>
    typeof id === "string" && typeof serial === "string" ? [[id, serial] as const] : [],
  )
  return Object.fromEntries(pairs)
}
