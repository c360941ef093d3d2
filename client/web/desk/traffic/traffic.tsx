// The messages of both sides, newest first, with the one word for where each stands.

import type { ReactNode } from "react"

import type { MessageForm } from "../../../runtime/requests/message-form.ts"
import { Precedence } from "../../ui/precedence.tsx"
import { useSay } from "../../ui/settings.tsx"
import { zulu } from "../../ui/times.ts"
import { Token } from "../../ui/token.tsx"
import { useTitles } from "../compose/sheets.tsx"
import { StateWords } from "./state-words.tsx"

export function Traffic({ messages }: { readonly messages: readonly MessageForm[] }): ReactNode {
  const say = useSay()
  const titleOf = useTitles()
  if (messages.length === 0) return <p className="muted">{say("traffic.none")}</p>
  return (
    <table className="traffic">
      <caption className="hidden">{say("traffic.title")}</caption>
      <thead>
        <tr>
          <th scope="col">{say("traffic.time")}</th>
          <th scope="col">{say("traffic.serial")}</th>
          <th scope="col">{say("traffic.direction")}</th>
          <th scope="col">{say("traffic.precedence")}</th>
          <th scope="col">{say("traffic.statement")}</th>
          <th scope="col">{say("traffic.state")}</th>
        </tr>
      </thead>
      <tbody>
        {messages.map((message) => (
          <tr key={`${message.id} ${message.serial ?? ""}`}>
            <td>
              <Token>{message.writtenAt === "" ? "" : zulu(message.writtenAt)}</Token>
            </td>
            <td>
              <Token>{message.serial ?? "—"}</Token>
            </td>
            <td>{say(message.direction === "in" ? "traffic.in" : "traffic.out")}</td>
            <td>
              <Precedence of={message.precedence} />
            </td>
            <td>{titleOf(message.code) ?? message.unreadable}</td>
            <td>
              <StateWords message={message} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
