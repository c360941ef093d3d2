// A message of theirs that was read and to which this desk still owes something: values to read back, an answer, a text to repeat.

import { useState, type ReactNode } from "react"
import { Button, Input, Label, TextField } from "react-aria-components"

import type { MessageForm } from "../../../runtime/requests/message-form.ts"
import { ops } from "../../../runtime/requests/ops.ts"
import { useSay } from "../../ui/settings.tsx"
import { typedNow } from "../../ui/times.ts"
import { FailureNote } from "../failure-note.tsx"
import { useAct, useLink } from "../link/desk-link.tsx"
import { useSheet, useTitles } from "../compose/sheets.tsx"
import type { Wanted } from "../compose/wanted.ts"
import { dueOf } from "./alerts.ts"
import { Countdown } from "./countdown.tsx"
import { MessageHead, MessageText } from "./message-text.tsx"
import { ReadBack } from "./read-back.tsx"

interface Owing {
  readonly message: MessageForm
  /** Opens a form that answers this. */
  readonly onCompose: (wanted: Wanted) => void
}

export function Owed({ message, onCompose }: Owing): ReactNode {
  const say = useSay()
  const [isReadingBack, setReadingBack] = useState(false)
  const open = message.open.map(({ demand }) => demand)
  const isReadBackDue = open.includes("understood")
  if (isReadingBack) {
    return (
      <ReadBack
        serial={message.serial ?? message.id}
        onClose={() => {
          setReadingBack(false)
        }}
      />
    )
  }
  return (
    <article
      className="alert"
      data-urgency="low"
      data-acknowledged="true"
      aria-label={message.serial ?? ""}
    >
      <div className="alert-head">
        <MessageHead message={message} />
        <Countdown
          dueAt={dueOf(message)}
          label={say(isReadBackDue ? "alert.readback" : "alert.answer")}
        />
      </div>
      <MessageText message={message} />
      {message.code === "LC-01" ? <LineCheck message={message} /> : null}
      <div className="buttons">
        <Steps
          message={message}
          onReadBack={() => {
            setReadingBack(true)
          }}
          onCompose={onCompose}
        />
      </div>
    </article>
  )
}

/** What is still owed, step by step: each demand has the button that meets it. */
function Steps({
  message,
  onReadBack,
  onCompose,
}: {
  readonly message: MessageForm
  readonly onReadBack: () => void
  readonly onCompose: (wanted: Wanted) => void
}): ReactNode {
  const say = useSay()
  const open = message.open.map(({ demand }) => demand)
  return (
    <>
      {open.includes("understood") ? (
        <Button className="primary" onPress={onReadBack}>
          {say("alert.readback.do")}
        </Button>
      ) : null}
      {open.includes("authority") ? <Passing message={message} onCompose={onCompose} /> : null}
      {open.includes("answered") && message.code !== "LC-01" ? (
        <Answers message={message} onCompose={onCompose} />
      ) : null}
    </>
  )
}

/** To whom it was passed on and when, said by AK-05: who decides is rarely who reads. */
function Passing({ message, onCompose }: Owing): ReactNode {
  const titleOf = useTitles()
  return (
    <Button
      onPress={() => {
        const params = { ref: message.serial ?? message.id, at: typedNow() }
        onCompose({ code: "AK-05", params, answerTo: message.serial ?? undefined })
      }}
    >
      {titleOf("AK-05")}
    </Button>
  )
}

/** The codes by which the catalogue lets this be answered, each with its title: an answer word and nothing less. */
function Answers({ message, onCompose }: Owing): ReactNode {
  const titleOf = useTitles()
  const sheet = useSheet(message.code)
  const ref = message.serial ?? message.id
  return [...(sheet?.answers ?? []), "AK-04"].map((code) => (
    <Button
      key={code}
      onPress={() => {
        onCompose({ code, params: { ref }, answerTo: message.serial ?? undefined })
      }}
    >
      {titleOf(code)}
    </Button>
  ))
}

function LineCheck({ message }: { readonly message: MessageForm }): ReactNode {
  const say = useSay()
  const link = useLink()
  const { run, failure, isBusy, forget } = useAct()
  const [echo, setEcho] = useState("")
  return (
    <div className="line-check">
      <h3>{say("check.title", { serial: message.serial ?? "" })}</h3>
      <FailureNote failure={failure} onClose={forget} />
      <TextField value={echo} onChange={setEcho}>
        <Label>{say("check.echo")}</Label>
        <Input autoComplete="off" dir="ltr" />
      </TextField>
      <Button
        className="primary"
        isDisabled={isBusy || echo.trim() === ""}
        onPress={() => {
          run(async () => {
            await link.ask(ops.answerLineCheck, { serial: message.serial, echo })
          })
        }}
      >
        {say("check.answer")}
      </Button>
    </div>
  )
}
