// The log as the page has it: how much there is, and the pages of facts that somebody has looked at.

import { useCallback, useEffect, useMemo, useRef, useState } from "react"

import { ops } from "../../../runtime/requests/ops.ts"
import { useLink, usePicture, type DeskLink } from "../link/desk-link.tsx"
import { factOf, type Fact } from "./fact-line.ts"
import { pagesOf } from "./window.ts"

const pageSize = 100

export interface LogHead {
  readonly line: string
  readonly relays: Readonly<Record<string, string>>
  readonly total: number
  /** Entries of the copies that are in it, of those that are here. */
  readonly read: number
  readonly of: number
}

export interface Log {
  readonly head: LogHead | undefined
  /** By its place in the log, oldest first; undefined until its page is here. */
  readonly factAt: (place: number) => Fact | undefined
  /** These rows are on the screen, newest first. */
  readonly want: (rows: { readonly first: number; readonly end: number }) => void
}

interface Page {
  readonly facts: readonly Fact[]
  /** How many facts there were: an old page is shown until the new one is here. */
  readonly total: number
}

export function useLog(): Log {
  const link = useLink()
  const head = useHead(link)
  const [pages, setPages] = useState<ReadonlyMap<number, Page>>(new Map())
  const asked = useRef(new Set<string>())
  const total = head?.total ?? 0
  const want = useCallback(
    (rows: { readonly first: number; readonly end: number }) => {
      for (const page of pagesOf(rows, total, pageSize)) {
        const name = `${String(page)} ${String(total)}`
        if (asked.current.has(name)) continue
        asked.current.add(name)
        const show = async (): Promise<void> => {
          const facts = await readPage(link, page)
          setPages((known) => new Map(known).set(page, { facts, total }))
        }
        void show().catch(() => {
          asked.current.delete(name)
        })
      }
    },
    [link, total],
  )
  return useMemo(
    () => ({
      head,
      want,
      factAt: (place) => pages.get(Math.floor(place / pageSize))?.facts[place % pageSize],
    }),
    [head, pages, want],
  )
}

async function readPage(link: DeskLink, page: number): Promise<readonly Fact[]> {
  const { facts } = await link.ask(ops.facts, { from: page * pageSize, limit: pageSize })
  return facts.map(factOf)
}

/** Everything, for what leaves the screen: a page to print, a file. */
export async function readAll(link: DeskLink): Promise<readonly Fact[]> {
  const all: Fact[] = []
  for (;;) {
    const from = all.length
    const page = await link.ask(ops.facts, { from, limit: pageSize * 2 })
    all.push(...page.facts.map(factOf))
    if (page.facts.length === 0) return all
  }
}

/** Asked again until all that is here is in it, and whenever a journal has grown. */
function useHead(link: DeskLink): LogHead | undefined {
  const picture = usePicture()
  const size = picture?.status.keys.journals.reduce((sum, journal) => sum + journal.size, 0) ?? 0
  const [head, setHead] = useState<LogHead | undefined>()
  useEffect(() => {
    let isCurrent = true
    const look = async (): Promise<void> => {
      for (;;) {
        const { line, relays, total, read, of } = await link.ask(ops.facts, { from: 0, limit: 0 })
        if (!isCurrent) return
        setHead({ line, relays, total, read, of })
        if (read >= of) return
      }
    }
    // A question that fails is asked again when a journal grows; what was answered before stays.
    void look().catch(() => undefined)
    return () => {
      isCurrent = false
    }
  }, [link, size])
  return head
}
