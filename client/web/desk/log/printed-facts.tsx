// Every fact on paper, in the order of the log: the list on the screen makes only what is in sight.

import { useEffect, useState, type ReactNode } from "react"

import { useSay } from "../../ui/settings.tsx"
import { zulu, zuluDate } from "../../ui/times.ts"
import { Token } from "../../ui/token.tsx"
import { usePicture } from "../link/desk-link.tsx"
import { factLine, type Fact } from "./fact-line.ts"
import { Pieces, useFactWords } from "./fact-table.tsx"
import type { LogHead } from "./use-log.ts"

export function PrintedFacts({
  facts,
  head,
  onPrinted,
}: {
  readonly facts: readonly Fact[]
  readonly head: LogHead
  readonly onPrinted: () => void
}): ReactNode {
  const say = useSay()
  const words = useFactWords(head.relays)
  const isExercise = usePicture()?.status.mode === "exercise"
  const [at] = useState(() => Date.now())
  useEffect(() => {
    window.addEventListener("afterprint", onPrinted)
    window.print()
    return () => {
      window.removeEventListener("afterprint", onPrinted)
    }
  }, [onPrinted])
  return (
    <div className="printed">
      {isExercise ? <p className="band">{say("band.exercise")}</p> : null}
      <h3>{say("export.heading", { line: head.line })}</h3>
      <p>{say("export.note", { time: `${zuluDate(at)} ${zulu(at)}` })}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{say("log.time")}</th>
            <th scope="col">{say("log.who")}</th>
            <th scope="col">{say("log.what")}</th>
            <th scope="col">{say("log.about")}</th>
            <th scope="col">{say("log.where")}</th>
          </tr>
        </thead>
        <tbody>
          {facts.map((fact, i) => {
            const line = factLine(fact, words)
            return (
              // Facts have no name here, and are made anew together.
              <tr key={i}>
                <td>
                  <Token>{line.time}</Token>
                </td>
                <td>
                  <Token>{line.who}</Token>
                </td>
                <td>{line.what}</td>
                <td>
                  <Pieces pieces={line.about} />
                </td>
                <td>{line.where.join(" · ")}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
