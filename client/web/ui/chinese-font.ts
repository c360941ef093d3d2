// Chinese letters: a hundred files, and a list of which file has which of them. The list is loaded when the first Chinese text is
// shown, the files as the browser needs them; a page without Chinese carries neither.

import { useEffect } from "react"

export function useFontOf(language: string): void {
  useEffect(() => {
    if (language !== "zh") return
    // Where it cannot be loaded, the letters of the machine stand in.
    void import("@fontsource-variable/noto-sans-sc/wght.css").catch(() => undefined)
  }, [language])
}
