// A key that does one thing wherever the focus is, and moves no focus. Function keys are no characters, so nobody types them.

import { useEffect, useRef } from "react"

export function useKey(key: string, act: () => void): void {
  const newest = useRef(act)
  useEffect(() => {
    newest.current = act
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const name = event.altKey ? `Alt+${event.code}` : event.key
      // A key that is held down says one thing once.
      if (name !== key || event.repeat) return
      event.preventDefault()
      newest.current()
    }
    addEventListener("keydown", onKey)
    return () => {
      removeEventListener("keydown", onKey)
    }
  }, [key])
}
