// The intent board: what each side has said that stands now, with every correction in it; before it, what does not go together and what
// nobody has answered. Nothing is waited for, and nothing is kept: it is asked anew.

import { referencesOf } from "../../../shared/catalogue/substance.ts"
import type { SpeechAct } from "../../../shared/catalogue/statement-type.ts"
import { rowOf } from "../../../shared/catalogue/table.ts"
import { isAnswered } from "../../../shared/dialogue/answers.ts"
import { contradictions } from "../../../shared/dialogue/contradictions.ts"
import { correctionsOf, fateOf } from "../../../shared/dialogue/fate.ts"
import { listInForce, type InForce } from "../../../shared/dialogue/in-force.ts"
import { isSound, judge } from "../../../shared/dialogue/judge.ts"
import {
  allHeld,
  copyOf,
  saidBy,
  timeOf,
  type DialogueState,
  type Held,
} from "../../../shared/dialogue/state.ts"
import type { StageKind } from "../../../shared/records/stage.ts"
import { limits } from "../../../shared/limits.ts"
import { messageViews } from "../../sdk/view/message.ts"
import { isoTime } from "../times.ts"
import type { BoardForm, ContradictionForm, QuestionForm, StandingForm } from "./board-forms.ts"
import type { DeskWork } from "./desk-work.ts"
import { placesIn } from "./places.ts"
import { renderedTexts } from "./rendered.ts"

interface Asked {
  /** The reader's own, where it is another than the charter's. */
  readonly language: string | null
}

/** A column of more than this is read by nobody, and rendering it would hold up the circuits. */
const columnMost = 50

/** What would stand or bind if it counted; a faulty acknowledgement is for the traffic. */
const binding: ReadonlySet<SpeechAct> = new Set<SpeechAct>([
  "notify",
  "assure",
  "propose",
  "decide",
])

type Shown = InForce & { readonly standing: StandingForm["standing"] }

export function board(work: DeskWork, asked: Asked): BoardForm {
  const { dialogue } = work.conversation
  const { side } = work.parts.identity
  const now = work.runtime.act((desk) => desk.now.wall)
  const standing = listInForce(dialogue, now).filter(isShown)
  const of = (isOurs: boolean): readonly Shown[] =>
    standing
      .filter(({ held }) => (held.side === side) === isOurs)
      .toSorted((a, b) => compare(a.until, b.until) || b.since - a.since)
  const [ours, theirs] = [of(true), of(false)]
  const formsOf = (all: readonly Shown[]): StandingForm[] =>
    all.slice(0, columnMost).map((each) => standingForm(work, each, now, asked))
  return {
    at: isoTime(now),
    ours: formsOf(ours),
    theirs: formsOf(theirs),
    more: {
      ours: Math.max(0, ours.length - columnMost),
      theirs: Math.max(0, theirs.length - columnMost),
    },
    contradictions: [...disagreements(dialogue), ...doubts(work, standing)],
    questions: questions(work, asked),
  }
}

/** The sooner end first; what names no end last. */
function compare(one: number | undefined, other: number | undefined): number {
  const [a, b] = [one ?? Number.MAX_SAFE_INTEGER, other ?? Number.MAX_SAFE_INTEGER]
  return a - b
}

function isShown(each: InForce): each is Shown {
  return ["proposed", "coming", "in-force", "held"].includes(each.standing)
}

function standingForm(
  work: DeskWork,
  { held, said, standing, since, until, acceptedBy }: Shown,
  now: number,
  { language }: Asked,
): StandingForm {
  const { dialogue } = work.conversation
  const { serial, precedence, statement } = copyOf(held)
  const [replaced] = statement.code === "CR-02" ? referencesOf(statement) : []
  const before = allHeld(dialogue).find(
    (each) => each.message === replaced && each.side === held.side,
  )
  return {
    id: held.message,
    serial,
    code: said.code,
    precedence,
    standing,
    since: isoTime(since),
    until: until === undefined ? null : isoTime(until),
    expires: until !== undefined && until - now <= limits.expiringMs,
    corrections: correctionsOf(dialogue, held).map(serialOf),
    supersedes: before === undefined ? null : serialOf(before),
    acceptedBy: acceptedBy === undefined ? null : serialOf(acceptedBy),
    texts: renderedTexts(work, { said }, language),
    places: placesIn(said),
  }
}

function serialOf(held: Held): string {
  return copyOf(held).serial
}

function disagreements(dialogue: DialogueState): readonly ContradictionForm[] {
  return contradictions(dialogue).map(({ kind, held, fields }) => ({
    kind,
    serials: held.map(serialOf),
    details: [...fields],
  }))
}

/** What stands and is not believed or not understood by somebody, and what would stand if it counted. */
function doubts(work: DeskWork, standing: readonly Shown[]): readonly ContradictionForm[] {
  const { dialogue } = work.conversation
  const faulty = allHeld(dialogue).flatMap((held) => {
    if (!binding.has(rowOf(saidBy(held).code).act)) return []
    const { faults } = judge(dialogue, held)
    return faults.length === 0 ? [] : [{ ...about("faulty", held), details: [...faults] }]
  })
  return [
    ...standing.flatMap(({ held }) => readersDoubts(work, held).map((kind) => about(kind, held))),
    ...standing.flatMap(({ held, standing: word }) =>
      word === "held" ? [about("held", held)] : [],
    ),
    ...faulty,
  ]
}

function about(kind: ContradictionForm["kind"], held: Held): ContradictionForm {
  return { kind, serials: [serialOf(held)], details: [] }
}

const doubting: ReadonlySet<StageKind> = new Set<StageKind>(["contested", "differs", "read-back"])

function readersDoubts(work: DeskWork, held: Held): readonly ("differs" | "contested")[] {
  const row = work.parts.union.rowOf(held.message)
  // A look that costs nothing first: most messages are doubted by nobody.
  const isDoubted = row?.reached.some(({ fact }) => doubting.has(fact.kind)) ?? false
  if (!isDoubted) return []
  const views = work.runtime.act(({ now }) => messageViews(work.conversation, held.message, now))
  const own = views.filter(({ side }) => side === held.side)
  const isContested = own.some(({ stages }) =>
    stages.some(({ fact, counts }) => counts && fact.kind === "contested"),
  )
  const isDifferent = own.some(({ state }) => state === "read-back-differs")
  return [
    ...(isDifferent ? (["differs"] as const) : []),
    ...(isContested ? (["contested"] as const) : []),
  ]
}

/** Questions that nobody has answered, oldest first. A line check is no question of substance. */
function questions(work: DeskWork, { language }: Asked): QuestionForm[] {
  const { dialogue } = work.conversation
  return allHeld(dialogue)
    .filter(
      (held) =>
        rowOf(saidBy(held).code).act === "query" &&
        isSound(dialogue, held) &&
        fateOf(dialogue, held) === "stands" &&
        !isAnswered(dialogue, held),
    )
    .map((held) => ({
      serial: serialOf(held),
      code: saidBy(held).code,
      precedence: copyOf(held).precedence,
      side: held.side === work.parts.identity.side ? "ours" : "theirs",
      at: isoTime(timeOf(held)),
      texts: renderedTexts(work, { said: saidBy(held) }, language),
    }))
}
