// A new statement: chosen from the catalogue, its values typed into fields, both texts growing beside it, and one button that says
// why it cannot be pressed yet.

import { useState, type ReactNode } from "react"
import { Input, Label, TextField } from "react-aria-components"

import type { CatalogueForm, DraftText, TypeSheet } from "../../../runtime/requests/screen-forms.ts"
import { useSay } from "../../ui/settings.tsx"
import { zulu } from "../../ui/times.ts"
import { FieldInput } from "./field-input.tsx"
import { PrecedenceChoice } from "./precedence-choice.tsx"
import { useSheet, useSheets } from "./sheets.tsx"
import { StatementChoice } from "./statement-choice.tsx"
import { Sending } from "./sending.tsx"
import { Texts } from "./texts.tsx"
import { useDraft, type Draft } from "./use-draft.ts"
import { slotOf, type Wanted } from "./wanted.ts"

export function Compose({
  begin,
  wanted,
  onDone,
}: {
  readonly begin: DraftText
  readonly wanted: Wanted | undefined
  /** What has become of it, in words. */
  readonly onDone: (words: string) => void
}): ReactNode {
  const say = useSay()
  const draft = useDraft(begin, slotOf(wanted))
  const { text, savedAt, preview } = draft
  const sheet = useSheet(text.code)
  const sheets = useSheets()
  const [focused, setFocused] = useState<string | undefined>()
  const title =
    wanted?.answerTo === undefined
      ? say("compose.title")
      : say("compose.answer.title", { serial: wanted.answerTo })
  return (
    <section className="screen compose" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <p className="muted">
          {savedAt === undefined
            ? say("compose.notSaved")
            : say("compose.saved", { time: zulu(savedAt) })}
        </p>
      </header>
      <div className="halves" hidden={!draft.isReady}>
        <Typing draft={draft} sheets={sheets} onFocus={setFocused} />
        <div className="panel">
          <Texts preview={preview} focused={focused} version={sheets?.version ?? ""} />
          <Sending draft={draft} sheet={sheet} onDone={onDone} />
        </div>
      </div>
    </section>
  )
}

function Typing({
  draft,
  sheets,
  onFocus,
}: {
  readonly draft: Draft
  readonly sheets: CatalogueForm | undefined
  readonly onFocus: (field: string | undefined) => void
}): ReactNode {
  const say = useSay()
  const { text, preview, change } = draft
  const sheet = sheets?.types.find((type) => type.code === text.code)
  return (
    <div className="form">
      {sheets?.isAgreed === false ? <p className="warning">{say("compose.notAgreed")}</p> : null}
      <StatementChoice
        types={sheets?.types ?? []}
        code={text.code}
        onChoose={(code) => {
          change({ ...text, code, params: {}, precedence: null })
        }}
      />
      {sheet === undefined ? null : (
        <Fields
          sheet={sheet}
          text={text}
          errors={preview?.errors ?? {}}
          onChange={change}
          onFocus={onFocus}
        />
      )}
    </div>
  )
}

function Fields({
  sheet,
  text,
  errors,
  onChange,
  onFocus,
}: {
  readonly sheet: TypeSheet
  readonly text: DraftText
  readonly errors: Readonly<Record<string, string>>
  readonly onChange: (text: DraftText) => void
  readonly onFocus: (field: string | undefined) => void
}): ReactNode {
  const say = useSay()
  return (
    <>
      <PrecedenceChoice
        sheet={sheet}
        chosen={text.precedence}
        onChoose={(precedence) => {
          onChange({ ...text, precedence })
        }}
      />
      {sheet.fields.map((field) => (
        <FieldInput
          key={`${sheet.code} ${field.name}`}
          field={field}
          value={text.params[field.name] ?? ""}
          error={errors[field.name]}
          onFocus={onFocus}
          onChange={(value) => {
            onChange({ ...text, params: { ...text.params, [field.name]: value } })
          }}
        />
      ))}
      <TextField
        value={text.remark}
        onChange={(remark) => {
          onChange({ ...text, remark })
        }}
      >
        <Label>{say("compose.remark")}</Label>
        <Input autoComplete="off" dir="auto" />
        {errors["remark"] === undefined ? null : <p className="error">{errors["remark"]}</p>}
      </TextField>
    </>
  )
}
