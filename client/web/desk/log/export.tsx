// What is taken away from the log: the bundle that proves itself, a page to read, paper.

import { useState, type ReactNode } from "react"
import { Button } from "react-aria-components"

import { exportOf, readCopy } from "../../../runtime/log/desk-copy.ts"
import { useSay, useSettings } from "../../ui/settings.tsx"
import { zulu, zuluDate } from "../../ui/times.ts"
import { FailureNote } from "../failure-note.tsx"
import { useAct, useLink, usePicture } from "../link/desk-link.tsx"
import { factLine, type Fact } from "./fact-line.ts"
import { useFactWords } from "./fact-table.tsx"
import { htmlPage } from "./html-page.ts"
import { readAll, type LogHead } from "./use-log.ts"

const bundleName = "line.parley"
const pageName = "log.html"

export function Export({
  head,
  onPrint,
}: {
  readonly head: LogHead | undefined
  readonly onPrint: (facts: readonly Fact[]) => void
}): ReactNode {
  const say = useSay()
  const link = useLink()
  const [said, setSaid] = useState("")
  const { bundle, page } = useFiles(head, setSaid)
  const { run, failure, isBusy, forget } = useAct()
  const isDisabled = isBusy || head === undefined
  return (
    <div role="group" aria-label={say("export.title")}>
      <div className="buttons">
        <Button
          isDisabled={isDisabled}
          onPress={() => {
            run(bundle)
          }}
        >
          {say("export.bundle")}
        </Button>
        <Button
          isDisabled={isDisabled}
          onPress={() => {
            if (head !== undefined)
              run(async () => {
                await page(head)
              })
          }}
        >
          {say("export.html")}
        </Button>
        <Button
          isDisabled={isDisabled}
          onPress={() => {
            run(async () => {
              onPrint(await readAll(link))
            })
          }}
        >
          {say("export.print")}
        </Button>
      </div>
      <p role="status" className="said small">
        {said}
      </p>
      <FailureNote failure={failure} onClose={forget} />
    </div>
  )
}

/** The two files that are made here; `onSaid` is told how far they are and what has become of them. */
function useFiles(
  head: LogHead | undefined,
  onSaid: (words: string) => void,
): { readonly bundle: () => Promise<void>; readonly page: (head: LogHead) => Promise<void> } {
  const { say, language } = useSettings()
  const link = useLink()
  const words = useFactWords(head?.relays ?? {})
  const isExercise = usePicture()?.status.mode === "exercise"
  const bundle = async (): Promise<void> => {
    const onRead = (name: string, read: number, of: number): void => {
      onSaid(say("export.working", { name, read, of }))
    }
    const file = exportOf(await readCopy(link, { onRead }))
    save(new Blob([new Uint8Array(file)]), bundleName)
    onSaid(say("export.done", { file: bundleName, size: file.length }))
  }
  const page = async ({ line }: LogHead): Promise<void> => {
    const facts = await readAll(link)
    const now = Date.now()
    const text = htmlPage({
      language: language.tag,
      direction: language.direction,
      band: isExercise ? say("band.exercise") : "",
      heading: say("export.heading", { line }),
      note: say("export.note", { time: `${zuluDate(now)} ${zulu(now)}` }),
      columns: [
        say("log.time"),
        say("log.who"),
        say("log.what"),
        say("log.about"),
        say("log.where"),
      ],
      lines: facts.map((fact) => factLine(fact, words)),
    })
    save(new Blob([text], { type: "text/html" }), pageName)
    onSaid(say("export.html.done", { file: pageName, number: facts.length }))
  }
  return { bundle, page }
}

/** To wherever this browser puts what it is given; nothing leaves the machine. */
function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content)
  const anchor = document.createElement("a")
  anchor.href = url
  anchor.download = name
  anchor.click()
  URL.revokeObjectURL(url)
}
