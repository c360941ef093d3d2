import { describe, expect, test } from "vitest"

import { isValue } from "../../../shared/catalogue/value.ts"
import { acceptancesOf, fateOf, isBound, versionsOf } from "../../../shared/dialogue/fate.ts"
import type { OpenedMessage } from "../../../shared/dialogue/opened.ts"
import { acceptance, dialogueOf, get, id, proposal, tell } from "./desk.ts"

const launch = tell(1, "NT-05", { count: "1" })
const correct = (n: number, changes: string, more: Partial<OpenedMessage> = {}): OpenedMessage =>
  tell(n, "CR-01", { ref: id(1), changes }, more)
const cancel = (n: number, of: number, cause = "error"): OpenedMessage =>
  tell(n, "CR-03", { ref: id(of), cause })

/** The count that message 1 gives, after each correction. */
function counts(...opened: readonly OpenedMessage[]): readonly number[] {
  const state = dialogueOf(...opened)
  return versionsOf(state, get(state, 1)).map(({ params: { count } }) =>
    isValue(count, "number") ? count.number : -1,
  )
}

function fate(...opened: readonly OpenedMessage[]): string {
  const state = dialogueOf(...opened)
  return fateOf(state, get(state, 1))
}

function acceptedUntil(...opened: readonly OpenedMessage[]): readonly (number | undefined)[] {
  const state = dialogueOf(...opened)
  return acceptancesOf(state, get(state, 1)).map(({ said: { params } }) =>
    isValue(params["until"], "dtg") ? params["until"].at : undefined,
  )
}

describe("[DLG9] corrections count by their author's time", () => {
  test("the later wins, in whatever order they come", () => {
    const two = correct(2, "NT-05 count=2")
    const three = correct(3, "NT-05 count=3")
    expect(counts(launch, two, three)).toEqual([1, 2, 3])
    expect(counts(three, two, launch)).toEqual([1, 2, 3])
  })

  test("nobody gains by dating a correction ahead: each relay's time is asked as well", () => {
    const ahead = { writtenAt: launch.writtenAt + 3_600_000 }
    expect(counts(launch, correct(2, "NT-05 count=2", ahead), correct(3, "NT-05 count=3"))).toEqual(
      [1, 2, 3],
    )
  })

  test("a correction that was cancelled, and one with a fault, correct nothing", () => {
    expect(counts(launch, correct(2, "NT-05 count=2"), cancel(3, 2))).toEqual([1])
    expect(counts(launch, correct(2, "NT-05 count=2", { drafted: undefined }))).toEqual([1])
  })
})

describe("[DLG10] a superseding statement takes the place of the old one", () => {
  const replacement =
    "NT-06 ourObject=uav; yourObject=person; position=1,1±5; at=2026-11-22T14:00:00Z; cause=accident; casualties=UNKNOWN; confidence=assessed"
  const supersede = tell(2, "CR-02", { ref: id(1), replacement })

  test("the old one is superseded, the new one stands", () => {
    const state = dialogueOf(launch, supersede)
    expect(fateOf(state, get(state, 1))).toBe("superseded")
    expect(fateOf(state, get(state, 2))).toBe("stands")
    expect(versionsOf(state, get(state, 2))[0]?.code).toBe("NT-06")
  })

  test("the new one can be corrected and cancelled in its turn; then the old one stands again", () => {
    const corrected = tell(3, "CR-01", { ref: id(2), changes: "NT-06 casualties=2" })
    const state = dialogueOf(launch, supersede, corrected)
    expect(versionsOf(state, get(state, 2))).toHaveLength(2)
    expect(fate(launch, supersede, cancel(3, 2))).toBe("stands")
  })
})

describe("[DLG11] a cancellation takes a message back; a hold asks not to act on it", () => {
  test("by any cause", () => {
    for (const cause of ["error", "drill", "not-authorised"]) {
      expect(fate(launch, cancel(2, 1, cause))).toBe("cancelled")
    }
  })

  test("a cancellation that was itself cancelled takes nothing back", () => {
    expect(fate(launch, cancel(2, 1), cancel(3, 2))).toBe("stands")
    expect(fate(launch, cancel(2, 1), cancel(3, 2), cancel(4, 3))).toBe("cancelled")
  })

  test("one officer may hold a message, and lifting the hold takes what the message took", () => {
    const hold = { ...cancel(2, 1, "unconfirmed"), drafted: undefined }
    expect(fate(launch, hold)).toBe("held")
    expect(fate(launch, hold, { ...cancel(3, 2), drafted: undefined })).toBe("held")
    expect(fate(launch, hold, cancel(3, 2))).toBe("stands")
  })

  test("a cancellation is stronger than a hold and a supersession", () => {
    expect(fate(launch, cancel(2, 1, "unconfirmed"), cancel(3, 1))).toBe("cancelled")
  })

  test("a cancellation on hold leaves its message on hold", () => {
    expect(fate(launch, cancel(2, 1), cancel(3, 2, "unconfirmed"))).toBe("held")
  })
})

describe("[DLG12] nothing takes back an accepted proposal", () => {
  const later: readonly (readonly [string, OpenedMessage])[] = [
    ["cancelled", cancel(3, 1)],
    ["held", cancel(3, 1, "unconfirmed")],
    [
      "superseded",
      tell(3, "CR-02", {
        ref: id(1),
        replacement:
          "PR-01 area=ALL; domains=air; from=2026-11-22T15:00:00Z; until=OPEN; authority=minister@2026-11-22T13:50:00Z@X",
      }),
    ],
  ]

  test.each(later)("it is not %s, whichever came first", (word, retraction) => {
    expect(fate(proposal, retraction)).toBe(word)
    expect(fate(proposal, retraction, acceptance(2))).toBe("stands")
    expect(fate(proposal, acceptance(4), retraction)).toBe("stands")
  })

  test("nor is the acceptance", () => {
    const back = tell(3, "CR-03", { ref: id(2) }, { side: "B" })
    const state = dialogueOf(proposal, acceptance(2), back)
    expect(isBound(state, get(state, 2))).toBe(true)
    expect(fateOf(state, get(state, 2))).toBe("stands")
  })

  test("an acceptance that is not properly released binds nobody", () => {
    const alone = { ...acceptance(2), drafted: undefined }
    expect(fate(proposal, alone, cancel(3, 1))).toBe("cancelled")
  })

  test("an acceptance of a proposal that is not properly released binds nobody", () => {
    const state = dialogueOf({ ...proposal, drafted: undefined }, acceptance(2))
    expect(acceptancesOf(state, get(state, 1))).toEqual([])
    expect(isBound(state, get(state, 2))).toBe(false)
  })
})

describe("[DLG13] what is accepted is what the acceptance repeats", () => {
  const sooner = correct(2, "PR-01 until=2026-11-22T18:00:00Z")

  test("other values accept nothing", () => {
    expect(acceptedUntil(proposal, acceptance(3, { until: "OPEN" }))).toEqual([])
    expect(acceptedUntil(proposal, acceptance(3, { domains: "land" }))).toEqual([])
  })

  test("a correction that crossed the acceptance on the way does not change what was accepted", () => {
    expect(acceptedUntil(proposal, acceptance(3), sooner)).toEqual([Date.UTC(2026, 10, 22, 20)])
    const corrected = acceptance(3, { until: "2026-11-22T18:00:00Z" })
    expect(acceptedUntil(proposal, corrected, sooner)).toEqual([Date.UTC(2026, 10, 22, 18)])
  })
})
