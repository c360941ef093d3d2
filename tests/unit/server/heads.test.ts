import { describe, expect, test } from "vitest"

import { present } from "../../../shared/assert.ts"
import { seedOf } from "../../support/practice-line.ts"
import { openCheckpoint, originOf, type OpenedCheckpoint } from "../../../shared/log/checkpoint.ts"
import { emptyFrontier, grow, leafHash, rootOf } from "../../../shared/log/tree.ts"
import { valueOf, callSigns } from "../../support/practice-line.ts"
import { LineBench, practice } from "./line-bench.ts"
import { cosignatureOf, seenOf } from "./tellings.ts"

const second = 1_000
const relay = practice.relays.N

function openNote(note: string | undefined): OpenedCheckpoint {
  const keys = {
    origin: originOf(practice.line, relay.relay, 1),
    logKey: relay.entry.logKey,
    witnessKeys: new Map(
      callSigns.map((each) => {
        const { device, entry } = practice.devices[each]
        return [device, entry.witnessKey]
      }),
    ),
  }
  return valueOf(openCheckpoint(note ?? "", keys, practice.signatures))
}

function headsSent(bench: LineBench, circuit: number): readonly OpenedCheckpoint[] {
  return bench.framesTo(circuit, "checkpoint").map(({ note }) => openNote(note))
}

function sizes(bench: LineBench, circuit: number): readonly number[] {
  return headsSent(bench, circuit).map(({ checkpoint }) => checkpoint.size)
}

function headOf(bench: LineBench): { readonly size: number; readonly root: Uint8Array } {
  const { entries } = bench.disk
  const root = rootOf(grow(emptyFrontier, entries.map(leafHash)).frontier)
  return { size: entries.length, root }
}

function signedBench(): { readonly bench: LineBench; readonly a: number; readonly b: number } {
  const bench = LineBench.opened()
  const [a, b] = [bench.attach("A1"), bench.attach("B1")]
  bench.beat(second)
  return { bench, a, b }
}

/** As an operator makes it who puts an old copy back: entries are gone that a device has cosigned. */
function rolledBack(): {
  readonly bench: LineBench
  readonly cosigned: ReturnType<typeof headOf>
} {
  const before = LineBench.opened()
  const a = before.attach("A1")
  const rows = [...before.disk.rows]
  before.submit(a, 1, before.story.northSends(), before.story.northSends())
  const cosigned = headOf(before)
  before.disk.entries.length = 4
  before.disk.rows.clear()
  for (const [key, value] of rows) before.disk.rows.set(key, value)
  return { bench: before.restarted(), cosigned }
}

describe("signing", () => {
  test("[CKP1] the head of what is confirmed, to every circuit, under the log key", () => {
    const bench = LineBench.opened()
    const b = bench.attach("B1")
    bench.beat(second)
    expect(headsSent(bench, b).at(-1)?.checkpoint).toMatchObject(headOf(bench))
  })

  test("[CKP1] at most once a second, and only while the journal grows", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    bench.beat(second)
    for (let i = 0; i < 10; i += 1) {
      bench.submit(a, i, bench.story.northSends())
      bench.beat(250)
    }
    bench.beat(10 * second)
    expect(sizes(bench, a)).toEqual([4, 5, 8, 12, 14])
    bench.beat(10 * second)
    expect(sizes(bench, a)).toHaveLength(5)
  })

  test("[CKP1] whoever attaches is given the newest", () => {
    const bench = LineBench.opened()
    bench.attach("A1")
    bench.beat(second)
    expect(sizes(bench, bench.attach("B1"))).toEqual([4])
  })
})

describe("cosigning", () => {
  test("[CKP2] a device's word on this head goes out with it, and is kept", () => {
    const { bench, a, b } = signedBench()
    bench.say(b, cosignatureOf("B1", headOf(bench)))
    bench.beat(second)
    const [cosigned] = headsSent(bench, a).at(-1)?.cosignatures ?? []
    expect(cosigned?.device).toBe(practice.devices.B1.device)
    expect([...bench.restarted().relay.heads.cosigned.keys()]).toEqual([cosigned?.device])
  })

  test("[CKP2] the same word again is not sent round again", () => {
    const { bench, a, b } = signedBench()
    bench.say(b, cosignatureOf("B1", headOf(bench)))
    bench.beat(second)
    const before = sizes(bench, a).length
    bench.say(b, cosignatureOf("B1", headOf(bench), 1_700_000_009))
    bench.beat(second)
    expect(sizes(bench, a)).toHaveLength(before)
  })

  test("[CKP2] another root, or somebody else's key, is refused and not kept", () => {
    const { bench, b } = signedBench()
    const { size } = headOf(bench)
    bench.say(b, cosignatureOf("B1", { size, root: seedOf("another root") }))
    bench.say(b, cosignatureOf("B2", headOf(bench)))
    expect(bench.framesTo(b, "refused").map(({ code }) => code)).toEqual(["log/forged", "sign/bad"])
    expect([...bench.disk.rows.keys()].filter((key) => key.startsWith("cosign/"))).toEqual([])
  })

  test("[CKP2] a head that was never signed is passed over", () => {
    const { bench, b } = signedBench()
    bench.say(b, cosignatureOf("B1", { size: 2, root: seedOf("root") }))
    expect(bench.framesTo(b, "refused")).toHaveLength(0)
    expect([...bench.disk.rows.keys()].filter((key) => key.startsWith("cosign/"))).toEqual([])
  })
})

