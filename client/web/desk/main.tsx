// The desk's page begins here.

import "@fontsource-variable/noto-sans/wght.css"
import "@fontsource-variable/noto-sans-mono/wght.css"
import "@fontsource-variable/noto-sans-arabic/wght.css"
import "../ui/theme.css"
import "../ui/parts.css"
import "./desk.css"
import "./gate/gate.css"
import "./strip/strip.css"
import "./alert/alert.css"
import "./compose/compose.css"
import "./traffic/traffic.css"
import "./log/log.css"
import "./board/board.css"

import { StrictMode, useState, type ReactNode } from "react"
import { createRoot } from "react-dom/client"
import { I18nProvider } from "react-aria-components"

import { chosenLanguage, SettingsProvider, useSay, useSettings } from "../ui/settings.tsx"
import { Speaker } from "../ui/sounds.ts"
import { SheetsProvider } from "./compose/sheets.tsx"
import { Desk } from "./desk.tsx"
import { Arming, type Armed } from "./gate/arming.tsx"
import { Gate } from "./gate/gate.tsx"
import { SettingsBar } from "./settings-bar.tsx"
import { StandstillNote } from "./standstill-note.tsx"
import { DeskLink, LinkProvider, usePicture } from "./link/desk-link.tsx"

const link = new DeskLink()
const speaker = new Speaker()

function Page(): ReactNode {
  const { language } = useSettings()
  return (
    <I18nProvider locale={language.locale}>
      <LinkProvider link={link}>
        <div className="page">
          <Gate>
            {() => (
              <SheetsProvider>
                <StandstillNote speaker={speaker} />
                <Watch />
              </SheetsProvider>
            )}
          </Gate>
          <SettingsBar />
        </div>
      </LinkProvider>
    </I18nProvider>
  )
}

/** A page that was loaded anew has lost its sound: it is not armed until somebody presses the button again. */
function Watch(): ReactNode {
  const say = useSay()
  const picture = usePicture()
  const [armed, setArmed] = useState<Armed | undefined>()
  const [isArming, setArming] = useState(true)
  if (picture === undefined) return <p role="status">{say("app.opening")}</p>
  if (isArming) {
    return (
      <Arming
        status={picture.status}
        speaker={speaker}
        onArmed={(done) => {
          setArmed(done)
          setArming(false)
        }}
        onLater={() => {
          setArming(false)
        }}
      />
    )
  }
  return (
    <Desk
      picture={picture}
      speaker={speaker}
      armed={armed}
      onArm={() => {
        setArming(true)
      }}
    />
  )
}

const root = document.querySelector("#desk")
if (root === null) throw new Error("the page has no place for the desk")
const first = await chosenLanguage()
createRoot(root).render(
  <StrictMode>
    <SettingsProvider first={first}>
      <Page />
    </SettingsProvider>
  </StrictMode>,
)
