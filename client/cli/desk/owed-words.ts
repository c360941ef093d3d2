// What is owed on either side: by us with its times, by them with what may be said of them.

import { wrapped } from "../output/layout.ts"
import { clockTime } from "../../runtime/times.ts"
import { dueWords, type Page } from "./message-words.ts"
import type { OwedForm, StatusForm, VerdictForm } from "../../runtime/requests/status-form.ts"

const verdictWords: Readonly<Record<string, string>> = {
  met: "nothing is owed any more",
  answered: "answered",
  declined: "declined, by their signed word",
  waiting: "nothing is overdue",
  holding: "they hold it, by their word",
  "line-down": "the line stands between: nothing can be said of their side",
  "catching-up": "this desk is still reading the journals",
  contested: "a device that is suspended or forked has spoken",
  unattended: "nobody of theirs is on watch",
  "not-received": "no device of theirs has it",
  "received-not-read": "received, and no officer has acknowledged it",
  "not-understood": "not understood yet",
  "not-passed": "not passed to authority",
  silent: "read, and not answered",
}

export function owedLines({ verdicts, owed }: StatusForm, page: Page): readonly string[] {
  const ours = owed.byUs.flatMap((each) => owedLine(each, page))
  const theirs = owed.byThem.flatMap((each) => [
    ...owedLine(each, page),
    ...verdicts
      .filter(({ serial }) => serial === each.serial)
      .flatMap((verdict) => verdictLine(verdict, page)),
  ])
  return [
    ...(ours.length === 0 ? [] : ["", "We owe:", ...ours]),
    ...(theirs.length === 0 ? [] : ["", "They owe:", ...theirs]),
  ]
}

function owedLine({ serial, code, precedence, open, overdue }: OwedForm, page: Page): string[] {
  const due = open.map((each) => dueWords(each, page.now)).join(" · ")
  const late = overdue ? page.palette.alarm(" ! OVERDUE") : ""
  return wrapped(`${serial} ${precedence} ${code ?? ""}: ${due}${late}`, page.columns, "  ").split(
    "\n",
  )
}

function verdictLine(verdict: VerdictForm, { palette, columns, now }: Page): string[] {
  const words = verdictWords[verdict.verdict] ?? verdict.verdict
  const until = verdict.until === null ? "" : ` until ${clockTime(Date.parse(verdict.until), now)}`
  const doubts =
    verdict.cannotExclude.length === 0
      ? ""
      : `; cannot exclude: ${verdict.cannotExclude.join(", ")}`
  return wrapped(palette.muted(`${words}${until}${doubts}`), columns, "    ").split("\n")
}
