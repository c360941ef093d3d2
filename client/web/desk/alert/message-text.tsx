// What a message says, as its reader reads it, with everything that stands behind it.

import type { ReactNode } from "react"

import type { MessageForm } from "../../../runtime/requests/message-form.ts"
import { ops } from "../../../runtime/requests/ops.ts"
import type { RenderedForm } from "../../../runtime/requests/screen-forms.ts"
import { Precedence } from "../../ui/precedence.tsx"
import { RenderedText } from "../../ui/rendered-text.tsx"
import { useSay, useSettings } from "../../ui/settings.tsx"
import { zulu } from "../../ui/times.ts"
import { Token } from "../../ui/token.tsx"
import { useTitles } from "../compose/sheets.tsx"
import { useAnswer, usePicture } from "../link/desk-link.tsx"

export function MessageHead({ message }: { readonly message: MessageForm }): ReactNode {
  const titleOf = useTitles()
  return (
    <h2>
      <Precedence of={message.precedence} /> <Token>{message.serial ?? ""}</Token> ·{" "}
      {titleOf(message.code) ?? ""}
    </h2>
  )
}

export function MessageText({ message }: { readonly message: MessageForm }): ReactNode {
  const say = useSay()
  const texts = useRendered(message)
  const [own, ...others] = texts
  const mode = usePicture()?.status.mode
  return (
    <>
      {mode === "exercise" ? <p className="exercise-mark">{say("strip.exercise")}</p> : null}
      {own === undefined ? <RawValues message={message} /> : <RenderedText text={own} />}
      {others.map((text) => (
        <details key={text.language}>
          <summary>{say("alert.original", { language: text.language })}</summary>
          <RenderedText text={text} />
        </details>
      ))}
      {message.remark === null ? null : (
        <div className="remark">
          <p className="small">{say("alert.remark", { language: message.remark.language })}</p>
          <p lang={message.remark.language} dir="auto">
            {message.remark.text}
          </p>
        </div>
      )}
      {message.faults.length === 0 ? null : (
        <p className="warning">{say("alert.faults", { faults: message.faults.join(", ") })}</p>
      )}
      <p className="muted">
        {say(message.author === null ? "alert.signed" : "alert.signed.two", {
          signer: message.from,
          author: message.author ?? "",
          time: message.writtenAt === "" ? "" : zulu(message.writtenAt),
        })}
      </p>
    </>
  )
}

/** Code and typed values, where no agreed text can be shown: never a guess. */
function RawValues({ message }: { readonly message: MessageForm }): ReactNode {
  const say = useSay()
  return (
    <>
      <p className="warning">{say("alert.unreadable")}</p>
      <dl className="values">
        {Object.entries({ code: message.code ?? "—", ...message.params }).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Token>{value}</Token>
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function useRendered({ id, texts }: MessageForm): readonly RenderedForm[] {
  const { language } = useSettings()
  const rendered = useAnswer(ops.rendered, { id, language: language.tag })?.texts ?? []
  return rendered.length > 0 ? rendered : texts.map(plainly)
}

/** Until the marked text is here: the same words, so that nothing moves when it comes. */
function plainly({ language, text, review }: MessageForm["texts"][number]): RenderedForm {
  const direction = language === "ar" ? "rtl" : "ltr"
  return { language, direction, review, pieces: [{ text, field: null, isGiven: true, direction }] }
}
