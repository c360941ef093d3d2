// The language of the screens: an officer's own choice, apart from the languages that the charter names for statements.

import { MessageFormat } from "messageformat"

import { en, type WordKey, type Words } from "./words/en.ts"

export interface ScreenLanguage {
  readonly tag: string
  /** Its name in itself. */
  readonly name: string
  readonly direction: "ltr" | "rtl"
  readonly words: Words
}

export const screenLanguages: readonly ScreenLanguage[] = [
  { tag: "en", name: "English", direction: "ltr", words: en },
]

export type Say = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string

/** Values are isolated, so that a serial or a time cannot reorder a right-to-left sentence around it. */
export function sayIn({ tag, words }: ScreenLanguage): Say {
  const compiled = new Map<WordKey, MessageFormat>()
  return (key, values) => {
    if (values === undefined) return words[key]
    let format = compiled.get(key)
    if (format === undefined) {
      format = new MessageFormat(tag, words[key], { bidiIsolation: "default" })
      compiled.set(key, format)
    }
    const texts = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, String(value)]),
    )
    return format.format(texts)
  }
}

export function languageNamed(tag: string | null): ScreenLanguage {
  const [first] = screenLanguages
  const found = screenLanguages.find((each) => each.tag === tag) ?? first
  if (found === undefined) throw new Error("no screen language")
  return found
}
