// The facts, newest first. Twenty thousand of them scroll because only those in sight are made.

import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from "react"

import { Precedence } from "../../ui/precedence.tsx"
import { useSay } from "../../ui/settings.tsx"
import { Token } from "../../ui/token.tsx"
import { useTitles } from "../compose/sheets.tsx"
import { factLine, type Fact, type FactWords, type Piece } from "./fact-line.ts"
import type { Log } from "./use-log.ts"
import { rowsInView } from "./window.ts"

/** In rem: one line where there is room, more where there is none. */
const rowRems = { wide: 3, narrow: 7.5 }

export function useFactWords(relays: Readonly<Record<string, string>>): FactWords {
  return { say: useSay(), titleOf: useTitles(), relays }
}

export function FactTable({ log }: { readonly log: Log }): ReactNode {
  const say = useSay()
  const { head, factAt, want } = log
  const words = useFactWords(head?.relays ?? {})
  const scroller = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState({ top: 0, height: 0 })
  const rowHeight = useRowHeight()
  const total = head?.total ?? 0
  const rows = rowsInView({ ...place, rowHeight, total })
  const { first, end } = rows
  useEffect(() => {
    want({ first, end })
  }, [want, first, end])
  useEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    const look = (): void => {
      setPlace({ top: element.scrollTop, height: element.clientHeight })
    }
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener("scroll", look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener("scroll", look)
    }
  }, [])
  return (
    <div
      className="facts-scroll"
      ref={scroller}
      tabIndex={0}
      role="region"
      aria-label={say("log.table")}
    >
      <div role="table" aria-label={say("log.table")} aria-rowcount={total + 1} className="facts">
        <Head />
        <div role="rowgroup" className="facts-body" style={{ blockSize: total * rowHeight }}>
          {Array.from({ length: end - first }, (_, i) => first + i).map((row) => (
            <Row
              key={row}
              fact={factAt(total - 1 - row)}
              words={words}
              at={{ row, top: row * rowHeight, height: rowHeight }}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

function Head(): ReactNode {
  const say = useSay()
  return (
    <div role="rowgroup" className="facts-head">
      <div role="row" aria-rowindex={1} className="fact-row">
        <span role="columnheader">{say("log.time")}</span>
        <span role="columnheader">{say("log.who")}</span>
        <span role="columnheader">{say("log.what")}</span>
        <span role="columnheader">{say("log.about")}</span>
        <span role="columnheader">{say("log.where")}</span>
      </div>
    </div>
  )
}

function Row({
  fact,
  words,
  at,
}: {
  readonly fact: Fact | undefined
  readonly words: FactWords
  readonly at: { readonly row: number; readonly top: number; readonly height: number }
}): ReactNode {
  const style = { insetBlockStart: at.top, blockSize: at.height }
  if (fact === undefined) {
    return (
      <div role="row" aria-rowindex={at.row + 2} className="fact-row" style={style}>
        <span role="cell">{words.say("log.waiting")}</span>
      </div>
    )
  }
  const { time, who, what, about, where } = factLine(fact, words)
  return (
    <div role="row" aria-rowindex={at.row + 2} className="fact-row" style={style}>
      <span role="cell">
        <Token>{time}</Token>
      </span>
      <span role="cell">
        <Token>{who}</Token>
      </span>
      <span role="cell">{what}</span>
      <span role="cell">
        <Pieces pieces={about} />
      </span>
      <span role="cell" className="small">
        {where.join(" · ")}
      </span>
    </div>
  )
}

export function Pieces({ pieces }: { readonly pieces: readonly Piece[] }): ReactNode {
  return pieces.map((piece, i) => (
    // Pieces have no identity beyond their place, and are made anew together.
    <span key={i} className="piece">
      {piece.kind === "words" ? piece.text : null}
      {piece.kind === "token" ? <Token>{piece.text}</Token> : null}
      {piece.kind === "precedence" ? <Precedence of={piece.precedence} /> : null}
    </span>
  ))
}

/** In pixels, by the size of letters that the reader has chosen. */
function useRowHeight(): number {
  const isNarrow = useSyncExternalStore(subscribeWidth, () => narrow.matches)
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  return Math.round(rem * (isNarrow ? rowRems.narrow : rowRems.wide))
}

const narrow = matchMedia("(max-width: 700px)")

function subscribeWidth(listener: () => void): () => void {
  narrow.addEventListener("change", listener)
  return () => {
    narrow.removeEventListener("change", listener)
  }
}
