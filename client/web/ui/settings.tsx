// What an officer has chosen for this screen: language and theme. Kept in the browser's own storage, for it is no secret and
// nothing on the line depends on it.

import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react"

import { languageNamed, sayIn, type Say, type ScreenLanguage } from "./language.ts"

type Theme = "night" | "day"

export interface Settings {
  readonly language: ScreenLanguage
  readonly theme: Theme
  readonly say: Say
  readonly setLanguage: (tag: string) => void
  readonly setTheme: (theme: Theme) => void
}

const languageKey = "parley.language"
const themeKey = "parley.theme"

const SettingsContext = createContext<Settings | undefined>(undefined)

export function SettingsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [tag, setTag] = useState(
    () => localStorage.getItem(languageKey) ?? navigator.language.slice(0, 2),
  )
  const [theme, setTheme] = useState<Theme>(storedTheme)
  const language = useMemo(() => languageNamed(tag), [tag])
  useEffect(() => {
    const { documentElement } = document
    documentElement.lang = language.tag
    documentElement.dir = language.direction
    documentElement.dataset["theme"] = theme
  }, [language, theme])
  const settings = useMemo<Settings>(
    () => ({
      language,
      theme,
      say: sayIn(language),
      setLanguage(chosen) {
        localStorage.setItem(languageKey, chosen)
        setTag(chosen)
      },
      setTheme(chosen) {
        localStorage.setItem(themeKey, chosen)
        setTheme(chosen)
      },
    }),
    [language, theme],
  )
  return <SettingsContext value={settings}>{children}</SettingsContext>
}

/** Night is where nobody has chosen: a duty room is dark for half of every day, and a bright screen blinds. */
function storedTheme(): Theme {
  return localStorage.getItem(themeKey) === "day" ? "day" : "night"
}

export function useSettings(): Settings {
  const settings = use(SettingsContext)
  if (settings === undefined) throw new Error("settings are provided at the root")
  return settings
}

export function useSay(): Say {
  return useSettings().say
}
