// Their read-back of ours, value beside value: the machine compares, the person decides.

import { useEffect, useState, type ReactNode } from "react"
import { Button } from "react-aria-components"

import type { MessageForm } from "../../../runtime/requests/message-form.ts"
import { ops, type ComparedField } from "../../../runtime/requests/ops.ts"
import { useSay } from "../../ui/settings.tsx"
import { Token } from "../../ui/token.tsx"
import { useSheet } from "../compose/sheets.tsx"
import { FailureNote } from "../failure-note.tsx"
import { useAct, useLink } from "../link/desk-link.tsx"
import { MessageHead } from "./message-text.tsx"

export function Compare({ message }: { readonly message: MessageForm }): ReactNode {
  const say = useSay()
  const link = useLink()
  const serial = message.serial ?? message.id
  const { run, failure, isBusy, forget } = useAct()
  const [fields, setFields] = useState<readonly ComparedField[]>([])
  useEffect(() => {
    run(async () => {
      const { readBack } = await link.ask(ops.comparison, { serial })
      setFields(readBack?.fields ?? [])
    })
  }, [link, run, serial])
  const different = fields.filter(({ same }) => !same)
  const judge = (differing: string[]): void => {
    run(async () => {
      await link.ask(ops.judge, { serial, differing })
    })
  }
  return (
    <article className="alert" data-urgency="low" aria-label={say("readback.compare", { serial })}>
      <MessageHead message={message} />
      <h3>{say("readback.compare", { serial })}</h3>
      <Compared fields={fields} code={message.code} />
      <FailureNote failure={failure} onClose={forget} />
      <div className="buttons">
        <Button
          className="primary"
          isDisabled={isBusy || fields.length === 0 || different.length > 0}
          onPress={() => {
            judge([])
          }}
        >
          {different.length > 0
            ? say("readback.cannot", { count: different.length })
            : say("readback.confirm")}
        </Button>
        <Button
          isDisabled={isBusy || different.length === 0}
          onPress={() => {
            judge(different.map(({ field }) => field))
          }}
        >
          {say("readback.wrong")}
        </Button>
      </div>
    </article>
  )
}

function Compared({
  fields,
  code,
}: {
  readonly fields: readonly ComparedField[]
  readonly code: string | null
}): ReactNode {
  const say = useSay()
  const sheet = useSheet(code)
  return (
    <table className="compared">
      <thead>
        <tr>
          <th scope="col">{say("readback.field")}</th>
          <th scope="col">{say("readback.sent")}</th>
          <th scope="col">{say("readback.repeated")}</th>
          <th scope="col" aria-label={say("traffic.state")} />
        </tr>
      </thead>
      <tbody>
        {fields.map(({ field, said, given, same }) => (
          <tr key={field} data-same={same}>
            <th scope="row">{sheet?.fields.find(({ name }) => name === field)?.label ?? field}</th>
            <td>
              <Token>{said ?? "—"}</Token>
            </td>
            <td>
              <Token>{given ?? "—"}</Token>
            </td>
            <td>{same ? `= ${say("readback.same")}` : `✕ ${say("readback.differs")}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
