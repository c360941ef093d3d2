// The intent board: what each side has said that stands now, in two columns; above them what does not go together and what nobody has
// answered; below them where it is.

import { useEffect, useState, type ReactNode } from "react"

import type {
  BoardForm,
  ContradictionForm,
  QuestionForm,
} from "../../../runtime/requests/board-forms.ts"
import { ops, type PictureForm } from "../../../runtime/requests/ops.ts"
import { Precedence } from "../../ui/precedence.tsx"
import { RenderedText } from "../../ui/rendered-text.tsx"
import { useSay, useSettings } from "../../ui/settings.tsx"
import { Token } from "../../ui/token.tsx"
import { useLink } from "../link/desk-link.tsx"
import { useLevelNames } from "../log/tension-figure.tsx"
import { BoardMap, type Placed } from "./map.tsx"
import { moment, StandingCard } from "./standing-card.tsx"

/** What ends leaves the board without anybody saying anything. */
const lookAgainMs = 10_000

export function Board({ picture }: { readonly picture: PictureForm }): ReactNode {
  const say = useSay()
  const { status } = picture
  const at = Date.parse(status.clock.at)
  const size = status.keys.journals.reduce((sum, journal) => sum + journal.size, 0)
  const board = useBoard(size, Math.floor(at / lookAgainMs))
  if (board === undefined) return null
  return (
    <section className="screen board" aria-label={say("board.title")}>
      <h2>{say("board.title")}</h2>
      <Attention board={board} />
      <div className="columns">
        {(["ours", "theirs"] as const).map((side) => (
          <Column
            key={side}
            side={side}
            board={board}
            now={at}
            level={status.tension[side]?.level ?? null}
          />
        ))}
      </div>
      <BoardMap placed={placedOf(board)} />
    </section>
  )
}

/** Asked again when a journal has grown, and when time has gone by. */
function useBoard(size: number, slot: number): BoardForm | undefined {
  const link = useLink()
  const { language } = useSettings()
  const [board, setBoard] = useState<BoardForm | undefined>()
  useEffect(() => {
    let isCurrent = true
    const look = async (): Promise<void> => {
      const found = await link.ask(ops.board, { language: language.tag })
      if (isCurrent) setBoard(found)
    }
    // A question that fails is asked again by the next change; what was answered before stays.
    void look().catch(() => undefined)
    return () => {
      isCurrent = false
    }
  }, [link, language, size, slot])
  return board
}

function placedOf(board: BoardForm): readonly Placed[] {
  return (["ours", "theirs"] as const).flatMap((side) =>
    board[side].flatMap(({ serial, places }) => places.map((place) => ({ serial, side, place }))),
  )
}

function Column({
  side,
  board,
  now,
  level,
}: {
  readonly side: "ours" | "theirs"
  readonly board: BoardForm
  readonly now: number
  readonly level: string | null
}): ReactNode {
  const say = useSay()
  const nameOf = useLevelNames()
  const standing = board[side]
  return (
    <section aria-label={say(`board.${side}`)}>
      <h3>{say(`board.${side}`)}</h3>
      <p className="small">
        {level === null
          ? say("board.tension.none")
          : say("board.tension", { level: nameOf(level) })}
      </p>
      {standing.length === 0 ? <p className="muted">{say("board.none")}</p> : null}
      {standing.map((statement) => (
        <StandingCard key={`${statement.id} ${statement.serial}`} statement={statement} now={now} />
      ))}
      {board.more[side] === 0 ? null : (
        <p className="warning">{say("board.more", { number: board.more[side] })}</p>
      )}
    </section>
  )
}

function Attention({
  board: { contradictions, questions },
}: {
  readonly board: BoardForm
}): ReactNode {
  const say = useSay()
  if (contradictions.length + questions.length === 0) return <p>✓ {say("board.quiet")}</p>
  return (
    <section className="attention" aria-label={say("board.attention")}>
      {contradictions.length === 0 ? null : <h3>{say("board.contradictions")}</h3>}
      <ul>
        {contradictions.map((each) => (
          <li key={`${each.kind} ${each.serials.join(" ")}`}>
            <Contradiction of={each} />
          </li>
        ))}
      </ul>
      {questions.length === 0 ? null : <h3>{say("board.questions")}</h3>}
      {questions.map((question) => (
        <Question key={question.serial} question={question} />
      ))}
    </section>
  )
}

function Contradiction({
  of: { kind, serials, details },
}: {
  readonly of: ContradictionForm
}): ReactNode {
  const say = useSay()
  const values = { serials: serials.join(", "), fields: details.join(", ") }
  return <strong>≠ {say(`board.contradiction.${kind}`, values)}</strong>
}

function Question({ question }: { readonly question: QuestionForm }): ReactNode {
  const say = useSay()
  const { serial, precedence, side, at, texts } = question
  const [first] = texts
  return (
    <article aria-label={serial} className="standing">
      <p className="standing-head">
        <Precedence of={precedence} /> <Token>{serial}</Token>{" "}
        <strong>{say(`board.question.${side}`)}</strong> <Token>{moment(at)}</Token>
      </p>
      {first === undefined ? (
        <p>{say("board.unrendered", { code: question.code })}</p>
      ) : (
        <RenderedText text={first} />
      )}
    </article>
  )
}
