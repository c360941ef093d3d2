import { describe, expect, test } from "vitest"

import { decodeAs, encodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import { enclosure, type Enclosure } from "../../../shared/records/envelope.ts"
import { hashOf } from "../../../shared/records/signed.ts"
import { rewrap } from "../../../shared/records/rewrap.ts"
import { valueOf } from "../../support/practice-line.ts"
import { LineBench, practice } from "./line-bench.ts"

function opened(bytes: Uint8Array | undefined): Enclosure {
  return valueOf(decodeAs(enclosure, bytes ?? new Uint8Array(), limits.envelopeBytesMax))
}

const indexes = (bench: LineBench, circuit: number): readonly number[] =>
  bench.deliveredTo(circuit).map(({ index }) => index)

/** A journal of the founding entries and this many more. */
function filled(count: number): LineBench {
  const bench = LineBench.opened()
  const a = bench.attach("A1")
  for (let i = 0; i < count; i += 32) {
    const sent = Array.from({ length: Math.min(32, count - i) }, () => bench.story.northSends())
    bench.submit(a, i, ...sent)
  }
  return bench
}

describe("the window", () => {
  test("[DEL1] at most 64 entries past the cursor, in order and without holes", () => {
    const bench = filled(160)
    const b = bench.attach("B1")
    expect(indexes(bench, b)).toEqual(Array.from({ length: 64 }, (_, i) => i))
    bench.heartbeat(b, 10)
    expect(indexes(bench, b)).toEqual(Array.from({ length: 74 }, (_, i) => i))
    bench.heartbeat(b, 74)
    bench.heartbeat(b, 138)
    expect(indexes(bench, b)).toEqual(Array.from({ length: 164 }, (_, i) => i))
  })

  test("[DEL1] a frame holds what fits, and no entry twice", () => {
    const bench = filled(70)
    const b = bench.attach("B1")
    const sizes = bench
      .framesTo(b, "deliver")
      .map(({ deliveries }) =>
        deliveries.reduce((sum, each) => sum + each.entry.length + each.enclosure.length, 0),
      )
    expect(Math.max(...sizes)).toBeLessThan(limits.frameBytesMax)
    expect(sizes.length).toBeGreaterThan(1)
  })

  test("[DEL1] a cursor beyond what was sent confirms no more than that", () => {
    const bench = filled(100)
    const b = bench.attach("B1")
    bench.heartbeat(b, 5_000)
    expect(indexes(bench, b)).toEqual(Array.from({ length: 104 }, (_, i) => i))
  })

  test("[DEL1] delivery begins at the index the device asks for", () => {
    const bench = filled(5)
    expect(indexes(bench, bench.attach("B1", 6))).toEqual([6, 7, 8])
  })

  test("[DEL4] a copy of another epoch is begun anew", () => {
    const bench = filled(2)
    expect(indexes(bench, bench.attach("B1", 5, 7))).toEqual([0, 1, 2, 3, 4, 5])
  })

  test("[DEL4] a copy that is longer than the journal is noted, and delivery begins at the end", () => {
    const bench = filled(2)
    const b = bench.attach("B1", 50)
    expect(indexes(bench, b)).toEqual([])
    expect(bench.notes).toContainEqual({
      what: "device-ahead",
      device: practice.devices.B1.device,
      next: 50,
    })
  })
})

describe("what was lost on the way", () => {
  test("[DEL2] is sent again after two heartbeats without progress", () => {
    const bench = filled(2)
    const b = bench.attach("B1")
    bench.heartbeat(b, 3)
    bench.heartbeat(b, 3)
    expect(indexes(bench, b)).toEqual([0, 1, 2, 3, 4, 5])
    bench.heartbeat(b, 3)
    expect(indexes(bench, b)).toEqual([0, 1, 2, 3, 4, 5, 3, 4, 5])
  })

  test("[DEL2] a device that has everything is sent nothing again", () => {
    const bench = filled(2)
    const b = bench.attach("B1")
    for (let i = 0; i < 5; i += 1) bench.heartbeat(b, 6)
    expect(indexes(bench, b)).toEqual([0, 1, 2, 3, 4, 5])
  })

  test("[DEL2] a cursor that goes back is followed at once", () => {
    const bench = filled(2)
    const b = bench.attach("B1")
    bench.heartbeat(b, 6)
    bench.heartbeat(b, 4)
    expect(indexes(bench, b)).toEqual([0, 1, 2, 3, 4, 5, 4, 5])
  })
})

describe("what comes with an entry", () => {
  test("[DEL3] the body and this device's own wrap, no other", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    const sent = bench.story.northSends()
    bench.submit(a, 1, sent)
    const given = opened(bench.deliveredTo(b).at(-1)?.enclosure)
    const place = sent.core.recipients.findIndex(
      ({ device }) => device === practice.devices.B1.device,
    )
    expect(hashOf(given.body)).toBe(sent.header.bodyHash)
    expect(given.wraps.map((wrap) => wrap !== undefined)).toEqual(
      given.wraps.map((_, i) => i === place),
    )
  })

  test("[DEL3] whoever is no recipient gets the body without a wrap", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    bench.submit(a, 1, bench.story.northSends())
    const { wraps } = opened(bench.deliveredTo(a).at(-1)?.enclosure)
    expect(wraps).toEqual([undefined, undefined, undefined])
  })

  test("[DEL3] [ADM11] a rewrap's wrap goes to the device it is for", () => {
    const bench = LineBench.opened()
    const [a, b1, b2] = [bench.attach("A1"), bench.attach("B1"), bench.attach("B2")]
    const sent = bench.story.northSends()
    bench.submit(a, 1, sent)
    const wrap = new Uint8Array(1_168).fill(7)
    const again = bench.story.writes("B1", "rewrap", rewrap, (link) => ({
      format: 1,
      link,
      message: sent.core.message,
      header: sent.hash,
      to: practice.devices.A1.device,
      tier: 3,
      counter: 0,
      wrapHash: hashOf(wrap),
    }))
    bench.submit(b1, 1, { record: again, enclosure: new Uint8Array(1_168) })
    expect(bench.framesTo(b1, "refused")[0]?.code).toBe("envelope/body")
    bench.submit(b1, 2, { record: again, enclosure: wrap })
    expect(bench.deliveredTo(a).at(-1)?.enclosure).toEqual(wrap)
    expect(bench.deliveredTo(b2).at(-1)?.enclosure).toEqual(new Uint8Array())
    bench.say(a, { kind: "get-body", number: 4, message: sent.core.message })
    expect(opened(bench.framesTo(a, "body")[0]?.enclosure).wraps).toEqual([wrap])
  })

  test("[DEL6] a body is given again on asking, also when its message has left memory", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    const sent = bench.story.northSends()
    bench.submit(a, 1, sent)
    bench.submit(b, 1, bench.story.says("B1", sent, "received"))
    expect(bench.relay.folded.state.rows.size).toBe(0)
    bench.say(b, { kind: "get-body", number: 9, message: sent.core.message })
    const [answer] = bench.framesTo(b, "body")
    expect(answer?.number).toBe(9)
    expect(answer?.enclosure).toEqual(bench.deliveredTo(b)[4]?.enclosure)
  })

  test("[DEL6] of a message nobody knows there is nothing", () => {
    const bench = LineBench.opened()
    const b = bench.attach("B1")
    const { message } = bench.story.northSends().core
    bench.say(b, { kind: "get-body", number: 9, message })
    expect(bench.framesTo(b, "body")[0]?.enclosure).toEqual(new Uint8Array())
  })

  test("[DEL6] an entry too large for one frame with its body comes without it", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    const sent = bench.story.northSends()
    bench.submit(a, 1, sent)
    const body = new Uint8Array(limits.envelopeBytesMax - 1_200).fill(1)
    bench.disk.rows.set(`body/${sent.hash}`, body)
    const again = bench.attach("B1", 4)
    expect(bench.deliveredTo(again)[0]?.enclosure).toEqual(
      encodeAs(enclosure, { body, wraps: opened(bench.deliveredTo(b).at(-1)?.enclosure).wraps }),
    )
    bench.disk.rows.set(`body/${sent.hash}`, new Uint8Array(limits.envelopeBytesMax))
    expect(bench.deliveredTo(bench.attach("B1", 4))[0]?.enclosure).toEqual(new Uint8Array())
  })
})

describe("a slow reader", () => {
  test("[DEL5] has one frame under way, and gets the rest when that has left", () => {
    const bench = filled(100)
    bench.isWritingSlowly = true
    const b = bench.attach("B1")
    bench.submit(bench.attach("A1"), 1, bench.story.northSends())
    bench.heartbeat(b, 0)
    expect(bench.framesTo(b, "deliver")).toHaveLength(1)
    bench.happen({ kind: "written", circuit: b })
    expect(bench.framesTo(b, "deliver")).toHaveLength(2)
  })
})
