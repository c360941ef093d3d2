// One field of a statement: typed as the catalogue asks, with its unit, an example, and what is wrong with it.

import { useId, type ReactNode } from "react"
import { Button, FieldError, Input, Label, TextField } from "react-aria-components"

import type { FieldSheet } from "../../../runtime/requests/screen-forms.ts"
import { useSay } from "../../ui/settings.tsx"
import { typedNow } from "../../ui/times.ts"
import { Token } from "../../ui/token.tsx"

export function FieldInput({
  field,
  value,
  error,
  onChange,
  onFocus,
}: {
  readonly field: FieldSheet
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (value: string) => void
  readonly onFocus: (field: string | undefined) => void
}): ReactNode {
  const say = useSay()
  const isWrong = error !== undefined && value.trim() !== ""
  const help = useId()
  return (
    <div
      className="field"
      onFocus={() => {
        onFocus(field.name)
      }}
      onBlur={() => {
        onFocus(undefined)
      }}
    >
      {field.options === null || field.isMany ? (
        <TextField value={value} onChange={onChange} isInvalid={isWrong} aria-describedby={help}>
          <FieldLabel field={field} />
          <div className="combo">
            <Input autoComplete="off" dir={field.type === "TEXT" ? "auto" : "ltr"} />
            {field.type === "DTG" ? (
              <Button
                onPress={() => {
                  onChange(typedNow())
                }}
              >
                {say("compose.now")}
              </Button>
            ) : null}
          </div>
          <FieldError className="error">{error}</FieldError>
        </TextField>
      ) : (
        <Choice field={field} value={value} onChange={onChange} />
      )}
      <p className="small" id={help}>
        {isWrong ? null : say("compose.example")}{" "}
        <Token>{isWrong ? field.form : field.example}</Token>
      </p>
    </div>
  )
}

function FieldLabel({ field }: { readonly field: FieldSheet }): ReactNode {
  const say = useSay()
  return (
    <Label>
      {field.number} {field.label}
      {field.unit === null ? null : ` (${field.unit})`}
      {field.critical ? <span className="critical"> {say("compose.critical")}</span> : null}
    </Label>
  )
}

/** A closed list: the platform's own control, which every officer and every screen reader knows. */
function Choice({
  field,
  value,
  onChange,
}: {
  readonly field: FieldSheet
  readonly value: string
  readonly onChange: (value: string) => void
}): ReactNode {
  const id = useId()
  return (
    <>
      <label htmlFor={id} className="react-aria-Label">
        {field.number} {field.label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value)
        }}
      >
        <option value="">—</option>
        {field.options?.map(({ word, text }) => (
          <option key={word} value={word}>
            {text}
          </option>
        ))}
        {field.special === null ? null : (
          <option value={field.special.word}>{field.special.text}</option>
        )}
      </select>
    </>
  )
}
