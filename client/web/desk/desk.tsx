// The desk: strip, action zone, traffic. Three zones that keep their places, and screens that come below the action zone, never
// over it.

import { useState, type ReactNode } from "react"
import { Button } from "react-aria-components"

import { unreachable } from "../../../shared/assert.ts"
import { ops, type PictureForm } from "../../runtime/requests/ops.ts"
import type { WordKey } from "../ui/words/en.ts"
import { useSay } from "../ui/settings.tsx"
import type { Speaker } from "../ui/sounds.ts"
import { useKey } from "../ui/use-key.ts"
import { ActionZone } from "./alert/action-zone.tsx"
import { Board } from "./board/board.tsx"
import { beginning } from "./compose/begin.ts"
import { Compose } from "./compose/compose.tsx"
import { useSheets } from "./compose/sheets.tsx"
import type { Wanted } from "./compose/wanted.ts"
import { FailureNote } from "./failure-note.tsx"
import type { Armed } from "./gate/arming.tsx"
import { useAct, useLink } from "./link/desk-link.tsx"
import { LogScreen } from "./log/log.tsx"
import { Handover } from "./release/handover.tsx"
import { Strip } from "./strip/strip.tsx"
import { Traffic } from "./traffic/traffic.tsx"

type Screen = "desk" | "compose" | "handover" | "log" | "board"

const screens: readonly {
  readonly screen: Screen
  readonly label: WordKey
  readonly key?: string
}[] = [
  { screen: "desk", label: "action.desk" },
  { screen: "compose", label: "action.new", key: "F2" },
  { screen: "handover", label: "action.handover" },
  { screen: "log", label: "action.log" },
  { screen: "board", label: "action.board" },
]

export function Desk({
  picture,
  speaker,
  armed,
  onArm,
}: {
  readonly picture: PictureForm
  readonly speaker: Speaker
  readonly armed: Armed | undefined
  readonly onArm: () => void
}): ReactNode {
  const say = useSay()
  const [screen, setScreen] = useState<Screen>("desk")
  const [wanted, setWanted] = useState<Wanted | undefined>()
  const [said, setSaid] = useState("")
  const compose = (asked: Wanted | undefined): void => {
    setWanted(asked)
    setScreen("compose")
  }
  useKey("F2", () => {
    compose(undefined)
  })
  return (
    <div className="desk">
      <Top status={picture.status} isSounding={speaker.isArmed} armed={armed} />
      <main>
        <h1 className="hidden">
          {say("app.name")} {picture.status.ourDesk.callSign}
        </h1>
        {armed === undefined ? <NotArmed onArm={onArm} /> : null}
        <ActionZone picture={picture} speaker={speaker} onCompose={compose} />
        <nav className="buttons" aria-label={say("app.name")}>
          <Ways
            screen={screen}
            onGo={(to) => {
              setWanted(undefined)
              setScreen(to)
            }}
          />
          <LineCheckButton onSaid={setSaid} />
        </nav>
        <p role="status" className="said">
          {said}
        </p>
        <Below
          screen={screen}
          wanted={wanted}
          picture={picture}
          onDone={(words) => {
            setSaid(words)
            setScreen("desk")
          }}
        />
      </main>
    </div>
  )
}

function Top({
  status,
  isSounding,
  armed,
}: {
  readonly status: PictureForm["status"]
  readonly isSounding: boolean
  readonly armed: Armed | undefined
}): ReactNode {
  const say = useSay()
  const isArmed = armed !== undefined && isSounding
  return (
    <header className="top">
      {status.mode === "exercise" ? <p className="band">{say("band.exercise")}</p> : null}
      <Strip status={status} isArmed={isArmed} testedAt={armed?.testedAt} />
    </header>
  )
}

function Ways({
  screen,
  onGo,
}: {
  readonly screen: Screen
  readonly onGo: (screen: Screen) => void
}): ReactNode {
  const say = useSay()
  return screens.map(({ screen: each, label, key }) => (
    <Button
      key={each}
      aria-current={each === screen ? "page" : "false"}
      onPress={() => {
        onGo(each)
      }}
    >
      {say(label)} {key === undefined ? null : <kbd>{key}</kbd>}
    </Button>
  ))
}

function Below({
  screen,
  wanted,
  picture,
  onDone,
}: {
  readonly screen: Screen
  readonly wanted: Wanted | undefined
  readonly picture: PictureForm
  readonly onDone: (words: string) => void
}): ReactNode {
  const sheets = useSheets()
  switch (screen) {
    case "compose": {
      if (sheets === undefined) return null
      const practice = picture.status.mode === "exercise" ? sheets.types : undefined
      return (
        <Compose
          key={JSON.stringify(wanted ?? null)}
          begin={beginning(wanted, practice, Date.now())}
          wanted={wanted}
          onDone={onDone}
        />
      )
    }
    case "handover":
      return <Handover picture={picture} />
    case "board":
      return <Board picture={picture} />
    case "log":
      return <LogScreen />
    case "desk":
      return <Traffic messages={picture.messages} />
    default:
      return unreachable(screen)
  }
}

function NotArmed({ onArm }: { readonly onArm: () => void }): ReactNode {
  const say = useSay()
  return (
    <div className="not-armed">
      <strong>{say("alert.notArmed")}</strong>{" "}
      <Button className="primary" onPress={onArm}>
        {say("alert.arm")}
      </Button>
    </div>
  )
}

function LineCheckButton({ onSaid }: { readonly onSaid: (words: string) => void }): ReactNode {
  const say = useSay()
  const link = useLink()
  const { run, failure, isBusy, forget } = useAct()
  return (
    <>
      <Button
        isDisabled={isBusy}
        onPress={() => {
          run(async () => {
            const { message } = await link.ask(ops.lineCheck, { text: null })
            onSaid(say("check.called", { serial: message.serial ?? "" }))
          })
        }}
      >
        {say("action.check")}
      </Button>
      <FailureNote failure={failure} onClose={forget} />
    </>
  )
}
