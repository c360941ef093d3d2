// Alerts that are no message: the line, the keys, a device that is stopped. One sentence of what it is and one of what to do.

import type { ReactNode } from "react"

import { unreachable } from "../../../../shared/assert.ts"
import type { PictureForm } from "../../../runtime/requests/ops.ts"
import type { Say } from "../../ui/language.ts"
import { useSay } from "../../ui/settings.tsx"
import { zulu } from "../../ui/times.ts"
import { StateWords } from "../traffic/state-words.tsx"
import type { Noted } from "./alerts.ts"
import { MessageHead } from "./message-text.tsx"

export function Note({
  alert,
  status,
}: {
  readonly alert: Noted
  readonly status: PictureForm["status"]
}): ReactNode {
  const say = useSay()
  const message = "message" in alert ? alert.message : undefined
  return (
    <article className="alert note" data-urgency={alert.urgency}>
      {message === undefined ? null : <MessageHead message={message} />}
      <p className="statement">{noteWords(alert, status, say)}</p>
      {message === undefined ? null : (
        <p>
          <StateWords message={message} />
        </p>
      )}
    </article>
  )
}

/** What it is and what to do, in a sentence or two; a screen reader is told the same. */
export function noteWords(alert: Noted, status: PictureForm["status"], say: Say): string {
  const telephone = status.telephone.theirs
  switch (alert.kind) {
    case "line-down": {
      const age = status.line.proofOfLifeAgeMs
      if (age === null) return say("alert.lineNever", { telephone })
      return say("alert.lineDown", { time: zulu(Date.parse(status.clock.at) - age), telephone })
    }
    case "stopped":
      return say("alert.stopped", { detail: alert.detail })
    case "forked":
      return say("alert.forked", { who: alert.who })
    case "cannot-open":
      return say("alert.notOpen")
    case "silent":
      return say("alert.silent", { serial: alert.message.serial ?? "", telephone })
    case "held":
      return say("alert.held", { what: alert.message.title ?? "" })
    default:
      return unreachable(alert)
  }
}
