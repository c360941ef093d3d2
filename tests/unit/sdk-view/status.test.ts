import { describe, expect, test } from "vitest"

import { signIn } from "../../../shared/crypto/signatures.ts"
import { encodeAs } from "../../../shared/encoding/schema.ts"
import { alive } from "../../../shared/records/alive.ts"
import { dueAt } from "../../../client/sdk/view/obligations.ts"
import { statusView, type StatusView } from "../../../client/sdk/view/status.ts"
import { nextRoster } from "../../support/practice-changes.ts"
import type { CallSign } from "../../support/practice-line.ts"
import { idOf, line, minute, Scene } from "./scene.ts"

function look(scene: Scene): StatusView {
  return statusView(scene.conversation, new Map(), scene.now)
}

/** The device proves now that it lives. */
function isAlive(scene: Scene, callSign: CallSign, onWatch = false): void {
  const { device, seed } = line.devices[callSign]
  const t = scene.story.now
  const core = encodeAs(alive, { format: 1, line: line.line, device, onWatch, nonce: t, t })
  const signature = signIn("Parley-v1 alive", scene.parts.crypto.signatures, seed, core)
  const { presence, union } = scene.parts
  const { relay } = line.relays.N
  presence.hear(union.state, { relay, alive: { core, signature }, ageMs: 0 }, scene.now)
}

describe("the line", () => {
  test("[VIEW6] is up only while somebody of theirs is heard", () => {
    const scene = new Scene()
    expect(look(scene).line.isUp).toBe(false)
    isAlive(scene, "A2")
    expect(look(scene).line.isUp).toBe(false)
    isAlive(scene, "B1")
    expect(look(scene)).toMatchObject({ line: { isUp: true, proofOfLifeAgeMs: 0 } })
    scene.later(7_000)
    expect(look(scene)).toMatchObject({ line: { isUp: false }, theirDesk: { state: "not-heard" } })
  })

  test("has its circuits in the order of the charter, all down before anything is tried", () => {
    const { line: seen, ourDesk } = look(new Scene())
    expect(seen.circuits.map(({ phase }) => phase)).toEqual(["down", "down"])
    expect(ourDesk.state).toBe("off-line")
  })

  test("tells the last check that a person answered, with the text", () => {
    const scene = new Scene()
    const call = scene.says("A1", "LC-01", checkValues, { precedence: "ROUTINE" })
    scene.later(minute)
    const { path: _path, text: _text, ...held } = checkValues
    scene.says(
      "B1",
      "LC-02",
      { ref: idOf(call), echo: "nonsense", ...held },
      { precedence: "ROUTINE" },
    )
    expect(look(scene).line.lastAnswered).toBeUndefined()
    scene.says(
      "B1",
      "LC-02",
      { ref: idOf(call), echo: "27  SWANS", ...held },
      { precedence: "ROUTINE" },
    )
    expect(look(scene).line.lastAnswered?.answeredAt).toBe(scene.story.now)
  })
})

const checkValues = {
  text: "27 swans",
  lastSent: "NONE",
  lastReceived: "NONE",
  head: "UNKNOWN",
  path: "all-relays",
}

describe("their desk", () => {
  test("is staffed by watch and proof of life together", () => {
    const scene = new Scene()
    scene.admit(scene.story.takesWatch("B1"))
    expect(look(scene).theirDesk.state).toBe("not-heard")
    isAlive(scene, "B1")
    expect(look(scene).theirDesk.state).toBe("unattended")
    scene.later(2_000)
    isAlive(scene, "B1", true)
    expect(look(scene).theirDesk.state).toBe("staffed")
  })

  test("is unattended where the one who lives has no watch", () => {
    const scene = new Scene()
    scene.admit(scene.story.takesWatch("B1"))
    isAlive(scene, "B2", true)
    expect(look(scene).theirDesk.state).toBe("unattended")
  })
})

describe("what is owed", () => {
  test("goes both ways, and names the next thing due", () => {
    const scene = new Scene()
    const launch = scene.launch("A1")
    scene.tension("B1")
    const { theyOwe, weOwe } = look(scene).obligations
    expect(theyOwe.map(({ serial }) => serial)).toEqual(["A1-0001"])
    expect(weOwe.map(({ serial }) => serial)).toEqual(["B1-0001"])
    expect(dueAt(scene.view(launch), ["read"])).toBe(scene.story.now + minute)
    expect(dueAt(scene.view(launch), ["answered"])).toBeUndefined()
  })

  test("stays when the ladder has come to its end", () => {
    const scene = new Scene()
    scene.tension("A1")
    scene.later(48 * 60 * minute)
    expect(look(scene).obligations.theyOwe).toHaveLength(1)
  })

  test("has a verdict with what it rests on, and blames the line before the other side", () => {
    const scene = new Scene()
    scene.tension("A1")
    scene.later(60 * minute)
    const [said] = look(scene).verdicts
    expect(said?.verdict.kind).toBe("line-down")
    expect(said?.verdict.records).toHaveLength(1)
  })
})

describe("a roster", () => {
  test("[EXP4] is shown with its end, of either side, and as expiring or over", () => {
    const scene = new Scene()
    const expires = scene.story.now + 20 * 24 * 60 * minute
    scene.admit(nextRoster(line, line.rosters.B, { expires }))
    const states = (): readonly string[] => look(scene).keys.rosters.map((each) => each.state)
    expect(look(scene).keys.rosters).toMatchObject([
      { side: "A", version: 1, state: "in-force" },
      { side: "B", version: 2, state: "in-force", expires },
    ])
    scene.later(10 * 24 * 60 * minute)
    expect(states()).toEqual(["in-force", "expiring"])
    scene.later(10 * 24 * 60 * minute + 1)
    expect(states()).toEqual(["in-force", "expired"])
  })
})

describe("tension", () => {
  test("is each side's own word, or nothing", () => {
    const scene = new Scene()
    expect(look(scene).tension).toEqual({ ours: undefined, theirs: undefined })
    scene.tension("B1", "serious")
    expect(look(scene).tension).toMatchObject({ ours: undefined, theirs: { level: "serious" } })
  })
})

/** One exchange with the first relay, whose clock is this far off. */
function exchange(scene: Scene, offset: number): void {
  const at = scene.story.now
  const [link] = scene.parts.links.values()
  link?.clock.exchange(at - 10, { received: at - 5 + offset, answered: at - 5 + offset }, scene.now)
}

describe("the clock", () => {
  test.each([
    [0, "right"],
    [3_000, "warn"],
    [-9_000, "wrong"],
  ])("is %d ms off: %s", (offset, verdict) => {
    const scene = new Scene()
    expect(look(scene).clock).toBe("not-measured")
    exchange(scene, offset)
    expect(look(scene).clock).toBe(verdict)
  })
})
