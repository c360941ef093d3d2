// One statement that stands: what it says, since when and until when, and what has been done to it.

import type { ReactNode } from "react"

import type { StandingForm } from "../../../runtime/requests/board-forms.ts"
import { Precedence } from "../../ui/precedence.tsx"
import { RenderedText } from "../../ui/rendered-text.tsx"
import { useSay } from "../../ui/settings.tsx"
import { age, zuluDate, zuluMinute } from "../../ui/times.ts"
import { Token } from "../../ui/token.tsx"
import { useTitles } from "../compose/sheets.tsx"

export function StandingCard({
  statement,
  now,
}: {
  readonly statement: StandingForm
  readonly now: number
}): ReactNode {
  const say = useSay()
  const titleOf = useTitles()
  const { serial, code, precedence, standing, since, texts } = statement
  const [first, ...others] = texts
  return (
    <article className="standing" data-standing={standing} aria-label={serial}>
      <p className="standing-head">
        <Precedence of={precedence} /> <Token>{serial}</Token> <strong>{titleOf(code)}</strong>
      </p>
      {first === undefined ? (
        <p>{say("board.unrendered", { code })}</p>
      ) : (
        <RenderedText text={first} />
      )}
      {others.length === 0 ? null : (
        <details>
          <summary>{say("board.other")}</summary>
          {others.map((text) => (
            <RenderedText key={text.language} text={text} />
          ))}
        </details>
      )}
      <p className="small">
        <strong>{say(`board.standing.${standing}`, { time: moment(since) })}</strong>
        {" · "}
        {standing === "coming" ? null : `${say("board.since", { time: moment(since) })} · `}
        <Until statement={statement} now={now} />
        <Changed statement={statement} />
      </p>
    </article>
  )
}

function Until({
  statement: { until, expires },
  now,
}: {
  readonly statement: StandingForm
  readonly now: number
}): ReactNode {
  const say = useSay()
  if (until === null) return say("board.open")
  const left = Math.max(0, Date.parse(until) - now)
  return (
    <>
      {say("board.until", { time: moment(until) })}
      {expires ? (
        <strong className="expires"> ◔ {say("board.expires", { span: age(left) })}</strong>
      ) : null}
    </>
  )
}

function Changed({
  statement: { corrections, supersedes, acceptedBy },
}: {
  readonly statement: StandingForm
}): ReactNode {
  const say = useSay()
  const changes = [
    ...(corrections.length === 0
      ? []
      : [say("board.corrected", { serials: corrections.join(", ") })]),
    ...(supersedes === null ? [] : [say("board.supersedes", { serial: supersedes })]),
    ...(acceptedBy === null ? [] : [say("board.accepted", { serial: acceptedBy })]),
  ]
  return changes.map((change) => ` · ${change}`).join("")
}

/** `14 NOV 26 02:17Z`. */
export function moment(at: string): string {
  return `${zuluDate(at)} ${zuluMinute(at)}`
}
