import { expect, test } from "vitest"

import { present } from "../../../shared/assert.ts"
import { utf8 } from "../../../shared/encoding/bytes.ts"
import { LineAtWork } from "./line-at-work.ts"

const letter = { precedence: "FLASH", owes: [], references: [], payload: utf8("words") } as const

test("[GRD15, CKP3] a relay put back to an old copy is shown what it has signed since, and signs no second history", async () => {
  const line = await LineAtWork.with("A1", "B1")
  const relay = line.relays.N
  const copy = relay.copyDisk()
  line.desks.A1.act((acts, now) => acts.send(letter, now))
  line.pass(3_000)
  const lost = relay.disk.entries.length
  expect(lost).toBeGreaterThan(copy.entries.length)
  relay.restartOn(copy)
  line.pass(1_000)
  const stopped = present(relay.stopped, "a reason to sign no more")
  expect(stopped).toContain(`our own head of ${String(lost)} entries`)
})

test("[GRD15] a relay that has kept everything is reminded of nothing when it comes back", async () => {
  const line = await LineAtWork.with("A1", "B1")
  line.desks.A1.act((acts, now) => acts.send(letter, now))
  line.pass(3_000)
  line.relays.N.restartOn(line.relays.N.copyDisk())
  line.pass(3_000)
  expect(line.relays.N.stopped).toBeUndefined()
  expect(line.desks.A1.noticesOf("violation")).toEqual([])
})
