import { describe, expect, test } from "vitest"

import { decodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import { enclosure } from "../../../shared/records/envelope.ts"
import { valueOf } from "../../support/practice-line.ts"
import { LineBench, practice } from "./line-bench.ts"
import { aliveOf, mailFrom, mailId, prekeyOf } from "./tellings.ts"

const hour = 3_600_000
const idOf = (callSign: "A1" | "A2" | "B1" | "B2"): string => practice.devices[callSign].device

function beat(bench: LineBench, circuit: number, alive: ReturnType<typeof aliveOf>): void {
  bench.say(circuit, { kind: "heartbeat", number: 3, next: 0, sent: 77, alive: [alive] })
}

describe("prekeys", () => {
  test("[BES1] a new one is kept, pushed to the others, and given on asking", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    const prekey = prekeyOf("B1", 1)
    bench.say(b, { kind: "prekey", prekey })
    expect(bench.framesTo(a, "prekeys")).toEqual([{ kind: "prekeys", prekeys: [prekey] }])
    expect(bench.framesTo(b, "prekeys")).toEqual([])
    const after = bench.restarted()
    const asking = after.attach("A2")
    after.say(asking, { kind: "get-prekeys" })
    expect(after.framesTo(asking, "prekeys")).toEqual([{ kind: "prekeys", prekeys: [prekey] }])
  })

  test("[BES1] of each device the newest counts, whatever comes after it", () => {
    const bench = LineBench.opened()
    const b = bench.attach("B1")
    for (const counter of [2, 3, 1])
      bench.say(b, { kind: "prekey", prekey: prekeyOf("B1", counter) })
    bench.say(b, { kind: "get-prekeys" })
    expect(bench.framesTo(b, "prekeys").at(-1)?.prekeys).toEqual([prekeyOf("B1", 3)])
  })

  test.each([
    ["another device's", prekeyOf("B2", 1), "who/device"],
    [
      "one that somebody else signed",
      { ...prekeyOf("B1", 1), signature: prekeyOf("B1", 2).signature },
      "sign/bad",
    ],
    ["one for a single peer", prekeyOf("B1", 1, { tier: 1 }), "form/malformed"],
    [
      "one that nobody can seal to",
      prekeyOf("B1", 1, { key: new Uint8Array(1_216).fill(255) }),
      "form/malformed",
    ],
  ] as const)("[BES1] %s is refused and not passed on", (_, prekey, code) => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    bench.say(b, { kind: "prekey", prekey })
    expect(bench.framesTo(b, "refused")[0]).toMatchObject({ code, number: 0 })
    expect(bench.framesTo(a, "prekeys")).toEqual([])
  })
})

