// The one button by which a statement leaves, and what keeps it from being pressed, in its own text.

import type { ReactNode } from "react"
import { Button } from "react-aria-components"

import { ops } from "../../../runtime/requests/ops.ts"
import type { PreviewForm, TypeSheet } from "../../../runtime/requests/screen-forms.ts"
import type { Say } from "../../ui/language.ts"
import { useSay } from "../../ui/settings.tsx"
import { Token } from "../../ui/token.tsx"
import { useKey } from "../../ui/use-key.ts"
import { FailureNote } from "../failure-note.tsx"
import { useAct, useLink, type DeskLink } from "../link/desk-link.tsx"
import { codeOf, filled, type Draft } from "./use-draft.ts"

export function Sending({
  draft,
  sheet,
  onDone,
}: {
  readonly draft: Draft
  readonly sheet: TypeSheet | undefined
  /** What has become of it, in words. */
  readonly onDone: (words: string) => void
}): ReactNode {
  const say = useSay()
  const link = useLink()
  const { run, failure, isBusy, forget } = useAct()
  const { preview } = draft
  const obstacle = obstacleTo(preview, sheet, say)
  const isForTwo = preview?.officers === 2
  const send = (): void => {
    if (obstacle !== undefined || isBusy) return
    run(async () => {
      const name = await sent(link, draft)
      onDone(isForTwo ? say("compose.asked") : say("compose.sent", { serial: name }))
    })
  }
  useKey("F9", send)
  return (
    <>
      <FailureNote failure={failure} onClose={forget} />
      <Ruling preview={preview} />
      <div className="buttons">
        <Button className="primary" isDisabled={obstacle !== undefined || isBusy} onPress={send}>
          {obstacle ?? say(isForTwo ? "compose.second" : "compose.send")} <kbd>F9</kbd>
        </Button>
        <Button onPress={() => void draft.discard()}>{say("compose.discard")}</Button>
      </div>
    </>
  )
}

/** What the rulebook says of it: refused and why, or released by whom. */
function Ruling({ preview }: { readonly preview: PreviewForm | undefined }): ReactNode {
  const say = useSay()
  const refusal = preview?.refusal ?? null
  if (refusal !== null) {
    return (
      <p className="warning">
        {refusal.detail} <Token>({refusal.code})</Token>
      </p>
    )
  }
  const officers = preview?.officers ?? null
  if (officers === null) return null
  return <p>{say(officers === 1 ? "compose.one" : "compose.two")}</p>
}

function obstacleTo(
  preview: PreviewForm | undefined,
  sheet: TypeSheet | undefined,
  say: Say,
): string | undefined {
  if (preview === undefined || sheet === undefined) return say("compose.choose")
  const wrong = sheet.fields.filter(({ name }) => preview.errors[name] !== undefined)
  if (wrong.length > 0) {
    return say("compose.missing", { fields: wrong.map(({ label }) => label).join(", ") })
  }
  return preview.officers === null ? say("compose.refused") : undefined
}

/** The draft leaves the form only when it stands in the outbox. Gives the serial, or the beginning of the id before it has one. */
async function sent(link: DeskLink, { text, discard }: Draft): Promise<string> {
  const code = codeOf(text.code)
  if (code === undefined) throw new Error("a code of the catalogue was chosen")
  const { params, precedence, remark } = text
  const { message } = await link.ask(ops.say, {
    code,
    params: filled(params),
    precedence,
    remark: remark === "" ? null : remark,
    mailElsewhere: true,
  })
  await discard()
  return message.serial ?? message.id.slice(0, 8)
}
