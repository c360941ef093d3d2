// Reading back: the values that matter are typed again by whoever received them, with the text out of sight, and compared by value.

import { useEffect, useState, type ReactNode } from "react"
import { Button, Input, Label, TextField } from "react-aria-components"

import { ops } from "../../../runtime/requests/ops.ts"
import { useSay } from "../../ui/settings.tsx"
import { useSheet } from "../compose/sheets.tsx"
import { FailureNote } from "../failure-note.tsx"
import { useAct, useLink } from "../link/desk-link.tsx"

interface Asked {
  readonly code: string
  readonly fields: readonly { readonly name: string; readonly form: string }[]
}

export function ReadBack({
  serial,
  onClose,
}: {
  readonly serial: string
  readonly onClose: () => void
}): ReactNode {
  const say = useSay()
  const link = useLink()
  const { run, failure, isBusy, forget } = useAct()
  const [asked, setAsked] = useState<Asked | undefined>()
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  useEffect(() => {
    run(async () => {
      setAsked(await link.ask(ops.readBackFields, { serial }))
    })
  }, [link, run, serial])
  const isWhole = asked?.fields.every(({ name }) => (values[name] ?? "").trim() !== "") ?? false
  return (
    <article className="alert" data-urgency="low" aria-label={say("readback.title", { serial })}>
      <h2>{say("readback.title", { serial })}</h2>
      <p>{say("readback.text")}</p>
      <FailureNote failure={failure} onClose={forget} />
      {asked === undefined ? null : <Blanks asked={asked} values={values} onChange={setValues} />}
      <div className="buttons">
        <Button
          className="primary"
          isDisabled={!isWhole || isBusy}
          onPress={() => {
            run(async () => {
              await link.ask(ops.readBack, { serial, params: { ...values } })
              onClose()
            })
          }}
        >
          {say("readback.send")}
        </Button>
        <Button onPress={onClose}>{say("readback.show")}</Button>
      </div>
    </article>
  )
}

function Blanks({
  asked,
  values,
  onChange,
}: {
  readonly asked: Asked
  readonly values: Readonly<Record<string, string>>
  readonly onChange: (values: Readonly<Record<string, string>>) => void
}): ReactNode {
  const sheet = useSheet(asked.code)
  return (
    <div className="fields">
      {asked.fields.map(({ name, form }) => {
        const field = sheet?.fields.find((each) => each.name === name)
        return (
          <TextField
            key={name}
            value={values[name] ?? ""}
            onChange={(typed) => {
              onChange({ ...values, [name]: typed })
            }}
          >
            <Label>{field?.label ?? name}</Label>
            <Input autoComplete="off" dir="ltr" list={`words-${name}`} />
            <Words options={field?.options ?? null} id={`words-${name}`} />
            <span className="small">{form}</span>
          </TextField>
        )
      })}
    </div>
  )
}

function Words({
  options,
  id,
}: {
  readonly options: readonly { readonly word: string; readonly text: string }[] | null
  readonly id: string
}): ReactNode {
  if (options === null) return null
  return (
    <datalist id={id}>
      {options.map(({ word, text }) => (
        <option key={word} value={word}>
          {text}
        </option>
      ))}
    </datalist>
  )
}
