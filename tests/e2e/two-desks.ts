// Both parties at their desks, each in a browser of its own, with the watch taken.

import type { Page } from "playwright-core"

import { openProfile, type Profile } from "./browser.ts"
import { takeWatch } from "./desk-page.ts"
import { practiceLine, type PracticeLine, type Wish } from "./practice.ts"

export interface TwoDesks {
  readonly line: PracticeLine
  readonly north: Profile
  readonly south: Profile
  readonly a: Page
  readonly b: Page
}

export async function twoDesks(wish: Wish = {}): Promise<TwoDesks> {
  const line = await practiceLine(wish)
  const [north, south] = [await openProfile(), await openProfile()]
  const [a, b] = await Promise.all([
    takeWatch(north, line.desk("A")),
    takeWatch(south, line.desk("B")),
  ])
  return { line, north, south, a, b }
}
