// A message that nobody here has read. Nothing about it takes the focus, and nothing that comes later moves its text: acknowledging
// means that a person has read what stands here.

import { useEffect, useRef, type ReactNode } from "react"
import { Button } from "react-aria-components"

import type { MessageForm } from "../../../runtime/requests/message-form.ts"
import { ops } from "../../../runtime/requests/ops.ts"
import { useSay } from "../../ui/settings.tsx"
import { useKey } from "../../ui/use-key.ts"
import { FailureNote } from "../failure-note.tsx"
import { useAct, useLink } from "../link/desk-link.tsx"
import { Countdown } from "./countdown.tsx"
import { dueOf, type Urgency } from "./alerts.ts"
import { MessageHead, MessageText } from "./message-text.tsx"

/** A press that was meant for something else must not say that a message was read. */
const deadMs = 700

export function Incoming({
  message,
  urgency,
  more,
  onSilence,
}: {
  readonly message: MessageForm
  readonly urgency: Urgency
  /** How many more wait behind it. */
  readonly more: number
  readonly onSilence: () => void
}): ReactNode {
  const say = useSay()
  const link = useLink()
  const { run, failure, isBusy, forget } = useAct()
  const isAlive = useAlive(message.id)
  const acknowledge = (): void => {
    if (!isAlive.current || isBusy) return
    run(async () => {
      const serial = message.serial ?? message.id
      await link.ask(ops.ack, { serial, contested: false, comesWithinMs: 0 })
    })
  }
  useKey("F8", acknowledge)
  return (
    <article
      className="alert"
      data-urgency={urgency}
      aria-label={`${message.precedence} ${message.serial ?? ""}`}
    >
      <div className="alert-head">
        <MessageHead message={message} />
        <Countdown dueAt={dueOf(message, "read")} label={say("alert.within")} />
      </div>
      <MessageText message={message} />
      <FailureNote failure={failure} onClose={forget} />
      <div className="buttons">
        <Button className="primary" isDisabled={isBusy} onPress={acknowledge}>
          {say("alert.ack")} <kbd>F8</kbd>
        </Button>
        <Button onPress={onSilence}>
          {say("alert.silence")} <kbd>Alt+S</kbd>
        </Button>
        <span className="muted">{say("alert.ack.help")}</span>
        {more > 0 ? <strong>{say("alert.more", { count: more })}</strong> : null}
      </div>
    </article>
  )
}

/** False for the first moments in which this message stands here. */
function useAlive(id: string): { readonly current: boolean } {
  const alive = useRef(false)
  useEffect(() => {
    alive.current = false
    const timer = setTimeout(() => {
      alive.current = true
    }, deadMs)
    return () => {
      clearTimeout(timer)
    }
  }, [id])
  return alive
}
