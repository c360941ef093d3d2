// The key of a word that is named by something from the line: a state, a stage, a kind. What this program has no word for is shown
// as it came.

import { en, type WordKey } from "./en.ts"

export function wordNamed(name: string): WordKey | undefined {
  return isKey(name) ? name : undefined
}

function isKey(name: string): name is WordKey {
  return Object.hasOwn(en, name)
}
