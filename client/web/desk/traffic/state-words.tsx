// Where a message stands, in one word that says what somebody signed and no more, with the time of it.

import type { ReactNode } from "react"

import type { MessageForm } from "../../../runtime/requests/message-form.ts"
import { useSay } from "../../ui/settings.tsx"
import { zulu } from "../../ui/times.ts"
import { Token } from "../../ui/token.tsx"
import { wordNamed } from "../../ui/words/word-named.ts"

export function StateWords({ message }: { readonly message: MessageForm }): ReactNode {
  const say = useSay()
  const { state, fate, overdue, delayed, stages } = message
  const stage = stages["answered"] ?? stages["read"] ?? stages["received"]
  const key = wordNamed(`message.${state}`)
  const fateKey = wordNamed(`message.fate.${fate}`)
  return (
    <span data-state={state} data-overdue={overdue}>
      {fateKey === undefined ? null : <strong>{say(fateKey)} · </strong>}
      {overdue ? <strong>{say("message.overdue")} · </strong> : null}
      {key === undefined ? state : say(key)}{" "}
      {stage === undefined ? null : (
        <span className="muted">
          <Token>{zulu(stage.at)}</Token> {stage.by === null ? null : <Token>{stage.by}</Token>}
        </span>
      )}
      {delayed ? <strong> · {say("message.delayed")}</strong> : null}
    </span>
  )
}
