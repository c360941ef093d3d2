// What another process of the relay keeps for its devices: two benches on one disk are two processes on one journal.

import { describe, expect, test } from "vitest"

import type { Loaded } from "../../../server/core/beside.ts"
import type { RelayEffect, RelayEvent } from "../../../server/core/relay-event.ts"
import { LineBench, practice } from "./line-bench.ts"
import { Disk } from "./line-disk.ts"
import { mailFrom, mailId, prekeyOf } from "./tellings.ts"

interface Pair {
  readonly here: LineBench
  readonly there: LineBench
}

function pair(): Pair {
  const here = LineBench.opened()
  const there = LineBench.opened(here.disk)
  here.happen({ kind: "grown", size: here.disk.entries.length })
  return { here, there }
}

function tell({ here }: Pair, keys?: readonly string[]): void {
  const rows: Loaded = keys === undefined ? new Map(here.disk.rows) : here.disk.loaded(keys)
  here.happen({ kind: "kept-elsewhere", rows })
}

describe("kept by another process", () => {
  test("[RDS5] a prekey is pushed to everybody here, once, and given on asking", () => {
    const both = pair()
    const a = both.here.attach("A1", 5)
    const b = both.there.attach("B1", 5)
    const prekey = prekeyOf("B1", 3)
    both.there.say(b, { kind: "prekey", prekey })
    tell(both)
    tell(both)
    expect(both.here.framesTo(a, "prekeys")).toEqual([{ kind: "prekeys", prekeys: [prekey] }])
    both.here.say(a, { kind: "get-prekeys" })
    expect(both.here.framesTo(a, "prekeys").at(-1)?.prekeys).toEqual([prekey])
  })

  test("[RDS5] an older prekey changes nothing", () => {
    const both = pair()
    const b = both.there.attach("B1", 5)
    both.there.say(b, { kind: "prekey", prekey: prekeyOf("B1", 3) })
    const old = both.here.disk.loaded([`prekey/${practice.devices.B1.device}`])
    both.there.say(b, { kind: "prekey", prekey: prekeyOf("B1", 4) })
    tell(both)
    both.here.happen({ kind: "kept-elsewhere", rows: old })
    const a = both.here.attach("A1", 5)
    both.here.say(a, { kind: "get-prekeys" })
    expect(both.here.framesTo(a, "prekeys").at(-1)?.prekeys).toEqual([prekeyOf("B1", 4)])
  })

  test("[RDS5] desk mail reaches its recipient here, once, and is forgotten when it is held there", () => {
    const both = pair()
    const here = both.here.attach("A2", 5)
    const sender = both.there.attach("A1", 5)
    both.there.say(sender, { kind: "desk-mail", mail: mailFrom("A1", ["A2"]) })
    tell(both)
    tell(both)
    expect(both.here.framesTo(here, "desk-mail")).toHaveLength(1)
    const there = both.there.attach("A2", 5)
    both.there.say(there, { kind: "desk-mail-held", mail: mailId(1) })
    tell(both, [`mail/${practice.devices.A2.device}/${mailId(1)}`])
    const later = both.here.attach("A2", 5)
    expect(both.here.framesTo(later, "desk-mail")).toEqual([])
  })

  test("[RDS5] mail for somebody who is not here waits for them", () => {
    const both = pair()
    const sender = both.there.attach("A1", 5)
    both.there.say(sender, { kind: "desk-mail", mail: mailFrom("A1", ["A2"]) })
    tell(both)
    const later = both.here.attach("A2", 5)
    expect(both.here.framesTo(later, "desk-mail")).toHaveLength(1)
  })

  test("[RDS5] says nothing to a line that is not open yet", () => {
    const bench = new LineBench()
    bench.happen({ kind: "kept-elsewhere", rows: new Map() })
    expect(bench.relay.isOpen).toBe(false)
    expect(bench.sent).toEqual([])
  })
})

/** A journal that answers one reading and then is slow. */
class SlowDisk extends Disk {
  readingsLeft = Number.POSITIVE_INFINITY

  override answer(effect: RelayEffect): RelayEvent | undefined {
    if (effect.kind !== "read") return super.answer(effect)
    this.readingsLeft -= 1
    return this.readingsLeft < 0 ? undefined : super.answer(effect)
  }
}

test("[CIR4] a suspension by another process is obeyed before the rest of what it wrote is read", () => {
  const disk = new SlowDisk()
  const here = LineBench.opened(disk)
  const there = LineBench.opened(disk)
  here.happen({ kind: "grown", size: disk.entries.length })
  const a2 = here.attach("A2", disk.entries.length)
  const a1 = there.attach("A1", disk.entries.length)
  there.submit(a1, 1, there.story.suspends(["A1", "A2"], "A2"))
  there.submit(a1, 2, there.story.northSends())
  disk.readingsLeft = 1
  here.happen({ kind: "grown", size: disk.entries.length })
  here.heartbeat(a2, disk.entries.length - 2)
  expect(here.deliveredTo(a2)).toEqual([])
  expect(here.endOf(a2)).toBe("who/suspended")
})
