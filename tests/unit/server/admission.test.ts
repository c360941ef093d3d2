import { describe, expect, test } from "vitest"

import { present } from "../../../shared/assert.ts"
import { encodeAs } from "../../../shared/encoding/schema.ts"
import { verifyIn } from "../../../shared/crypto/signatures.ts"
import { leafHash } from "../../../shared/log/tree.ts"
import { hexOf } from "../../../shared/encoding/bytes.ts"
import type { ErrorCode } from "../../../shared/errors.ts"
import { signed } from "../../../shared/records/signed.ts"
import { nextRoster, seedOf } from "../../support/practice-line.ts"
import { messageNumber } from "../../support/practice-story.ts"
import { LineBench, practice } from "./line-bench.ts"
import { acceptedElsewhere } from "./tellings.ts"

const minute = 60_000
const hour = 60 * minute

interface Refused {
  readonly code: ErrorCode
  readonly position: number
  readonly want: number
}

function refusalOf(bench: LineBench, circuit: number, number: number): Refused | undefined {
  const frame = bench.framesTo(circuit, "refused").find((each) => each.number === number)
  return frame === undefined
    ? undefined
    : { code: frame.code, position: frame.position, want: frame.want }
}

function acceptedIn(bench: LineBench, circuit: number, number: number): readonly string[] {
  const numbers = bench.framesTo(circuit, "accepted").map((each) => each.number)
  const entries = bench.acceptances(circuit)[numbers.indexOf(number)]?.entries ?? []
  return entries.map((entry) => entry.record)
}

describe("a record that follows", () => {
  test("[ADM1] is accepted with index, leaf, hash, time and salt, signed by the relay", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const sent = bench.story.northSends()
    bench.submit(a, 1, sent)
    const [given] = bench.framesTo(a, "accepted")
    const [core] = bench.acceptances(a)
    const bytes = bench.disk.entries[4] ?? new Uint8Array()
    expect(core).toMatchObject({ relay: practice.relays.N.relay, epoch: 1, mergeDelay: 2_000 })
    expect(core?.entries).toEqual([
      expect.objectContaining({ index: 4, record: sent.hash, leaf: hexOf(leafHash(bytes)) }),
    ])
    const key = practice.relays.N.entry.signingKey
    const signature = given?.acceptance.signature ?? new Uint8Array()
    const said = { bytes: given?.acceptance.core ?? new Uint8Array(), signature }
    expect(verifyIn("Parley-v1 acceptance", practice.signatures, key, said)).toBe(true)
  })

  test("[ADM2] is accepted again with its first index, time and salt, and not entered again", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const sent = bench.story.northSends()
    bench.submit(a, 1, sent)
    bench.beat(2_000)
    bench.submit(a, 2, sent)
    const [first, second] = bench.acceptances(a)
    expect(second?.entries).toEqual(first?.entries)
    expect(bench.records()).toHaveLength(4)
  })

  test("[ADM2] is accepted again after a restart, whatever has come since", () => {
    const before = LineBench.opened()
    const first = before.story.northSends()
    const second = before.story.northSends()
    const a = before.attach("A1")
    before.submit(a, 1, first, second)
    const after = before.restarted()
    const again = after.attach("A1")
    after.submit(again, 1, first)
    expect(after.acceptances(again)[0]?.entries).toEqual(
      before.acceptances(a)[0]?.entries.slice(0, 1),
    )
  })

  test("[ADM2] twice in one frame is one entry", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const sent = bench.story.northSends()
    bench.submit(a, 1, sent, sent)
    expect(acceptedIn(bench, a, 1)).toEqual([sent.hash, sent.hash])
    expect(bench.records()).toHaveLength(4)
  })

  test("[ADM2] a founding document that is here is accepted with its first index", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    bench.submit(a, 1, practice.charter, practice.rosters.B)
    expect(bench.acceptances(a)[0]?.entries.map(({ index }) => index)).toEqual([1, 3])
    expect(bench.records()).toHaveLength(3)
  })
})

