// Taking the watch: the one press by which an officer answers for this desk. It unlocks the sound and tests it, asks for what the
// browser has to allow, and signs the watch record; what is missing is said, not hidden.

import { useState, type ReactNode } from "react"
import { Button } from "react-aria-components"

import { ops } from "../../../runtime/requests/ops.ts"
import type { StatusForm } from "../../../runtime/requests/status-form.ts"
import { useSay } from "../../ui/settings.tsx"
import { zuluMinute } from "../../ui/times.ts"
import { Token } from "../../ui/token.tsx"
import type { Speaker } from "../../ui/sounds.ts"
import { FailureNote } from "../failure-note.tsx"
import { useAct, useLink } from "../link/desk-link.tsx"

const shiftMs = 8 * 3_600_000

export interface Armed {
  /** When an officer last said that the sound was heard. */
  readonly testedAt: number
}

export function Arming({
  status,
  speaker,
  onArmed,
  onLater,
}: {
  readonly status: StatusForm
  readonly speaker: Speaker
  readonly onArmed: (armed: Armed) => void
  readonly onLater: () => void
}): ReactNode {
  const say = useSay()
  const link = useLink()
  const { run, failure, isBusy, forget } = useAct()
  const [testedAt, setTestedAt] = useState<number | undefined>()
  const until = Date.now() + shiftMs
  return (
    <main className="arming">
      <h1>{say("arm.title", { callSign: status.ourDesk.callSign })}</h1>
      {status.ourDesk.protected ? null : <p className="warning">{say("gate.unprotected")}</p>}
      <FailureNote failure={failure} onClose={forget} />
      <ol className="steps">
        <SoundTest speaker={speaker} testedAt={testedAt} onTested={setTestedAt} />
        <Notifications />
        <li>
          <h2>{say("arm.clock")}</h2>
          <span>{say(clockKeys[status.clock.verdict] ?? "clock.not-measured")}</span>
        </li>
        <li>
          <h2>{say("arm.open")}</h2>
          <Token>{status.owed.byUs.length}</Token>
        </li>
      </ol>
      <p>
        {say("arm.until")} <Token>{zuluMinute(until)}</Token>
      </p>
      <div className="buttons">
        <Button
          className="primary"
          isDisabled={testedAt === undefined || isBusy}
          onPress={() => {
            run(async () => {
              await askTheBrowser()
              await link.ask(ops.takeWatch, { role: null, until })
              await link.setArmed(true)
              onArmed({ testedAt: testedAt ?? Date.now() })
            })
          }}
        >
          {say("arm.take")}
        </Button>
        <Button onPress={onLater}>{say("arm.later")}</Button>
      </div>
      <p className="muted">{say("arm.later.text")}</p>
    </main>
  )
}

/** Only a person can say that a sound was heard: a browser sounds just as well into a loudspeaker that is off. */
function SoundTest({
  speaker,
  testedAt,
  onTested,
}: {
  readonly speaker: Speaker
  readonly testedAt: number | undefined
  readonly onTested: (at: number | undefined) => void
}): ReactNode {
  const say = useSay()
  const [isPlayed, setPlayed] = useState(false)
  const play = async (): Promise<void> => {
    await speaker.arm()
    speaker.play("flash")
    setPlayed(true)
  }
  return (
    <li>
      <h2>{say("arm.sound")}</h2>
      <Button onPress={() => void play()}>{say("arm.sound.test")}</Button>
      {isPlayed ? (
        <>
          <Button
            onPress={() => {
              onTested(Date.now())
            }}
          >
            {say("arm.sound.heard")}
          </Button>
          <Button
            onPress={() => {
              onTested(undefined)
            }}
          >
            {say("arm.sound.unheard")}
          </Button>
        </>
      ) : null}
      {testedAt === undefined ? null : <Done />}
      {isPlayed && testedAt === undefined ? <p>{say("arm.sound.help")}</p> : null}
    </li>
  )
}

const clockKeys: Readonly<Record<string, "clock.right" | "clock.warn" | "clock.wrong">> = {
  right: "clock.right",
  warn: "clock.warn",
  wrong: "clock.wrong",
}

function Done(): ReactNode {
  const say = useSay()
  return <span className="done">✓ {say("arm.ok")}</span>
}

function Notifications(): ReactNode {
  const say = useSay()
  const [permission, setPermission] = useState<NotificationPermission>(
    () => Notification.permission,
  )
  return (
    <li>
      <h2>{say("arm.notifications")}</h2>
      {permission === "default" ? (
        <Button
          onPress={() => {
            void Notification.requestPermission().then(setPermission)
          }}
        >
          {say("arm.notifications.ask")}
        </Button>
      ) : null}
      {permission === "granted" ? <Done /> : <p>{say("arm.notifications.optional")}</p>}
    </li>
  )
}

/** The screen stays on and the store is kept, where the browser grants it; a desk works without either. */
async function askTheBrowser(): Promise<void> {
  await Promise.allSettled([navigator.wakeLock.request("screen"), navigator.storage.persist()])
}
