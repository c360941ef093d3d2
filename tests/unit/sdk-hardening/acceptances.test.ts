import { describe, expect, test } from "vitest"

import { Acts } from "../../../client/sdk/acts.ts"
import { keys, type Numbered } from "../../../client/sdk/store-layout.ts"
import { present } from "../../../shared/assert.ts"
import { signIn } from "../../../shared/crypto/signatures.ts"
import { hexOf } from "../../../shared/encoding/bytes.ts"
import { branded, decodeAs, encodeAs } from "../../../shared/encoding/schema.ts"
import { leafHash } from "../../../shared/log/tree.ts"
import { acceptance } from "../../../shared/records/acceptance.ts"
import type { Hash } from "../../../shared/records/names.ts"
import { signed } from "../../../shared/records/signed.ts"
import { crypto, DeskBench, line, type Said } from "./desk-bench.ts"
import { valueOf } from "../../support/practice-line.ts"

const { relay, seed } = line.relays.N
const letter = {
  precedence: "FLASH",
  owes: [],
  references: [],
  payload: new Uint8Array(1),
} as const
const bogus = branded<Hash>("1".repeat(64))

/** A desk whose first record is on its way to relay N. */
function submitting(): { readonly bench: DeskBench; readonly made: Numbered } {
  const bench = new DeskBench("A1")
  bench.attaches("N")
  new Acts(bench.parts).send(letter, bench.now)
  bench.flushes()
  return { bench, made: present(bench.parts.outbox.from(1)[0], "one record is numbered") }
}

function accepts(bench: DeskBench, made: Numbered, leaf: Hash, index = 0): void {
  const core = encodeAs(acceptance, {
    format: 1,
    relay,
    line: line.line,
    epoch: 1,
    entries: [{ index, leaf, record: made.hash, t: bench.now.wall, salt: new Uint8Array(16) }],
    mergeDelay: 2_000,
  })
  const signature = signIn("Parley-v1 acceptance", crypto.signatures, seed, core)
  bench.hears("N", { kind: "accepted", number: 1, acceptance: { core, signature } })
}

function saidBy(made: Numbered): Said {
  const record = valueOf(decodeAs(signed, made.record, 65_536))
  return { record, hash: made.hash, enclosure: made.enclosure }
}

const isAccepted = (bench: DeskBench): boolean => bench.parts.outbox.queued.length === 0

describe("an acceptance", () => {
  test("[GRD7] of a record that is never entered is a violation, kept as evidence, and counts no more", () => {
    const { bench, made } = submitting()
    accepts(bench, made, bogus)
    expect(isAccepted(bench)).toBe(true)
    bench.passes(7_500)
    bench.frames.lookAtReceipts(bench.now)
    expect(isAccepted(bench)).toBe(false)
    const effects = bench.effects()
    const stored = effects.flatMap((effect) => (effect.kind === "store" ? effect.writes : []))
    expect(stored.map(({ key }) => key)).toContain(keys.evidence(relay, made.hash))
    expect(JSON.stringify(effects)).toContain("did not enter it")
  })

  test("[GRD7] is not missed while the circuit is down", () => {
    const { bench, made } = submitting()
    accepts(bench, made, bogus)
    bench.link("N").detached()
    bench.waits(60_000)
    expect(isAccepted(bench)).toBe(true)
  })

  test("[GRD7] of another entry than the one that comes is a violation", () => {
    const { bench, made } = submitting()
    accepts(bench, made, bogus)
    bench.delivers("N", saidBy(made))
    expect(bench.violations().join()).toContain("where its journal has another")
    expect(isAccepted(bench)).toBe(false)
  })

  test("[GRD7] of the entry that comes stands", () => {
    const { bench, made } = submitting()
    const { entry } = bench.delivers("N", saidBy(made))
    accepts(bench, made, branded<Hash>(hexOf(leafHash(entry))))
    const load = bench.effects().find((effect) => effect.kind === "load")
    expect(load).toMatchObject({ purpose: "compare", keys: [keys.entry(relay, 1, 0)] })
    bench.frames.takeCompared(new Map([[keys.entry(relay, 1, 0), entry]]))
    bench.waits(10_000)
    expect(bench.violations()).toEqual([])
    expect(isAccepted(bench)).toBe(true)
  })

  test("[GRD7] of an old entry is compared with the store", () => {
    const { bench, made } = submitting()
    const { entry } = bench.delivers("N", saidBy(made))
    accepts(bench, made, bogus)
    bench.frames.takeCompared(new Map([[keys.entry(relay, 1, 0), entry]]))
    expect(bench.violations().join()).toContain("where its journal has another")
  })
})
