import { describe, expect, test } from "vitest"

import { encodeAs } from "../../../shared/encoding/schema.ts"
import { verifyIn } from "../../../shared/crypto/signatures.ts"
import { leafHash } from "../../../shared/log/tree.ts"
import { hexOf } from "../../../shared/encoding/bytes.ts"
import { signed } from "../../../shared/records/signed.ts"
import { nextRoster } from "../../support/practice-changes.ts"
import { foundedAt } from "../../support/practice-line.ts"
import { LineBench, practice } from "./line-bench.ts"
import { acceptedElsewhere } from "./tellings.ts"

const minute = 60_000
const hour = 60 * minute

/** Devices have been enrolled for long enough to have signed something old. */
function aDayOn(): LineBench {
  return LineBench.opened(undefined, practice.relays.N, foundedAt + 24 * hour)
}

function suspendedBench(): LineBench {
  const bench = LineBench.opened()
  const a1 = bench.attach("A1")
  const suspension = bench.story.suspends(["A1", "A2"], "A2")
  bench.submit(a1, 1, suspension)
  return bench
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
    expect(bench.acceptedIn(a, 1)).toEqual([sent.hash, sent.hash])
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
    expect(bench.refusalOf(a, 1)).toEqual({ code: "chain/gap", position: 0, want: 1 })
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
    expect(bench.refusalOf(a, 2)?.code).toBe("chain/fork")
    expect(bench.refusalOf(a, 3)?.code).toBe("chain/fork")
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
    expect(bench.refusalOf(a, 1)?.code).toBe("chain/fork")
    expect(bench.relayedOf("evidence")[0]?.first).toEqual(encodeAs(signed, first.signed))
    expect(bench.relayedOf("evidence")[0]?.second).toEqual(encodeAs(signed, astray.signed))
  })

  test("[ADM4] ends what is taken of that device: what is here is answered for, also after a restart", () => {
    const before = LineBench.opened()
    const a = before.attach("A1")
    const start = before.story.endOf("A1")
    const first = before.story.northSends()
    const next = before.story.northSends()
    before.submit(a, 1, first, next)
    before.story.goBack("A1", start)
    const [other, third] = [before.story.northSends(), before.story.northSends()]
    before.submit(a, 2, other)
    before.story.goBack("A1", { seq: 2, hash: next.hash, serial: 2 })
    const goingOn = before.story.northSends()
    for (const bench of [before, before.restarted()]) {
      const circuit = bench.attach("A1")
      bench.submit(circuit, 3, first, next, goingOn)
      expect(bench.acceptedIn(circuit, 3)).toEqual([first.hash, next.hash])
      expect(bench.refusalOf(circuit, 3)?.code).toBe("chain/fork")
      bench.submit(circuit, 4, other)
      bench.submit(circuit, 5, third)
      expect(bench.refusalOf(circuit, 4)?.code).toBe("chain/fork")
      expect(bench.refusalOf(circuit, 5)?.code).toBe("chain/fork")
      expect(bench.relayedOf("evidence")).toHaveLength(1)
      expect([...bench.relay.folded.state.forked.values()]).toEqual([1])
    }
  })

  test("[ADM4] a first record that names a predecessor is refused, and proves nothing that could be entered", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const other = bench.story.southSends()
    bench.story.goBack("A1", { seq: 0, hash: other.hash, serial: 0 })
    bench.submit(a, 1, bench.story.northSends())
    expect(bench.refusalOf(a, 1)?.code).toBe("chain/fork")
    expect(bench.relayedOf("evidence")).toEqual([])
  })

  test("[ADM4] a fork in one batch shows both, although neither was on the disk before", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const start = bench.story.endOf("A1")
    const first = bench.story.northSends()
    bench.story.goBack("A1", start)
    const other = bench.story.northSends()
    bench.submit(a, 1, first, other)
    expect(bench.acceptedIn(a, 1)).toEqual([first.hash])
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
    expect(bench.acceptedIn(a, 5)).toEqual([good.hash])
    expect(bench.refusalOf(a, 5)).toEqual({ code: "envelope/form", position: 1, want: 0 })
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
    expect(bench.refusalOf(a, 1)?.code).toBe("form/malformed")
    expect(bench.endOf(a)).toBeUndefined()
  })
})

describe("an author who may not speak any more", () => {
  test("[ADM6] suspended: refused, whoever brings it", () => {
    const bench = suspendedBench()
    const late = bench.story.sends("A2")
    const b = bench.attach("B1")
    bench.submit(b, 2, late)
    expect(bench.refusalOf(b, 2)?.code).toBe("who/suspended")
  })

  test("[ADM6] suspended: admitted with another relay's acceptance from before", () => {
    const bench = LineBench.opened()
    const early = bench.story.sends("A2")
    const carried = acceptedElsewhere(bench, "A2", early)
    bench.beat(minute)
    const a1 = bench.attach("A1")
    bench.submit(a1, 1, bench.story.suspends(["A1", "A2"], "A2"))
    bench.submit(a1, 2, { record: early, carried })
    expect(bench.acceptedIn(a1, 2)).toEqual([early.hash])
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
    expect(bench.acceptedIn(a1, 1)).toEqual([roster.hash])
    expect(bench.refusalOf(a1, 2)?.code).toBe("who/suspended")
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
    expect(bench.refusalOf(a, 1)?.code ?? "accepted").toBe(outcome)
  })

  test.each([
    [hour, true],
    [hour + 1, false],
  ])("[ADM8] an hour to live, %i ms old: body kept and clocks running: %s", (age, isAlive) => {
    const bench = aDayOn()
    const a = bench.attach("A1")
    const sent = bench.story.northSends({ life: hour, link: { t: bench.wall - age } })
    bench.submit(a, 1, sent)
    expect(bench.acceptedIn(a, 1)).toEqual([sent.hash])
    expect(bench.disk.rows.has(`body/${sent.hash}`)).toBe(isAlive)
    expect(bench.disk.nextDue !== undefined).toBe(isAlive)
  })

  test("[ADM8] dated so that it would die at once, its body stays while its ladder can climb", () => {
    const bench = aDayOn()
    const a = bench.attach("A1")
    const link = { t: bench.wall - hour }
    bench.isHolding = true
    bench.submit(
      a,
      1,
      bench.story.northSends({ precedence: "FLASH", owes: ["read"], life: hour, link }),
    )
    const kept = bench.held[0]?.beside.filter((row) => row.key.startsWith("body/"))
    expect(kept?.map((row) => row.keepUntil)).toEqual([bench.wall + hour])
  })

  test("[ADM8] past its life it needs no body, and what was signed after it follows", () => {
    const bench = aDayOn()
    const a = bench.attach("A1")
    const link = { t: bench.wall - 2 * hour }
    const record = bench.story.northSends({ life: hour, link })
    const after = bench.story.northSends()
    bench.submit(a, 1, { record, enclosure: new Uint8Array() }, after)
    expect(bench.acceptedIn(a, 1)).toEqual([record.hash, after.hash])
  })
})
