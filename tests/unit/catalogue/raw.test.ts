import { expect, test } from "vitest"

import { rawText } from "../../../shared/catalogue/raw.ts"

test("[CAT3] raw values are shown as they came, with nothing hidden in them", () => {
  expect(rawText([3, "a\u{202e}b", Uint8Array.of(1, 255), [[], 0]])).toBe(
    `[3, "a[U+202E]b", h'01ff', [[], 0]]`,
  )
})
