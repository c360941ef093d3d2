// Where what was said does not go together: two answers to one message that differ, and a proposal that was taken back by one side and
// accepted by the other. The machine only finds them; what they mean, people say.

import type { MessageId } from "../records/names.ts"
import type { Said } from "../catalogue/substance.ts"
import { writtenParameters } from "../catalogue/compose.ts"
import { rowOf } from "../catalogue/table.ts"
import { fateOf, isBound, versionsOf } from "./fate.ts"
import { aboutOf, isSound } from "./judge.ts"
import { allHeld, referringTo, saidBy, type DialogueState, type Held } from "./state.ts"

export interface Contradiction {
  /** answers: they say different things about one message. crossed: a retraction of what was accepted. */
  readonly kind: "answers" | "crossed"
  /** Oldest first; of a crossing the proposal and its retractions. */
  readonly held: readonly Held[]
  /** Fields whose values differ. */
  readonly fields: readonly string[]
}

/** What a statement may say differently without contradicting another: to whom it answers, how sure it is, who is behind it. */
const beside: ReadonlySet<string> = new Set(["ref", "confidence", "authority", "nextReport"])

export function contradictions(state: DialogueState): readonly Contradiction[] {
  return [...differingAnswers(state), ...crossings(state)]
}

/** Explanations and assurances about one message, of either side, that still stand and do not say the same. */
function differingAnswers(state: DialogueState): readonly Contradiction[] {
  const groups = new Map<string, Held[]>()
  for (const held of allHeld(state)) {
    const { code } = saidBy(held)
    const { act } = rowOf(code)
    if (act !== "explain" && act !== "assure") continue
    const about = aboutOf(state, held)
    if (about === undefined || !isSound(state, held) || fateOf(state, held) !== "stands") continue
    const name = `${code} ${about.side} ${about.message}`
    groups.set(name, [...(groups.get(name) ?? []), held])
  }
  return [...groups.values()].flatMap((held) => {
    const fields = differing(held.map((each) => newest(state, each)))
    return fields.length === 0 ? [] : [{ kind: "answers" as const, held, fields }]
  })
}

function newest(state: DialogueState, held: Held): Said {
  return versionsOf(state, held).at(-1) ?? saidBy(held)
}

function differing(said: readonly Said[]): readonly string[] {
  const written = said.map(writtenParameters)
  const fields = new Set(written.flatMap((each) => Object.keys(each)))
  return [...fields].filter(
    (field) => !beside.has(field) && new Set(written.map((each) => each[field])).size > 1,
  )
}

function crossings(state: DialogueState): readonly Contradiction[] {
  return allHeld(state).flatMap((held) => {
    if (saidBy(held).code !== "PR-01" || !isBound(state, held)) return []
    const back = retractions(state, held.message, held)
    return back.length === 0
      ? []
      : [{ kind: "crossed" as const, held: [held, ...back], fields: [] }]
  })
}

function retractions(state: DialogueState, message: MessageId, { side }: Held): readonly Held[] {
  return referringTo(state, message, side).filter((later) => {
    const { code } = saidBy(later)
    return (code === "CR-02" || code === "CR-03") && isSound(state, later)
  })
}
