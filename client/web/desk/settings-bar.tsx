// Language and theme of this screen. Changing them changes nothing on the line.

import type { ReactNode } from "react"
import { Button } from "react-aria-components"

import { screenLanguages } from "../ui/language.ts"
import { useSettings } from "../ui/settings.tsx"
import { FailureNote } from "./failure-note.tsx"
import { useAct } from "./link/desk-link.tsx"

export function SettingsBar(): ReactNode {
  const { say, language, theme, setLanguage, setTheme } = useSettings()
  const { run, failure, forget } = useAct()
  return (
    <footer className="settings">
      <label>
        {say("settings.language")}{" "}
        <select
          value={language.tag}
          onChange={(event) => {
            const { value } = event.currentTarget
            run(async () => {
              await setLanguage(value)
            })
          }}
        >
          {screenLanguages.map(({ tag, name }) => (
            <option key={tag} value={tag} lang={tag}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Button
        onPress={() => {
          setTheme(theme === "night" ? "day" : "night")
        }}
      >
        {say(theme === "night" ? "settings.day" : "settings.night")}
      </Button>
      <span className="muted">{say("band.notAudited")}</span>
      <FailureNote failure={failure} onClose={forget} />
    </footer>
  )
}