describe("a record that does not follow", () => {
  test("[ADM3] is refused with the number that is missing", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    bench.story.northSends()
    const second = bench.story.northSends()
    bench.submit(a, 1, second)
    expect(refusalOf(bench, a, 1)).toEqual({ code: "chain/gap", position: 0, want: 1 })
  })

  test("[ADM4] with a number that is taken is refused, and both records are evidence, once", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const start = bench.story.endOf("A1")
    const first = bench.story.northSends()
    bench.submit(a, 1, first)
    bench.story.goBack("A1", start)
    const other = bench.story.northSends()
    bench.submit(a, 2, other)
    bench.submit(a, 3, other)
    expect(refusalOf(bench, a, 2)?.code).toBe("chain/fork")
    expect(refusalOf(bench, a, 3)?.code).toBe("chain/fork")
    expect(bench.relayedOf("evidence")).toEqual([
      expect.objectContaining({
        device: practice.devices.A1.device,
        what: "chain/fork",
        first: encodeAs(signed, first.signed),
        second: encodeAs(signed, other.signed),
      }),
    ])
  })

  test("[ADM4] naming another predecessor is a fork, also once the process has started anew", () => {
    const before = LineBench.opened()
    const start = before.story.endOf("A1")
    const first = before.story.northSends()
    before.submit(before.attach("A1"), 1, first)
    before.story.goBack("A1", start)
    before.story.northSends()
    const astray = before.story.northSends()
    const bench = before.restarted()
    const a = bench.attach("A1")
    bench.submit(a, 1, astray)
    expect(refusalOf(bench, a, 1)?.code).toBe("chain/fork")
    expect(bench.relayedOf("evidence")[0]?.first).toEqual(encodeAs(signed, first.signed))
    expect(bench.relayedOf("evidence")[0]?.second).toEqual(encodeAs(signed, astray.signed))
  })

  test("[ADM4] a fork in one batch shows both, although neither was on the disk before", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const start = bench.story.endOf("A1")
    const first = bench.story.northSends()
    bench.story.goBack("A1", start)
    const other = bench.story.northSends()
    bench.submit(a, 1, first, other)
    expect(acceptedIn(bench, a, 1)).toEqual([first.hash])
    expect(bench.relayedOf("evidence")[0]?.first).toEqual(encodeAs(signed, first.signed))
  })
})

describe("a submit frame", () => {
  test("[ADM5] is taken up to its first bad record, and nothing behind that", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const good = bench.story.northSends()
    const end = bench.story.endOf("A1")
    const bad = bench.story.northSends({ life: 48 * hour })
    bench.story.goBack("A1", end)
    const behind = bench.story.northSends()
    bench.submit(a, 5, good, bad, behind)
    expect(acceptedIn(bench, a, 5)).toEqual([good.hash])
    expect(refusalOf(bench, a, 5)).toEqual({ code: "envelope/form", position: 1, want: 0 })
    expect(bench.records()).toHaveLength(4)
  })

  test("[ADM5] with a record that does not read is refused there", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const broken = {
      record: Uint8Array.of(1),
      enclosure: new Uint8Array(),
      carried: new Uint8Array(),
    }
    bench.say(a, { kind: "submit", number: 1, submissions: [broken] })
    expect(refusalOf(bench, a, 1)?.code).toBe("form/malformed")
    expect(bench.endOf(a)).toBeUndefined()
  })
})

