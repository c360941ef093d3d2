// What an officer has chosen for this screen: language and theme. Kept in the browser's own storage, for it is no secret and
// nothing on the line depends on it.

import {
  createContext,
  use,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from "react"

import { useFontOf } from "./chinese-font.ts"
import {
  english,
  sayIn,
  spokenIn,
  type Say,
  type ScreenLanguage,
  type SpokenLanguage,
} from "./language.ts"

type Theme = "night" | "day"

export interface Settings {
  readonly language: ScreenLanguage
  readonly theme: Theme
  readonly say: Say
  /** Done when its words are here and shown; fails, and changes nothing, when they cannot be loaded. */
  readonly setLanguage: (tag: string) => Promise<void>
  readonly setTheme: (theme: Theme) => void
}

const languageKey = "parley.language"
const themeKey = "parley.theme"

const SettingsContext = createContext<Settings | undefined>(undefined)

/** Asked for before anything is shown, so that no screen begins in one language and goes on in another. */
export async function chosenLanguage(): Promise<SpokenLanguage> {
  const tag = localStorage.getItem(languageKey) ?? navigator.language.slice(0, 2)
  // A desk that opens in English is better than none.
  return await spokenIn(tag).catch(() => english)
}

export function SettingsProvider({
  first,
  children,
}: {
  readonly first: SpokenLanguage
  readonly children: ReactNode
}): ReactNode {
  const [language, setSpoken] = useState(first)
  const [theme, setTheme] = useState<Theme>(storedTheme)
  const wanted = useRef(first.tag)
  useFontOf(language.tag)
  // Before the browser paints: the first picture already has the right side and the right letters.
  useLayoutEffect(() => {
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
      async setLanguage(tag) {
        wanted.current = tag
        const spoken = await spokenIn(tag)
        // Whoever has chosen again meanwhile gets the later choice.
        if (wanted.current !== tag) return
        localStorage.setItem(languageKey, tag)
        setSpoken(spoken)
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
