// What is being written: kept sealed in the home at every change, and looked at by the rulebook as it grows.

import { useCallback, useEffect, useRef, useState } from "react"

import { codes, type Code } from "../../../../shared/catalogue/value.ts"
import { ops } from "../../../runtime/requests/ops.ts"
import type { DraftText, PreviewForm } from "../../../runtime/requests/screen-forms.ts"
import { useSettings } from "../../ui/settings.tsx"
import { useAnswer, useLink } from "../link/desk-link.tsx"

/** Typing is not interrupted by every key: a look is taken when it pauses. */
const pauseMs = 150

export interface Draft {
  /** False until the home was asked what lies there: a form must not change under the first key that is typed into it. */
  readonly isReady: boolean
  readonly text: DraftText
  readonly savedAt: string | undefined
  readonly preview: PreviewForm | undefined
  readonly change: (text: DraftText) => void
  /** Nothing is left of it, in the home neither. */
  readonly discard: () => Promise<void>
}

export const emptyDraft: DraftText = { code: "", params: {}, precedence: null, remark: "" }

export function codeOf(text: string): Code | undefined {
  return codes.find((code) => code === text)
}

/** `begin` is taken where nothing lies in this slot of the home. */
export function useDraft(begin: DraftText, slot: string): Draft {
  const link = useLink()
  const [text, setText] = useState<DraftText>(begin)
  const [savedAt, setSavedAt] = useState<string | undefined>()
  const [isReady, setReady] = useState(false)
  const isTouched = useRef(false)
  useEffect(() => {
    const bringBack = async (): Promise<void> => {
      const { draft, savedAt: at } = await link.ask(ops.composing, { slot })
      if (!isTouched.current && draft !== null) {
        setText(draft)
        setSavedAt(at ?? undefined)
      }
      setReady(true)
    }
    void bringBack()
  }, [link, slot])
  const change = useCallback(
    (next: DraftText): void => {
      isTouched.current = true
      setText(next)
      const keep = async (): Promise<void> => {
        const { savedAt: at } = await link.ask(ops.keepComposing, { slot, draft: next })
        setSavedAt(at ?? undefined)
      }
      void keep()
    },
    [link, slot],
  )
  const discard = useCallback(async (): Promise<void> => {
    isTouched.current = true
    await link.ask(ops.keepComposing, { slot, draft: null })
    setText(emptyDraft)
    setSavedAt(undefined)
  }, [link, slot])
  return { isReady, text, savedAt, preview: usePreview(text), change, discard }
}

function usePreview({
  code: typed,
  params,
  precedence,
  remark,
}: DraftText): PreviewForm | undefined {
  const { language } = useSettings()
  const code = codeOf(typed)
  const asked =
    code === undefined
      ? undefined
      : { code, params: filled(params), precedence, remark, language: language.tag }
  return useAnswer(ops.preview, asked, pauseMs)
}

/** An empty field is a missing one. */
export function filled(params: DraftText["params"]): Record<string, string> {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value.trim() !== ""))
}