describe("an author who may not speak any more", () => {
  function suspendedBench(): LineBench {
    const bench = LineBench.opened()
    const a1 = bench.attach("A1")
    const suspension = bench.story.suspends(["A1", "A2"], "A2")
    bench.submit(a1, 1, suspension)
    return bench
  }

  test("[ADM6] suspended: refused, whoever brings it", () => {
    const bench = suspendedBench()
    const late = bench.story.sends("A2")
    const b = bench.attach("B1")
    bench.submit(b, 2, late)
    expect(refusalOf(bench, b, 2)?.code).toBe("who/suspended")
  })

  test("[ADM6] suspended: admitted with another relay's acceptance from before", () => {
    const bench = LineBench.opened()
    const early = bench.story.sends("A2")
    const carried = acceptedElsewhere(bench, "A2", early)
    bench.beat(minute)
    const a1 = bench.attach("A1")
    bench.submit(a1, 1, bench.story.suspends(["A1", "A2"], "A2"))
    bench.submit(a1, 2, { record: early, carried })
    expect(acceptedIn(bench, a1, 2)).toEqual([early.hash])
  })

  test("[ADM6] removed from the roster: refused, although the roster it names still has it", () => {
    const bench = LineBench.opened()
    const a1 = bench.attach("A1")
    const { device, entry } = practice.devices.A1
    const removed = [{ device: practice.devices.A2.device, effective: bench.wall, reason: "lost" }]
    const roster = nextRoster(practice, practice.rosters.A, { devices: [entry], removed })
    bench.submit(a1, 1, roster)
    const late = bench.story.sends("A2")
    bench.submit(a1, 2, late)
    expect(device).toBe(practice.devices.A1.device)
    expect(acceptedIn(bench, a1, 1)).toEqual([roster.hash])
    expect(refusalOf(bench, a1, 2)?.code).toBe("who/suspended")
  })
})

describe("time", () => {
  test.each([
    [5 * minute, "accepted"],
    [5 * minute + 1, "time/implausible"],
  ] as const)("[ADM7] signed %i ms ahead of line time: %s", (ahead, outcome) => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    bench.submit(a, 1, bench.story.northSends({ link: { t: bench.wall + ahead } }))
    expect(refusalOf(bench, a, 1)?.code ?? "accepted").toBe(outcome)
  })

  test.each([
    [minute, true],
    [minute + 1, false],
  ])("[ADM8] a minute to live, %i ms old: body kept and clocks running: %s", (age, isAlive) => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const sent = bench.story.northSends({ life: minute, link: { t: bench.wall - age } })
    bench.submit(a, 1, sent)
    expect(acceptedIn(bench, a, 1)).toEqual([sent.hash])
    expect(bench.disk.rows.has(`body/${sent.hash}`)).toBe(isAlive)
    expect(bench.disk.nextDue !== undefined).toBe(isAlive)
  })

  test("[ADM8] past its life it needs no body, and what was signed after it follows", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const link = { t: bench.wall - 2 * minute }
    const record = bench.story.northSends({ life: minute, link })
    const after = bench.story.northSends()
    bench.submit(a, 1, { record, enclosure: new Uint8Array() }, after)
    expect(acceptedIn(bench, a, 1)).toEqual([record.hash, after.hash])
  })
})

describe("what only the line's past can say", () => {
  test("[ADM9] a serial that skips one is refused", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    bench.story.goBack("A1", { ...bench.story.endOf("A1"), serial: 4 })
    bench.submit(a, 1, bench.story.northSends())
    expect(refusalOf(bench, a, 1)?.code).toBe("envelope/form")
  })

  test("[ADM9] stages take no serial", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    const sent = bench.story.northSends()
    bench.submit(a, 1, sent)
    bench.submit(b, 1, bench.story.says("B1", sent, "received"), bench.story.southSends())
    expect(acceptedIn(bench, b, 1)).toHaveLength(2)
  })

  test("[ADM10] a message id that says something else now is refused", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    const message = messageNumber(77)
    bench.submit(a, 1, bench.story.northSends({ message }))
    bench.submit(b, 1, bench.story.southSends({ message, commitment: seedOf("other") }))
    expect(refusalOf(bench, b, 1)?.code).toBe("envelope/form")
  })

  test("[ADM10] also when the first is settled and has left memory", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    const message = messageNumber(77)
    const sent = bench.story.northSends({ message })
    bench.submit(a, 1, sent)
    bench.submit(b, 1, bench.story.says("B1", sent, "received"))
    expect(bench.relay.folded.state.rows.size).toBe(0)
    bench.submit(b, 2, bench.story.southSends({ message, commitment: seedOf("other") }))
    expect(refusalOf(bench, b, 2)?.code).toBe("envelope/form")
  })

  test("[ADM10] two releases of one draft share the id", () => {
    const bench = LineBench.opened()
    const message = messageNumber(78)
    const first = bench.story.sends("A1", { message, author: "A2" })
    const second = bench.story.sends("A2", { message, author: "A1" })
    const [a1, a2] = [bench.attach("A1"), bench.attach("A2")]
    bench.submit(a1, 1, first)
    bench.submit(a2, 1, second)
    expect(acceptedIn(bench, a2, 1)).toEqual([second.hash])
  })

  test("[ADM10] an envelope that another device brings stands, whatever id it has", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    const message = messageNumber(79)
    bench.submit(a, 1, bench.story.northSends({ message }))
    bench.submit(a, 2, bench.story.southSends({ message, commitment: seedOf("other") }))
    expect(acceptedIn(bench, a, 2)).toHaveLength(1)
    expect(bench.endOf(b)).toBeUndefined()
  })
})

