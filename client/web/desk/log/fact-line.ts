// A fact as the log shows it: when, who, what, about what, and where it stands.

import * as v from "valibot"

import type { FactForm } from "../../../runtime/log/fact-json.ts"
import type { Say } from "../../ui/language.ts"
import { zulu, zuluDate } from "../../ui/times.ts"
import { precedenceWords, type PrecedenceWord } from "../../ui/precedence.tsx"
import { wordNamed } from "../../ui/words/word-named.ts"

const maybe = v.nullish(v.string())

/** What a line of the log may need of a fact; which of it is there depends on the kind. */
const factForm = v.object({
  kind: v.string(),
  relays: v.record(
    v.string(),
    v.object({ epoch: v.number(), index: v.number(), at: v.string(), boundMs: v.number() }),
  ),
  from: maybe,
  by: maybe,
  serial: maybe,
  precedence: v.nullish(v.picklist(precedenceWords)),
  stage: maybe,
  act: maybe,
  role: maybe,
  level: maybe,
  until: maybe,
  demand: maybe,
  action: maybe,
  code: maybe,
  reason: maybe,
  party: maybe,
  device: maybe,
  outgoing: maybe,
  version: v.nullish(v.number()),
  epoch: v.nullish(v.number()),
  counts: v.optional(v.boolean(), true),
})
export type Fact = v.InferOutput<typeof factForm>

export function factOf(form: FactForm): Fact {
  return v.parse(factForm, form)
}

/** A piece of a line. Tokens read from left to right in every language and are never translated. */
export type Piece =
  | { readonly kind: "token"; readonly text: string }
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "precedence"; readonly precedence: PrecedenceWord }

export interface FactLine {
  readonly time: string
  readonly who: string
  readonly what: string
  readonly about: readonly Piece[]
  readonly where: readonly string[]
}

export interface FactWords {
  readonly say: Say
  /** What people call a code. */
  readonly titleOf: (code: string | null) => string | undefined
  /** What people call the relays. */
  readonly relays: Readonly<Record<string, string>>
}

export function factLine(fact: Fact, words: FactWords): FactLine {
  const { say, relays } = words
  const places = Object.entries(fact.relays)
  const [first] = places.map(([, { at }]) => at).toSorted()
  const key = wordNamed(`fact.${fact.stage ?? fact.kind}`)
  return {
    time: first === undefined ? "" : `${zuluDate(first)} ${zulu(first)}`,
    who: fact.from ?? fact.by ?? "",
    what: key === undefined ? (fact.stage ?? fact.kind) : say(key),
    about: aboutOf(fact, words),
    where: places.map(([relay, { index, boundMs }]) =>
      say("log.place", { relay: relays[relay] ?? relay, index, bound: boundMs }),
    ),
  }
}

function aboutOf(fact: Fact, { say, titleOf }: FactWords): readonly Piece[] {
  const title = titleOf(fact.code ?? null)
  const act = wordNamed(`fact.${fact.act ?? ""}`)
  return [
    ...(fact.counts ? [] : [wording(say("fact.refused"))]),
    ...(fact.precedence === undefined || fact.precedence === null
      ? []
      : [{ kind: "precedence", precedence: fact.precedence } as const]),
    ...tokens(fact.serial),
    ...(title === undefined ? [] : [wording(title)]),
    ...(act === undefined ? [] : [wording(say(act))]),
    ...(typeof fact.version === "number"
      ? [wording(say("fact.version", { version: fact.version }))]
      : []),
    ...tokens(fact.party, fact.outgoing, fact.device, fact.demand, fact.action),
    ...tokens(fact.role, fact.level, fact.reason),
    ...tokens(
      typeof fact.until === "string" ? `→ ${zuluDate(fact.until)} ${zulu(fact.until)}` : null,
    ),
  ]
}

function wording(text: string): Piece {
  return { kind: "words", text }
}

function tokens(...texts: readonly (string | null | undefined)[]): readonly Piece[] {
  return texts.flatMap((text) =>
    text === null || text === undefined || text === "" ? [] : [{ kind: "token", text } as const],
  )
}

export function pieceText(piece: Piece): string {
  return piece.kind === "precedence" ? piece.precedence : piece.text
}
