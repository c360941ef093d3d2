import { describe, expect, test } from "vitest"

import {
  alertsOf,
  dueOf,
  isNoted,
  shownOf,
  type Alert,
} from "../../../../client/web/desk/alert/alerts.ts"
import { ringing, ringingsOf } from "../../../../client/web/desk/alert/ringing.ts"
import type { MessageForm } from "../../../../client/runtime/requests/message-form.ts"
import type { PictureForm } from "../../../../client/runtime/requests/ops.ts"
import { picture } from "../../../../client/runtime/requests/picture.ts"
import { Scene } from "../../sdk-view/scene.ts"
import { deskAtRest } from "../../runtime/requests/desk-at-rest.ts"

/** A desk that hears the other side, with one message of theirs that nobody here has read. */
async function oneFlash(): Promise<{ readonly quiet: PictureForm; readonly flash: MessageForm }> {
  const scene = new Scene()
  scene.launch("B1")
  const seen = picture(await deskAtRest(scene), { limit: 10 })
  const [flash] = seen.messages
  if (flash === undefined) throw new Error("the scene has a message")
  const line = { ...seen.status.line, up: true }
  return { quiet: { ...seen, status: { ...seen.status, line }, messages: [] }, flash }
}

const nothing: ReadonlySet<string> = new Set()

const kinds = (alerts: readonly Alert[]): readonly string[] =>
  alerts.map((alert) => ("message" in alert ? `${alert.kind} ${alert.message.id}` : alert.kind))

const like = (message: MessageForm, id: string, other: Partial<MessageForm> = {}): MessageForm => ({
  ...message,
  id,
  ...other,
})

describe("[ALM1] what needs an officer", () => {
  test("is nothing on a quiet line", async () => {
    const { quiet } = await oneFlash()
    expect(alertsOf(quiet)).toEqual([])
  })

  test("comes by urgency, then by precedence, then by age", async () => {
    const { quiet, flash } = await oneFlash()
    const messages = [
      like(flash, "late", { writtenAt: "2026-01-05T12:00:05Z" }),
      like(flash, "early", { writtenAt: "2026-01-05T12:00:01Z" }),
      like(flash, "routine", { precedence: "ROUTINE" }),
      like(flash, "priority", { precedence: "PRIORITY" }),
      like(flash, "immediate", { precedence: "IMMEDIATE" }),
    ]
    const status = { ...quiet.status, line: { ...quiet.status.line, up: false } }
    expect(kinds(alertsOf({ ...quiet, status, messages }))).toEqual([
      "incoming early",
      "incoming late",
      "incoming immediate",
      "line-down",
      "incoming priority",
      "incoming routine",
    ])
  })

  test("is asked for as what is owed once it was read, and ends with the last demand", async () => {
    const { quiet, flash } = await oneFlash()
    const read = like(flash, "read", { open: flash.open.filter(({ demand }) => demand !== "read") })
    expect(kinds(alertsOf({ ...quiet, messages: [read] }))).toEqual(["owed read"])
    expect(alertsOf({ ...quiet, messages: [{ ...read, open: [] }] })).toEqual([])
  })

  test.each([
    ["held", "held own"],
    ["read-back", "compare own"],
    ["read-back-differs", "compare own"],
  ])("names our own message that is %s", async (state, expected) => {
    const { quiet, flash } = await oneFlash()
    const own = like(flash, "own", { direction: "out", state, overdue: false })
    expect(kinds(alertsOf({ ...quiet, messages: [own] }))).toEqual([expected])
  })

  test("names a message of ours that nobody has acknowledged in time", async () => {
    const { quiet, flash } = await oneFlash()
    const own = like(flash, "own", { direction: "out", state: "on-their-desk", overdue: true })
    expect(kinds(alertsOf({ ...quiet, messages: [own] }))).toEqual(["silent own"])
  })

  test("names a message that does not open, a stopped device and a forked key", async () => {
    const { quiet, flash } = await oneFlash()
    const closed = like(flash, "closed", { code: null, unreadable: "not opened here" })
    const status = {
      ...quiet.status,
      ourDesk: { ...quiet.status.ourDesk, stopped: "a fork" },
      keys: { ...quiet.status.keys, forked: ["B2"] },
    }
    const found = kinds(alertsOf({ ...quiet, status, messages: [closed] }))
    expect(found.toSorted()).toEqual(["cannot-open closed", "forked", "stopped"])
  })
})

