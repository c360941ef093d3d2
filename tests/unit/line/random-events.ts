// What may happen on a practice line, as chance draws it, and what devices may say of a message.

import * as fc from "fast-check"

import type { Fact } from "../../../shared/records/stage.ts"

/** One thing that happens. Numbers are taken modulo what there is to choose from. */
export interface Event {
  readonly act: number
  readonly who: number
  readonly what: number
  readonly which: number
  /** For each relay: how many events later the record reaches it; never at all from 6 on. */
  readonly delays: readonly number[]
  readonly passed: number
}

export const events: fc.Arbitrary<readonly Event[]> = fc.array(
  fc.record({
    act: fc.nat(99),
    who: fc.nat(3),
    what: fc.nat(15),
    which: fc.nat(7),
    delays: fc.array(fc.nat(6), { minLength: 3, maxLength: 3 }),
    passed: fc.nat(90_000),
  }),
  { minLength: 4, maxLength: 40, size: "max" },
)

export const facts: readonly Fact[] = [
  { kind: "received" },
  { kind: "received" },
  { kind: "read", role: "duty" },
  { kind: "read-back" },
  { kind: "confirmed" },
  { kind: "differs" },
  { kind: "passed", level: "minister" },
  { kind: "answered" },
  { kind: "declined" },
  { kind: "cannot-open" },
  { kind: "contested", role: "duty" },
]
