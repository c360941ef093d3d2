// A text that no screen says is translated and read by nobody.

import { expect, test } from "vitest"

import { en } from "../../../client/web/ui/words/en.ts"
import { plant, readTree, type Tree } from "../../tidy/tree.ts"

const words = /^client\/web\/ui\/words\//u

function unsaid(tree: Tree): readonly string[] {
  const screens = tree
    .filter(({ path }) => path.startsWith("client/web/") && !words.test(path))
    .map(({ text }) => text)
    .join("\n")
  // `message.${state}`: a whole family is named by what comes from the line.
  const families = Array.from(screens.matchAll(/`([a-z.]+\.)\$\{/gu), ([, family = ""]) => family)
  return Object.keys(en).filter(
    (key) => !screens.includes(`"${key}"`) && !families.some((family) => key.startsWith(family)),
  )
}

test("[WRD10] every text is said on some screen", () => {
  const tree = readTree()
  expect(unsaid(tree)).toEqual([])
  const without = plant(tree, "client/web/desk/settings-bar.tsx", "")
  expect(unsaid(without)).toContain("settings.language")
})