describe("[ALM2] what is shown", () => {
  test("stays when something as urgent comes, and gives way to what is more urgent", async () => {
    const { quiet, flash } = await oneFlash()
    const low = like(flash, "low", { precedence: "ROUTINE" })
    const older = like(flash, "older", { precedence: "PRIORITY" })
    const both = alertsOf({ ...quiet, messages: [older, low] })
    expect(shownOf(both, "incoming low")?.key).toBe("incoming low")
    const withFlash = alertsOf({ ...quiet, messages: [older, low, flash] })
    expect(shownOf(withFlash, "incoming low")?.key).toBe(`incoming ${flash.id}`)
  })

  test("is never hidden by what has only to be known", async () => {
    const { quiet, flash } = await oneFlash()
    const down = { ...quiet.status, line: { ...quiet.status.line, up: false } }
    const low = like(flash, "low", { precedence: "ROUTINE" })
    const alerts = alertsOf({ ...quiet, status: down, messages: [low] })
    expect(alerts[0]?.kind).toBe("line-down")
    expect(alerts.filter(isNoted).map(({ kind }) => kind)).toEqual(["line-down"])
    expect(shownOf(alerts, undefined)?.key).toBe("incoming low")
  })

  test("is the first when what was shown is over", async () => {
    const { quiet, flash } = await oneFlash()
    const alerts = alertsOf({ ...quiet, messages: [flash] })
    expect(shownOf(alerts, "incoming gone")?.key).toBe(`incoming ${flash.id}`)
    expect(shownOf([], "incoming gone")).toBeUndefined()
  })
})

describe("[ALM4] the sound", () => {
  test.each([
    ["FLASH", "flash"],
    ["IMMEDIATE", "immediate"],
    ["PRIORITY", "tick"],
    ["ROUTINE", "tick"],
  ] as const)("of %s is %s", async (precedence, expected) => {
    const { quiet, flash } = await oneFlash()
    const alerts = alertsOf({ ...quiet, messages: [{ ...flash, precedence }] })
    expect(ringing(alerts, nothing)?.sound).toBe(expected)
  })

  test("of a line that is down is its own, and what is only owed is silent", async () => {
    const { quiet, flash } = await oneFlash()
    const down = { ...quiet.status, line: { ...quiet.status.line, up: false } }
    expect(ringing(alertsOf({ ...quiet, status: down }), nothing)?.sound).toBe("line")
    const read = { ...flash, open: flash.open.filter(({ demand }) => demand !== "read") }
    expect(ringing(alertsOf({ ...quiet, messages: [read] }), nothing)).toBeUndefined()
    expect(ringing([], nothing)).toBeUndefined()
  })

  test("of what comes is heard beside what is owed and makes none", async () => {
    const { quiet, flash } = await oneFlash()
    const owed = like(flash, "owed", { open: [{ demand: "understood", dueAt: null }] })
    const routine = like(flash, "routine", { precedence: "ROUTINE" })
    const alerts = alertsOf({ ...quiet, messages: [owed, routine] })
    expect(ringing(alerts, nothing)?.sound).toBe("tick")
  })
})

describe("[ALM8] silencing", () => {
  const silencedBy = (alerts: readonly Alert[]): ReadonlySet<string> =>
    new Set(ringingsOf(alerts).map(({ cause }) => cause))

  test("silences what is there, and nothing that comes later", async () => {
    const { quiet, flash } = await oneFlash()
    const early = like(flash, "early", { writtenAt: "2026-01-05T12:00:01Z" })
    const late = like(flash, "late", { writtenAt: "2026-01-05T12:00:05Z" })
    const one = alertsOf({ ...quiet, messages: [early] })
    const silenced = silencedBy(one)
    expect(ringing(one, silenced)).toBeUndefined()
    const two = alertsOf({ ...quiet, messages: [early, late] })
    expect(ringing(two, silenced)).toEqual({ sound: "flash", cause: "incoming late 0" })
  })

  test("ends with the next step of the ladder", async () => {
    const { quiet, flash } = await oneFlash()
    const silenced = silencedBy(alertsOf({ ...quiet, messages: [flash] }))
    const step = { step: "s", demand: "read", action: "ring", number: 1, dueAt: "", relays: {} }
    const climbed = alertsOf({ ...quiet, messages: [{ ...flash, steps: [step] }] })
    expect(ringing(climbed, silenced)?.sound).toBe("flash")
  })
})

test("the soonest due time counts, of one demand where it is named", () => {
  const open = [
    { demand: "read", dueAt: "2026-01-05T12:02:00.000Z" },
    { demand: "answered", dueAt: "2026-01-05T12:01:00.000Z" },
    { demand: "understood", dueAt: null },
  ]
  expect(dueOf({ open })).toBe(Date.parse("2026-01-05T12:01:00Z"))
  expect(dueOf({ open }, "read")).toBe(Date.parse("2026-01-05T12:02:00Z"))
  expect(dueOf({ open }, "understood")).toBeUndefined()
})
