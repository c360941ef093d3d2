import { describe, expect, test } from "vitest"

import type { OpenedMessage } from "../../../shared/dialogue/opened.ts"
import { tensionOf } from "../../../shared/dialogue/tension.ts"
import { answer, dialogueOf, id, noon, relayOfA, relayOfB, tell } from "./desk.ts"

const declare = (n: number, level: string, more: Partial<OpenedMessage> = {}): OpenedMessage =>
  tell(n, "TN-01", { level }, more)

function levels(...opened: readonly OpenedMessage[]): readonly (string | undefined)[] {
  const state = dialogueOf(...opened)
  return [tensionOf(state, "A")?.level, tensionOf(state, "B")?.level]
}

describe("[DLG18] tension is each side's own newest word", () => {
  test("not declared until somebody does, and never computed from the other", () => {
    expect(levels()).toEqual([undefined, undefined])
    expect(levels(declare(1, "watchful"))).toEqual(["watchful", undefined])
    expect(levels(declare(1, "grave"), answer(2, "TN-01", { level: "normal" }))).toEqual([
      "grave",
      "normal",
    ])
  })

  test("the newest by the earliest time anybody gives for it", () => {
    expect(levels(declare(2, "serious"), declare(1, "watchful"))[0]).toBe("serious")
    // Written an hour ahead, but a relay had it before the other one was written.
    const ahead = declare(1, "watchful", { writtenAt: noon + 3_600_000 })
    expect(levels(ahead, declare(2, "serious"))[0]).toBe("serious")
    // A relay with a clock that is behind makes it older, never newer.
    const accepted = [
      { relay: relayOfA, t: noon + 9_000 },
      { relay: relayOfB, t: noon - 9_000 },
    ]
    expect(levels(declare(3, "grave", { accepted }), declare(2, "serious"))[0]).toBe("serious")
  })

  test("it takes two officers", () => {
    expect(levels(declare(1, "watchful"), declare(2, "grave", { drafted: undefined }))[0]).toBe(
      "watchful",
    )
  })

  test("a correction, a supersession and a cancellation count", () => {
    const more = { precedence: "PRIORITY" } as const
    const first = declare(1, "watchful")
    const second = declare(2, "grave")
    const corrected = tell(3, "CR-01", { ref: id(2), changes: "TN-01 level=serious" }, more)
    expect(levels(first, second, corrected)[0]).toBe("serious")
    const anew = { ref: id(2), replacement: "TN-01 level=normal" }
    expect(levels(first, second, tell(3, "CR-02", anew, more))[0]).toBe("normal")
    for (const cause of ["error", "unconfirmed"]) {
      const back = tell(3, "CR-03", { ref: id(2), cause }, more)
      expect(levels(first, second, back)[0]).toBe("watchful")
    }
  })
})
