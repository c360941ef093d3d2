// The catalogue, searched in whichever of its languages comes to mind, or by code.

import { useMemo, useState, type ReactNode } from "react"
import {
  Button,
  ComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from "react-aria-components"

import type { TypeSheet } from "../../../runtime/requests/screen-forms.ts"
import { useSay } from "../../ui/settings.tsx"
import { Token } from "../../ui/token.tsx"

export function StatementChoice({
  types,
  code,
  onChoose,
}: {
  readonly types: readonly TypeSheet[]
  readonly code: string
  readonly onChoose: (code: string) => void
}): ReactNode {
  const say = useSay()
  const [sought, setSought] = useState<string | undefined>()
  const chosen = types.find((type) => type.code === code)
  const shown = sought ?? (chosen === undefined ? "" : nameOf(chosen))
  const found = useMemo(() => types.filter((type) => matches(type, sought ?? "")), [types, sought])
  return (
    <ComboBox
      items={found}
      inputValue={shown}
      onInputChange={setSought}
      selectedKey={code === "" ? null : code}
      onSelectionChange={(key) => {
        setSought(undefined)
        if (typeof key === "string" && key !== code) onChoose(key)
      }}
      onOpenChange={(isOpen) => {
        if (!isOpen) setSought(undefined)
      }}
      menuTrigger="focus"
      allowsEmptyCollection
    >
      <Label>{say("compose.statement")}</Label>
      <div className="combo">
        <Input placeholder={say("compose.search")} />
        <Button aria-label={say("compose.statement")}>▾</Button>
      </div>
      <Popover className="popover">
        <ListBox<TypeSheet> className="list">
          {(type) => (
            <ListBoxItem id={type.code} textValue={nameOf(type)}>
              <Token>{type.code}</Token> <strong>{type.act}</strong> · {type.title}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}

function nameOf({ act, title }: TypeSheet): string {
  return `${act} · ${title}`
}

function matches(type: TypeSheet, sought: string): boolean {
  const wanted = sought.trim().toLocaleLowerCase()
  if (wanted === "" || wanted === nameOf(type).toLocaleLowerCase()) return true
  const texts = [type.code, type.act, ...Object.values(type.titles)]
  return texts.some((text) => text.toLocaleLowerCase().includes(wanted))
}
