// 9 March 2022: a cruise missile leaves by accident, crosses a border and comes down after some minutes; the other side works out
// for itself what it was, prepares an answer, and hears of an accident two days later. Here is the same clock with a line in use:
// the officer on watch says it alone within two minutes, and the other side knows before the missile is down. One of the two
// relays dies at the moment of impact.

import { expect, test } from "vitest"

import { expectOneHistory, expectProven, expectTimed } from "./ending.ts"
import { Replay } from "./replay.ts"

const launch = {
  object: "cruise-missile",
  count: "1",
  launchPosition: "29.5300,75.0300+-1000",
  at: "2022-03-09T13:43:00Z",
  bearing: "270",
  impactArea: "circle:30.4400,72.3600:15km",
  timeToImpact: "4",
  armed: "no",
  selfDestruct: "failed",
}
const critical = {
  count: launch.count,
  impactArea: launch.impactArea,
  timeToImpact: launch.timeToImpact,
}
const assurance = {
  object: "cruise-missile",
  since: "2022-03-09T13:49:00Z",
  confidence: "confirmed",
  authority: "operations-chief@2022-03-09T13:49:30Z@OPS-7",
}

test("an accidental launch is told by one officer, read back, explained and closed, over a relay's death", async () => {
  const replay = await Replay.begin(12)
  await replay.at("13:43:00")
  await replay.at("13:44:30")
  const notice = await replay.send("a-1", "NT-05", launch)
  expect(notice).toMatchObject({ serial: "A1-0001", precedence: "FLASH", author: null, faults: [] })
  await replay.at("13:44:45")
  await replay.acknowledge("b-1", "A1-0001")
  await replay.at("13:45:30")
  await replay.readBack("A1-0001", { reader: "b-1", author: "a-1", values: critical })
  // Three minutes and 44 seconds after it was seen: impact. The relay of the party that launched dies with it.
  await replay.at("13:46:44")
  replay.killRelayOf("A")
  await replay.pass("b-1", "A1-0001", "operations-chief")
  await replay.at("13:48:00")
  const cause = {
    ref: "A1-0001",
    cause: "under-investigation",
    window: "UNKNOWN",
    confidence: "assessed",
  }
  const explained = await replay.send("a-1", "EX-02", cause)
  await replay.acknowledge("b-1", explained.serial ?? "")
  await replay.at("13:49:30")
  await replay.send("a-1", "AS-02", { ref: "A1-0001", ...assurance })
  const { object, since } = assurance
  const retyped = { ref: "A1-0001", object, since }
  const assured = await replay.release("a-2", retyped)
  expect(assured).toMatchObject({ from: "A2", author: "A1", faults: [] })
  const serial = assured.serial ?? ""
  await replay.acknowledge("b-1", serial)
  await replay.readBack(serial, { reader: "b-1", author: "a-2", values: retyped })
  await replay.pass("b-1", serial, "minister")
  await replay.untilBack("A")
  await expectProven(replay)

  const told = await replay.shown("a-1", "A1-0001")
  expect(told).toMatchObject({ state: "closed", fate: "stands", open: [] })
  expectTimed(told, "released", "accepted", "received", "read", "read-back", "confirmed", "passed")
  expect(await replay.shown("a-2", serial)).toMatchObject({ state: "closed", open: [] })
  await replay.end()
  await expectOneHistory(replay)
}, 120_000)
