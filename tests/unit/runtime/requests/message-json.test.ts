import * as v from "valibot"
import { describe, expect, test } from "vitest"

import { messageForm } from "../../../../client/runtime/requests/message-form.ts"
import { messageJson } from "../../../../client/runtime/requests/message-json.ts"
import { encodeStatement } from "../../../../shared/catalogue/statement.ts"
import { valueOf } from "../../../support/practice-line.ts"
import { idOf, launchValues, line, Scene, statementOf } from "../../sdk-view/scene.ts"

const { N, S } = line.relays

describe("a message as JSON", () => {
  test("[CLI6] has serial, id, an index for each relay, and the time of each stage", () => {
    const scene = new Scene()
    const launch = scene.launch("A1")
    scene.later(4_000)
    scene.reports("B1", launch, "received")
    scene.later(2_000)
    scene.reports("B1", launch, "read")
    const form = messageJson(scene.conversation, idOf(launch), scene.now)
    expect(form).toMatchObject({
      id: idOf(launch),
      serial: "A1-0001",
      direction: "out",
      state: "acknowledged",
      indexes: { [N.relay]: 0, [S.relay]: 0 },
      relays: { [N.relay]: "relay A", [S.relay]: "relay B" },
      stages: {
        released: { by: "A1", at: "2026-01-05T13:00:00.000Z" },
        accepted: { by: null, relays: { [N.relay]: { index: 0 }, [S.relay]: { index: 0 } } },
        received: { by: "B1", at: "2026-01-05T13:00:04.000Z", afterMs: 4_000 },
        read: { by: "B1", role: "duty", at: "2026-01-05T13:00:06.000Z", afterMs: 6_000 },
      },
    })
    expect(v.parse(messageForm, JSON.parse(JSON.stringify(form)))).toEqual(form)
  })

  test("has our text first, then theirs", () => {
    const scene = new Scene()
    const form = messageJson(scene.conversation, idOf(scene.tension("B1")), scene.now)
    expect(form?.texts).toEqual([
      { language: "en", text: "DECLARE. Our tension level: watchful.", review: "unreviewed" },
      {
        language: "fr",
        text: "DÉCLARATION. Notre niveau de tension\u{a0}: vigilance.",
        review: "unreviewed",
      },
    ])
  })

  test("shows a remark with what was hidden in it, and never as a text", () => {
    const scene = new Scene()
    const remark = "Call us\u{202e}."
    const tension = scene.tension("B1", "grave", { remark })
    const form = messageJson(scene.conversation, idOf(tension), scene.now)
    expect(form?.remark).toEqual({ text: "Call us[U+202E].", language: "en" })
  })

  test("says of one that cannot be read why, and no more", () => {
    const scene = new Scene()
    const launch = scene.launch("B1", "30", { isOpen: false })
    expect(messageJson(scene.conversation, idOf(launch), scene.now)).toMatchObject({
      code: null,
      texts: [],
      unreadable: "not opened here",
    })
  })

  test("is found in the queue, and among the drafts", () => {
    const scene = new Scene()
    const payload = valueOf(encodeStatement(statementOf("NT-05", launchValues)))
    const letter = { precedence: "FLASH", owes: [], references: [], payload } as const
    const queued = valueOf(scene.acts.send(letter, scene.now))
    const draft = valueOf(scene.acts.requestRelease(letter, scene.now))
    const stateOf = (id: typeof queued): string | undefined =>
      messageJson(scene.conversation, id, scene.now)?.state
    expect(stateOf(queued)).toBe("queued")
    expect(stateOf(draft)).toBe("awaiting-release")
    expect(messageJson(scene.conversation, queued, scene.now)).toMatchObject({
      serial: null,
      code: "NT-05",
      indexes: {},
    })
  })
})
