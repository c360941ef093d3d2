// The language of the screens: an officer's own choice, apart from the languages that the charter names for statements.

import { MessageFormat } from "messageformat"

import { en, type WordKey, type Words } from "./words/en.ts"

export interface ScreenLanguage {
  readonly tag: string
  /** Its name in itself. */
  readonly name: string
  readonly direction: "ltr" | "rtl"
  /** For numbers and controls: Latin digits in every language, as the tokens beside them have. */
  readonly locale: string
}

/** A language with its words at hand. */
export interface SpokenLanguage extends ScreenLanguage {
  readonly words: Words
}

export const screenLanguages = [
  { tag: "en", name: "English", direction: "ltr", locale: "en" },
  { tag: "ar", name: "العربية", direction: "rtl", locale: "ar-u-nu-latn" },
  { tag: "ru", name: "Русский", direction: "ltr", locale: "ru" },
  { tag: "fr", name: "Français", direction: "ltr", locale: "fr" },
  { tag: "es", name: "Español", direction: "ltr", locale: "es" },
  { tag: "zh", name: "中文", direction: "ltr", locale: "zh" },
] as const satisfies readonly ScreenLanguage[]

type Tag = (typeof screenLanguages)[number]["tag"]

/** One module a language: a page loads the chosen one only, beside English, which is what it has when no other can be loaded. */
const wordsOf: Readonly<Record<Tag, () => Promise<Words>>> = {
  en: async () => await Promise.resolve(en),
  ar: async () => (await import("./words/ar.ts")).ar,
  ru: async () => (await import("./words/ru.ts")).ru,
  fr: async () => (await import("./words/fr.ts")).fr,
  es: async () => (await import("./words/es.ts")).es,
  zh: async () => (await import("./words/zh.ts")).zh,
}

const [first] = screenLanguages
export const english: SpokenLanguage = { ...first, words: en }

/** English where the tag names no language of the screens. */
export async function spokenIn(tag: string): Promise<SpokenLanguage> {
  const found = screenLanguages.find((each) => each.tag === tag) ?? first
  return { ...found, words: await wordsOf[found.tag]() }
}

export type Say = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string

/** Values are isolated, so that a serial or a time cannot reorder a right-to-left sentence around it. */
export function sayIn({ locale, words }: SpokenLanguage): Say {
  const compiled = new Map<WordKey, MessageFormat>()
  return (key, values) => {
    if (values === undefined) return words[key]
    let format = compiled.get(key)
    if (format === undefined) {
      format = new MessageFormat(locale, words[key], { bidiIsolation: "default" })
      compiled.set(key, format)
    }
    const texts = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, String(value)]),
    )
    return format.format(texts)
  }
}
