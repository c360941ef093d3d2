// The catalogue as the page has it, in the officer's language: asked for once, and again when the language changes.

import { createContext, use, useMemo, type ReactNode } from "react"

import { ops } from "../../../runtime/requests/ops.ts"
import type { CatalogueForm, TypeSheet } from "../../../runtime/requests/screen-forms.ts"
import { useSettings } from "../../ui/settings.tsx"
import { useAnswer } from "../link/desk-link.tsx"

const SheetsContext = createContext<CatalogueForm | undefined>(undefined)

export function SheetsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { language } = useSettings()
  const sheets = useAnswer(ops.sheets, { language: language.tag })
  return <SheetsContext value={sheets}>{children}</SheetsContext>
}

/** Undefined for a moment, until the worker has answered. */
export function useSheets(): CatalogueForm | undefined {
  return use(SheetsContext)
}

export function useSheet(code: string | null): TypeSheet | undefined {
  return useSheets()?.types.find((type) => type.code === code)
}

/** What people call a closed word of this field, in the officer's language; the word itself where it is in no list. */
export function useFieldWords(code: string, field: string): (word: string) => string {
  const options = useSheet(code)?.fields.find(({ name }) => name === field)?.options
  return (word) => options?.find((each) => each.word === word)?.text ?? word
}

/** What people call a code, in the officer's language. */
export function useTitles(): (code: string | null) => string | undefined {
  const sheets = useSheets()
  return useMemo(() => {
    const titles = new Map(sheets?.types.map(({ code, title }) => [code, title]))
    return (code) => (code === null ? undefined : (titles.get(code) ?? code))
  }, [sheets])
}