describe("a journal that has lost its end", () => {
  test("[CKP3] signs nothing any more once a device shows what it cosigned, nor after a restart", () => {
    const { bench, cosigned } = rolledBack()
    const b = bench.attach("B1")
    const before = sizes(bench, b)
    bench.say(b, cosignatureOf("B1", { ...cosigned, size: 60 }))
    bench.submit(bench.attach("A1"), 1, bench.story.northSends())
    bench.beat(10 * second)
    expect(sizes(bench, b)).toEqual(before)
    expect(bench.notes.some(({ what }) => what === "not-signing")).toBe(true)
    const after = bench.restarted()
    after.beat(10 * second)
    expect(sizes(after, after.attach("B1"))).toEqual([])
    expect(after.relay.heads.stopped).toContain("60")
  })

  test("[CKP3] nor once a record says that its author has seen such a head", () => {
    const { bench, cosigned } = rolledBack()
    const head = seenOf({ ...cosigned, size: 60 })
    const a = bench.attach("A1")
    bench.submit(a, 1, bench.story.northSends({ link: { seen: [head] } }))
    bench.beat(10 * second)
    expect(bench.relay.heads.stopped).toContain("60")
    expect(sizes(bench, a)).not.toContain(bench.disk.entries.length)
  })

  test("[CKP3] a head of another epoch or relay says nothing about this journal", () => {
    const { bench, cosigned } = rolledBack()
    const own = seenOf({ ...cosigned, size: 60 })
    const seen = [
      { ...own, epoch: 9 },
      { ...own, relay: practice.relays.S.relay },
    ]
    bench.submit(bench.attach("A1"), 1, bench.story.northSends({ link: { seen } }))
    expect(bench.relay.heads.stopped).toBeUndefined()
  })

  test("[CKP3] what a device only says, or signs itself, stops nothing, nor after a restart", () => {
    const { bench, a, b } = signedBench()
    const head = { root: seedOf("of its own making"), size: 60 }
    const lie = seenOf(head, practice.devices.B1.seed)
    bench.say(b, cosignatureOf("B1", head, 1_700_000_000, lie.signature))
    bench.submit(b, 1, bench.story.southSends({ link: { seen: [lie] } }))
    bench.submit(a, 1, bench.story.northSends())
    bench.beat(second)
    const grown = bench.disk.entries.length
    expect(sizes(bench, a).at(-1)).toBe(grown)
    const after = bench.restarted()
    after.beat(second)
    expect(sizes(after, after.attach("A1")).at(-1)).toBe(after.disk.entries.length)
  })

  test("[CKP3] another head's signature stops nothing", () => {
    const { bench, b } = signedBench()
    const head = headOf(bench)
    const other = seenOf(head).signature
    bench.say(b, cosignatureOf("B1", { ...head, size: 60 }, 1_700_000_000, other))
    bench.beat(second)
    expect(bench.relay.heads.stopped).toBeUndefined()
  })

  test("[CKP3] a device that may witness nothing can show it all the same: the signature is the relay's own", () => {
    const { bench, cosigned } = rolledBack()
    const b = bench.attach("B1")
    bench.say(b, cosignatureOf("B2", { ...cosigned, size: 60 }))
    bench.beat(second)
    expect(bench.relay.heads.stopped).toContain("60")
  })

  test("[CKP3] another process's entries, not read yet, are no loss", () => {
    const one = LineBench.opened()
    const two = LineBench.opened(one.disk)
    two.submit(two.attach("A1"), 1, two.story.northSends())
    const b = one.attach("B1")
    one.say(b, cosignatureOf("B1", headOf(one)))
    one.beat(second)
    expect(one.relay.heads.stopped).toBeUndefined()
    expect(present(sizes(one, b).at(-1), "a head")).toBe(6)
  })
})