describe("desk mail", () => {
  test("[BES2] goes at once to recipients who are here, and its sender is told it is kept", () => {
    const bench = LineBench.opened()
    const [a1, a2] = [bench.attach("A1"), bench.attach("A2")]
    bench.say(a1, { kind: "desk-mail", mail: mailFrom("A1", ["A2"]) })
    expect(bench.framesTo(a1, "desk-mail-kept")).toEqual([
      { kind: "desk-mail-kept", mail: mailId(1) },
    ])
    expect(bench.framesTo(a2, "desk-mail")[0]?.mail.header).toEqual(mailFrom("A1", ["A2"]).header)
  })

  test("[BES2] waits for who is not here, also over a restart, and is forgotten when held", () => {
    const bench = LineBench.opened()
    bench.say(bench.attach("A1"), { kind: "desk-mail", mail: mailFrom("A1", ["A2"]) })
    const after = bench.restarted()
    const a2 = after.attach("A2")
    expect(after.framesTo(a2, "desk-mail")).toHaveLength(1)
    after.say(a2, { kind: "desk-mail-held", mail: mailId(1) })
    expect(after.framesTo(after.attach("A2"), "desk-mail")).toHaveLength(0)
    expect([...after.disk.rows.keys()].filter((key) => key.startsWith("mail/"))).toEqual([])
  })

  test("[BES2] carries the recipient's own wrap only", () => {
    const bench = LineBench.opened()
    const b1 = bench.attach("B1")
    bench.say(bench.attach("B2"), { kind: "desk-mail", mail: mailFrom("B2", ["B1"]) })
    const [given] = bench.framesTo(b1, "desk-mail")
    const parts = valueOf(
      decodeAs(enclosure, given?.mail.enclosure ?? new Uint8Array(), limits.envelopeBytesMax),
    )
    expect(parts.wraps).toHaveLength(1)
    expect(bench.disk.rows.has(`mail/${idOf("B1")}/${mailId(1)}`)).toBe(true)
  })

  test.each([
    [24 * hour, 1],
    [24 * hour + 1, 0],
  ])("[BES2] after %i ms there are %i", (ms, count) => {
    const bench = LineBench.opened()
    bench.say(bench.attach("A1"), { kind: "desk-mail", mail: mailFrom("A1", ["A2"]) })
    bench.pass(ms)
    expect(bench.framesTo(bench.attach("A2"), "desk-mail")).toHaveLength(count)
  })

  test("[BES6] a suspended device is kept none, and nobody else goes without", () => {
    const bench = LineBench.opened()
    const a1 = bench.attach("A1")
    bench.submit(a1, 1, bench.story.suspends(["A1", "A2"], "A2"))
    bench.say(a1, { kind: "desk-mail", mail: mailFrom("A1", ["A2"]) })
    expect(bench.framesTo(a1, "desk-mail-kept")).toHaveLength(1)
    expect([...bench.disk.rows.keys()].filter((key) => key.startsWith("mail/"))).toEqual([])
  })

  test("[BES2] the same mail again is kept once", () => {
    const bench = LineBench.opened()
    const a1 = bench.attach("A1")
    for (let i = 0; i < 2; i += 1) {
      bench.say(a1, { kind: "desk-mail", mail: mailFrom("A1", ["A2"]) })
    }
    expect(bench.framesTo(a1, "desk-mail-kept")).toHaveLength(2)
    expect(bench.framesTo(bench.attach("A2"), "desk-mail")).toHaveLength(1)
  })

  test.each([
    ["to the other party", mailFrom("A1", ["B1"]), "who/permission"],
    ["to its own sender", mailFrom("A1", ["A1"]), "who/permission"],
    ["to nobody", mailFrom("A1", []), "who/permission"],
    ["twice to one", mailFrom("A1", ["A2", "A2"]), "who/permission"],
    ["in another's name", mailFrom("A2", ["A1"]), "who/device"],
    ["signed by another", mailFrom("A1", ["A2"], { signedBy: "A2" }), "sign/bad"],
    ["with another body", mailFrom("A1", ["A2"], { isDamaged: true }), "envelope/body"],
  ] as const)("[BES3] %s is refused", (_, mail, code) => {
    const bench = LineBench.opened()
    const a1 = bench.attach("A1")
    bench.say(a1, { kind: "desk-mail", mail })
    expect(bench.framesTo(a1, "refused")[0]).toMatchObject({ code, number: 0 })
    expect(bench.framesTo(a1, "desk-mail-kept")).toEqual([])
  })

  test("[BES3] a full mailbox takes no more, and loses none", () => {
    const bench = LineBench.opened()
    const a1 = bench.attach("A1")
    for (let number = 1; number <= 257; number += 1) {
      bench.say(a1, { kind: "desk-mail", mail: mailFrom("A1", ["A2"], { number }) })
    }
    expect(bench.framesTo(a1, "refused").map(({ code }) => code)).toEqual(["relay/full"])
    expect(bench.framesTo(bench.attach("A2"), "desk-mail")).toHaveLength(256)
  })
})

describe("presence", () => {
  test("[BES4] others are told the newest proof of life, with its age", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    beat(bench, b, aliveOf("B1", 1))
    bench.mono += 1_500
    bench.wall += 1_500
    beat(bench, a, aliveOf("A1", 1))
    expect(bench.framesTo(a, "heartbeat").at(-1)).toMatchObject({
      number: 3,
      echoed: 77,
      received: bench.wall,
      size: 4,
      heard: [{ alive: aliveOf("B1", 1), ageMs: 1_500 }],
    })
  })

  test("[BES4] an older proof, sent again, makes nobody younger", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    beat(bench, b, aliveOf("B1", 5))
    bench.mono += 4_000
    beat(bench, b, aliveOf("B1", 5))
    beat(bench, b, aliveOf("B1", 4))
    bench.heartbeat(a, 0)
    expect(bench.framesTo(a, "heartbeat").at(-1)?.heard).toEqual([
      { alive: aliveOf("B1", 5), ageMs: 4_000 },
    ])
  })

  test.each([
    ["of another device", aliveOf("B2", 1), "who/device"],
    ["that another signed", aliveOf("B1", 1, "B2"), "sign/bad"],
  ] as const)("[BES4] a proof %s is refused, and nobody is heard", (_, alive, code) => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    beat(bench, b, alive)
    expect(bench.framesTo(b, "refused")[0]?.code).toBe(code)
    bench.heartbeat(a, 0)
    expect(bench.framesTo(a, "heartbeat").at(-1)?.heard).toEqual([])
  })

  test("[BES4] what another process heard is passed on with its age", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const sighting = { device: practice.devices.B1.device, nonce: 3, alive: aliveOf("B1", 3) }
    bench.happen({ kind: "heard", sighting, ageMs: 900 })
    bench.heartbeat(a, 0)
    expect(bench.framesTo(a, "heartbeat").at(-1)?.heard[0]?.ageMs).toBe(900)
  })
})

test("[BES5] what has expired is swept once a minute", () => {
  const bench = LineBench.opened()
  const sweeps = (): number => bench.done.filter((kind) => kind === "sweep").length
  bench.pass(59_999)
  expect(sweeps()).toBe(0)
  bench.pass(1)
  bench.pass(1)
  expect(sweeps()).toBe(1)
})
