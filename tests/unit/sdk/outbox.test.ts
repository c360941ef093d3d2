import { expect, test } from "vitest"

import { limits } from "../../../shared/limits.ts"
import type { Precedence } from "../../../shared/records/names.ts"
import { Addressing, recipientsOf } from "../../../client/sdk/addressing.ts"
import { Feed } from "../../../client/sdk/feed.ts"
import { newMessageId } from "../../../client/sdk/message-ids.ts"
import type { Moment } from "../../../client/sdk/signer.ts"
import { practice } from "../server/line-bench.ts"
import { seededRandomness } from "../../support/simulated-crypto.ts"
import { LineAtWork } from "../sdk-records/line-at-work.ts"

const random = seededRandomness("outbox")

test("[GRD22] lesser records are numbered only so far ahead that a FLASH goes with them in one frame", async () => {
  const line = await LineAtWork.with("A1", "A2")
  const { parts } = line.desks.A1
  const { outbox, out, union, identity } = parts
  const { state } = union
  const { now } = line
  const hold = (precedence: Precedence): void => {
    const message = newMessageId(random, now.wall)
    const part = { kind: "envelope", message, precedence, owes: [], references: [] } as const
    const payload = random.bytes(1_000)
    const more = { life: limits.lifeDefaultMs, payload, opening: random.bytes(32), drafted: [] }
    outbox.hold(precedence, [{ ...part, ...more }], now)
  }
  const moment: Moment = {
    state,
    wall: now.wall,
    seen: [],
    clock: [],
    readerKey: () => undefined,
    addressees: () =>
      new Addressing().addressees(recipientsOf(state, identity, now.wall), [], now.wall).addressees,
  }
  for (let i = 0; i < limits.numberedAheadMax; i += 1) hold("ROUTINE")
  outbox.number(moment, () => [], out)
  const ahead = outbox.from(0).length
  expect(ahead).toBeGreaterThan(1)
  expect(ahead).toBeLessThan(limits.numberedAheadMax)
  hold("FLASH")
  outbox.number(moment, () => [], out)
  expect(outbox.from(0)).toHaveLength(ahead + 1)
  const feed = new Feed(practice.relays.N.relay)
  feed.attached(0)
  const frame = feed.next((seq) => outbox.from(seq), now)
  expect(frame?.kind === "submit" ? frame.submissions : []).toHaveLength(ahead + 1)
})