describe("what goes with a record", () => {
  const faults: readonly (readonly [string, (bench: LineBench) => Uint8Array])[] = [
    ["no body", () => new Uint8Array()],
    ["bytes that are no enclosure", () => Uint8Array.of(1, 2, 3)],
    ["another message's body", (bench) => bench.story.enclosureOf(bench.story.southSends())],
  ]

  test.each(faults)("[ADM11] from the author with %s: refused", (_, enclosure) => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const record = bench.story.northSends()
    bench.submit(a, 1, { record, enclosure: enclosure(bench) })
    expect(refusalOf(bench, a, 1)?.code).toBe("envelope/body")
  })

  test("[ADM11] brought by another device, the body may be missing", () => {
    const bench = LineBench.opened()
    const b = bench.attach("B1")
    const record = bench.story.northSends()
    bench.submit(b, 1, { record, enclosure: new Uint8Array() })
    expect(acceptedIn(bench, b, 1)).toEqual([record.hash])
  })

  test("[ADM11] brought by another device, a body that does not belong is refused", () => {
    const bench = LineBench.opened()
    const b = bench.attach("B1")
    const record = bench.story.northSends()
    const enclosure = bench.story.enclosureOf(bench.story.southSends())
    bench.submit(b, 1, { record, enclosure })
    expect(refusalOf(bench, b, 1)?.code).toBe("envelope/body")
  })

  test("[ADM19] what was brought without its body is completed by its author, and keeps its place", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    const record = bench.story.northSends()
    bench.submit(b, 1, { record, enclosure: new Uint8Array() })
    expect(bench.disk.rows.has(`body/${record.hash}`)).toBe(false)
    bench.submit(a, 1, record)
    expect(bench.disk.rows.has(`body/${record.hash}`)).toBe(true)
    expect(bench.disk.rows.has(`wrap/${record.hash}/${practice.devices.B2.device}`)).toBe(true)
    expect(bench.acceptances(a)[0]?.entries).toEqual(bench.acceptances(b)[0]?.entries)
  })

  test("[ADM19] a repeat whose enclosure does not belong is accepted and changes nothing", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const record = bench.story.northSends()
    bench.submit(a, 1, record)
    const kept = [...bench.disk.rows]
    bench.submit(a, 2, { record, enclosure: bench.story.enclosureOf(bench.story.southSends()) })
    expect(acceptedIn(bench, a, 2)).toEqual([record.hash])
    expect([...bench.disk.rows]).toEqual(kept)
  })
})

