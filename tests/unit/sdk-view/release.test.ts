import { describe, expect, test } from "vitest"

import type { ParsedEnvelope } from "../../../shared/records/parsed.ts"
import { releaseAnswer } from "../../../client/sdk/release.ts"
import { prepare, type Prepared } from "../../../client/sdk/statements.ts"
import { valueOf } from "../../support/practice-line.ts"
import { idOf, Scene } from "./scene.ts"

/** "Not ours", about a launch of theirs: it takes two officers. */
function denial(scene: Scene, launch: ParsedEnvelope): Prepared {
  const given = { ref: idOf(launch), ownership: "not-ours", object: "uav", confidence: "confirmed" }
  const wish = { code: "EX-01", given, precedence: undefined, remark: undefined } as const
  const prepared = prepare(scene.conversation, wish, scene.now)
  if (!prepared.ok) throw new Error("refused")
  return prepared.value
}

describe("releasing an answer", () => {
  test("[VIEW11] sends envelope and stage together, the stage naming the envelope", () => {
    const author = new Scene("A1")
    const drafted = denial(author, author.launch("B1"))
    const draft = valueOf(author.acts.requestRelease(drafted.letter, author.now))
    // The second officer's desk holds the same message of theirs, and has the draft by desk mail.
    const second = new Scene("A2")
    const launch = second.launch("B1")
    for (const effect of author.parts.out.take()) {
      if (effect.kind !== "store") continue
      for (const { key, value } of effect.writes) {
        if (key.startsWith("request/") && value !== undefined)
          second.parts.mailbox.restoreRequest(value)
      }
    }
    const { follow } = denial(second, launch)
    const { parts, acts, now } = second
    expect(releaseAnswer({ parts, acts, now }, draft, follow)).toMatchObject({ ok: true })
    const items = parts.outbox.items
    expect(items.map((item) => item.parts.map(({ kind }) => kind))).toEqual([["envelope", "stage"]])
    expect(items[0]?.parts[1]).toMatchObject({
      message: idOf(launch),
      fact: { kind: "answered" },
      substance: draft,
    })
  })

  test("is not for its author, and holds nothing then", () => {
    const scene = new Scene("A1")
    const { letter, follow } = denial(scene, scene.launch("B1"))
    const draft = valueOf(scene.acts.requestRelease(letter, scene.now))
    const { parts, acts, now } = scene
    expect(releaseAnswer({ parts, acts, now }, draft, follow)).toMatchObject({
      ok: false,
      code: "who/permission",
    })
    expect(parts.outbox.items).toEqual([])
  })
})
