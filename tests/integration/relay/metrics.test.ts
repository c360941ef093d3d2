import { afterEach, expect, test } from "vitest"

import { freePorts } from "../../support/line-of-processes.ts"
import { RelayHouse } from "./relay-house.ts"

let house: RelayHouse | undefined

afterEach(async () => {
  await house?.dispose()
  house = undefined
})

test("[OPS1] metrics are served beside the public port and not on it, and tell of the line at work", async () => {
  const [port = 0] = await freePorts(1)
  house = await RelayHouse.open({ config: { metrics: { port } } })
  const story = house.story()
  const author = await house.attach("A1")
  const reader = await house.attach("B1")
  const sent = story.northSends({ precedence: "FLASH", owes: ["read"] })
  await author.submit(1, sent, story.enclosureOf(sent))
  await reader.submit(1, story.says("B1", sent, "received"))
  const answer = await fetch(`http://127.0.0.1:${String(port)}/metrics`)
  const text = await answer.text()
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"])
  for (const row of [
    'parley_records_admitted_total{kind="envelope",precedence="FLASH"} 1',
    'parley_stage_seconds_count{stage="received",precedence="FLASH"} 1',
    'parley_handshakes_total{outcome="open",ticket="no"} 2',
    'parley_sockets{kind="circuit"} 2',
  ]) {
    expect(text).toContain(row)
  }
  expect(text).toMatch(/parley_journal_call_seconds_count\{call="append"\} [3-9]/u)
  expect(text).toMatch(/parley_circuit_bytes_total\{direction="out"\} [1-9]/u)
  const { practice } = house.founded
  for (const { device } of Object.values(practice.devices)) expect(text).not.toContain(device)
  expect((await fetch(house.page("/metrics"))).status).toBe(404)
  const post = await fetch(`http://127.0.0.1:${String(port)}/metrics`, { method: "POST" })
  expect(post.status).toBe(405)
})

test("[OPS1] without a place for them nothing but the public port is open", async () => {
  house = await RelayHouse.open()
  expect(house.process.log).not.toContain("metrics are served")
})