describe("stages", () => {
  test("[ADM12] of an envelope that is not here: admitted, and they count when it comes", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    const sent = bench.story.northSends({ owes: ["read"] })
    bench.submit(b, 1, bench.story.says("B1", sent, "read"))
    expect(acceptedIn(bench, b, 1)).toHaveLength(1)
    bench.submit(a, 1, sent)
    expect(bench.disk.nextDue).toBeUndefined()
  })

  test("[ADM12] of an envelope that is here, by the wrong side: refused", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const sent = bench.story.northSends()
    bench.submit(a, 1, sent)
    bench.submit(a, 2, bench.story.says("A1", sent, "read"))
    expect(refusalOf(bench, a, 2)?.code).toBe("stage/form")
  })

  test("[ADM12] the author's side confirms", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    const sent = bench.story.northSends()
    bench.submit(a, 1, sent)
    bench.submit(b, 1, bench.story.says("B1", sent, "confirmed"))
    expect(refusalOf(bench, b, 1)?.code).toBe("stage/form")
    bench.submit(a, 2, bench.story.says("A1", sent, "confirmed"))
    expect(acceptedIn(bench, a, 2)).toHaveLength(1)
  })
})

describe("what is carried", () => {
  test("[ADM18] another record's acceptance is refused", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const end = bench.story.endOf("A1")
    const carried = acceptedElsewhere(bench, "A1", bench.story.northSends())
    bench.story.goBack("A1", end)
    bench.submit(a, 1, { record: bench.story.northSends(), carried })
    expect(refusalOf(bench, a, 1)?.code).toBe("form/malformed")
  })

  test("[ADM18] an altered acceptance is refused", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const record = bench.story.northSends()
    const carried = acceptedElsewhere(bench, "A1", record).slice()
    carried[carried.length - 1] = (carried.at(-1) ?? 0) ^ 1
    bench.submit(a, 1, { record, carried })
    expect(refusalOf(bench, a, 1)?.code).toBe("sign/bad")
  })

  test("[ADM18] the acceptance stands in the entry, and the clocks start at its time", () => {
    const bench = LineBench.opened()
    const record = bench.story.northSends({ precedence: "FLASH" })
    const carried = acceptedElsewhere(bench, "A1", record)
    const acceptedAt = bench.wall
    bench.beat(2_000)
    bench.submit(bench.attach("A1"), 1, { record, carried })
    // FLASH falls due five seconds after the other relay had it, but never sooner than ten seconds after it came.
    expect(bench.disk.nextDue).toBe(acceptedAt + 2_000 + 10_000)
  })
})

describe("room", () => {
  test("[ADM14] a circuit with 256 records waiting is told so, and those are taken", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    bench.isHolding = true
    const sent = Array.from({ length: 290 }, () => bench.story.northSends())
    bench.submit(a, 0, ...sent.slice(0, 1))
    for (let i = 1; i < 289; i += 32) bench.submit(a, i, ...sent.slice(i, i + 32))
    expect(refusalOf(bench, a, 257)?.code).toBe("relay/full")
    bench.isHolding = false
    bench.answerAppend()
    expect(bench.records()).toHaveLength(3 + 257)
  })

  test("[ADM17] as memory fills, ROUTINE is refused before IMMEDIATE, and FLASH last", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    bench.submit(a, 1, bench.story.northSends())
    const [row] = bench.relay.folded.state.rows.values()
    const crowd = (count: number): void => {
      const rows = new Map(
        Array.from({ length: count }, (_, i) => [messageNumber(i + 100), present(row, "a row")]),
      )
      const state = { ...bench.relay.folded.state, rows }
      bench.relay = { ...bench.relay, folded: { ...bench.relay.folded, state } }
    }
    const outcome = (precedence: "ROUTINE" | "IMMEDIATE" | "FLASH"): string => {
      const end = bench.story.endOf("A1")
      const number = bench.sent.length
      bench.submit(a, number, bench.story.northSends({ precedence }))
      bench.story.goBack("A1", end)
      return refusalOf(bench, a, number)?.code ?? "accepted"
    }
    crowd(7_000)
    expect(outcome("ROUTINE")).toBe("relay/full")
    crowd(9_000)
    expect(outcome("IMMEDIATE")).toBe("relay/full")
    crowd(9_999)
    expect(outcome("FLASH")).toBe("accepted")
  })
})
