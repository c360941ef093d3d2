// How urgent a statement is, with what each word means beside it.

import type { ReactNode } from "react"
import { Label, Radio, RadioGroup } from "react-aria-components"

import type { TypeSheet } from "../../../runtime/requests/screen-forms.ts"
import { Precedence, precedenceWords, type PrecedenceWord } from "../../ui/precedence.tsx"
import { useSay } from "../../ui/settings.tsx"

export function PrecedenceChoice({
  sheet,
  chosen,
  onChoose,
}: {
  readonly sheet: TypeSheet
  readonly chosen: PrecedenceWord | null
  readonly onChoose: (precedence: PrecedenceWord) => void
}): ReactNode {
  const say = useSay()
  const value = chosen ?? sheet.usual
  return (
    <RadioGroup
      className="precedences"
      value={value}
      onChange={(word) => {
        const found = precedenceWords.find((each) => each === word)
        if (found !== undefined) onChoose(found)
      }}
    >
      <Label>{say("compose.precedence")}</Label>
      <div className="choices">
        {precedenceWords
          .filter((word) => sheet.allowed.includes(word))
          .map((word) => (
            <Radio key={word} value={word} className="choice">
              <Precedence of={word} />
            </Radio>
          ))}
      </div>
      {value === null ? null : <p className="small">{say(`compose.precedence.${value}`)}</p>}
    </RadioGroup>
  )
}
