// The second officer's release: another person, on another device, who reads what was written and types its values again.

import { useState, type ReactNode } from "react"
import { Button, Input, Label, TextField } from "react-aria-components"

import { ops, type DraftForm } from "../../../runtime/requests/ops.ts"
import { useSay } from "../../ui/settings.tsx"
import { zulu } from "../../ui/times.ts"
import { MessageHead } from "../alert/message-text.tsx"
import { useSheet } from "../compose/sheets.tsx"
import { FailureNote } from "../failure-note.tsx"
import { useAct, useLink } from "../link/desk-link.tsx"

export function Draft({
  draft,
  own,
}: {
  readonly draft: DraftForm
  /** This device's call sign. */
  readonly own: string
}): ReactNode {
  const say = useSay()
  const { message } = draft
  const title = say("release.title", { precedence: message.precedence })
  return (
    <article className="alert" data-urgency="low" aria-label={title}>
      <h2>{title}</h2>
      <MessageHead message={message} />
      <p className="muted">
        {say("release.written", { author: message.from, time: zulu(message.writtenAt), own })}
      </p>
      {message.texts.map(({ language, text }) => (
        <p key={language} className="statement" lang={language} dir="auto">
          {text}
        </p>
      ))}
      <Signing draft={draft} />
    </article>
  )
}

function Signing({ draft }: { readonly draft: DraftForm }): ReactNode {
  const say = useSay()
  const link = useLink()
  const { run, failure, isBusy, forget } = useAct()
  const { message, retype } = draft
  const { id } = message
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const [reason, setReason] = useState("")
  const sheet = useSheet(message.code)
  const isWhole = retype.every((name) => (values[name] ?? "").trim() !== "")
  return (
    <>
      <p>{say("release.type")}</p>
      <FailureNote failure={failure} onClose={forget} />
      <div className="fields">
        {retype.map((name) => (
          <Typed
            key={name}
            label={sheet?.fields.find((field) => field.name === name)?.label ?? name}
            value={values[name] ?? ""}
            onChange={(typed) => {
              setValues({ ...values, [name]: typed })
            }}
          />
        ))}
        <Typed label={say("release.reason")} value={reason} onChange={setReason} />
      </div>
      <div className="buttons">
        <Button
          isDisabled={isBusy || reason.trim() === ""}
          onPress={() => {
            run(async () => void (await link.ask(ops.giveBack, { id, reason })))
          }}
        >
          {say("release.return")}
        </Button>
        <Button
          className="primary"
          isDisabled={!isWhole || isBusy}
          onPress={() => {
            run(async () => void (await link.ask(ops.release, { id, params: { ...values } })))
          }}
        >
          {say("release.sign")}
        </Button>
      </div>
    </>
  )
}

function Typed({
  label,
  value,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}): ReactNode {
  return (
    <TextField value={value} onChange={onChange}>
      <Label>{label}</Label>
      <Input autoComplete="off" dir="auto" />
    </TextField>
  )
}
