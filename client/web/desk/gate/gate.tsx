// Before the desk: a device for this browser, and its lock.

import { useCallback, useEffect, useState, type ReactNode } from "react"
import { Button, Form, Input, Label, TextField } from "react-aria-components"

import { useSay } from "../../ui/settings.tsx"
import type { HomeLook } from "../../worker/protocol.ts"
import { FailureNote } from "../failure-note.tsx"
import { useAct, useLink } from "../link/desk-link.tsx"

/** Shows what has to be done before the desk is open, then the desk. */
export function Gate({
  children,
}: {
  readonly children: (look: HomeLook) => ReactNode
}): ReactNode {
  const say = useSay()
  const link = useLink()
  const [look, setLook] = useState<HomeLook | undefined>()
  const { run, failure, isBusy, forget } = useAct()
  const open = useCallback(
    (passphrase: string | null): void => {
      run(async () => {
        setLook(await link.unlock(passphrase))
      })
    },
    [link, run],
  )
  useEffect(() => {
    run(async () => {
      const found = await link.look()
      setLook(found)
      // Nothing guards it, so there is nothing to ask.
      if (found.state === "unprotected") setLook(await link.unlock(null))
    })
  }, [link, run])
  if (look?.state === "open") return children(look)
  return (
    <main className="gate">
      <h1>{say("app.name")}</h1>
      <p className="warning">{say("band.notAudited")}</p>
      <FailureNote failure={failure} onClose={forget} />
      {look === undefined ? (
        <p role="status">{say("app.opening")}</p>
      ) : (
        <Door
          look={look}
          isBusy={isBusy}
          onOpen={open}
          onEnrol={() => {
            run(async () => {
              await link.enrolForPractice()
              setLook(await link.unlock(null))
            })
          }}
        />
      )}
    </main>
  )
}

function Door({
  look,
  isBusy,
  onOpen,
  onEnrol,
}: {
  readonly look: HomeLook
  readonly isBusy: boolean
  readonly onOpen: (passphrase: string) => void
  readonly onEnrol: () => void
}): ReactNode {
  const say = useSay()
  if (look.state === "elsewhere") return <Elsewhere />
  if (look.state === "unprotected") return <p role="status">{say("app.opening")}</p>
  if (look.state === "locked") return <Lock look={look} isBusy={isBusy} onOpen={onOpen} />
  const isOther = look.state === "other-line"
  if (!look.isPractice) return <p>{say(isOther ? "gate.otherLine" : "gate.none")}</p>
  return (
    <>
      {isOther ? <p className="warning">{say("gate.otherLine")}</p> : null}
      <h2>{say("gate.practice.title", { party: look.party })}</h2>
      <p>{say("gate.practice.text")}</p>
      <Button className="primary" isDisabled={isBusy} onPress={onEnrol}>
        {say("gate.practice.button")}
      </Button>
      <p role="status">{isBusy ? say("gate.practice.working") : ""}</p>
    </>
  )
}

function Elsewhere(): ReactNode {
  const say = useSay()
  return (
    <>
      <p role="alert">{say("app.elsewhere")}</p>
      <Button
        onPress={() => {
          location.reload()
        }}
      >
        {say("app.reload")}
      </Button>
    </>
  )
}

function Lock({
  look,
  isBusy,
  onOpen,
}: {
  readonly look: HomeLook
  readonly isBusy: boolean
  readonly onOpen: (passphrase: string) => void
}): ReactNode {
  const say = useSay()
  const [passphrase, setPassphrase] = useState("")
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        onOpen(passphrase)
      }}
    >
      <h2>{say("gate.unlock.title", { callSign: look.callSign ?? "" })}</h2>
      <TextField type="password" value={passphrase} onChange={setPassphrase} autoFocus>
        <Label>{say("gate.unlock.label")}</Label>
        <Input autoComplete="current-password" />
      </TextField>
      <Button className="primary" type="submit" isDisabled={isBusy || passphrase === ""}>
        {say("gate.unlock.button")}
      </Button>
    </Form>
  )
}
