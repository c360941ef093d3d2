// 10 May 2025: two directors of military operations speak at 15:35, and the guns are to be silent from 17:00: 85 minutes. Breaches
// are reported within hours. Here the proposal is written down, released by two officers on each side, accepted with the hour at
// which it takes effect, and the first breach is reported with a read-back. A relay dies between acceptance and effect.

import { expect, test } from "vitest"

import { expectOneHistory, expectProven, expectTimed } from "./ending.ts"
import { Replay } from "./replay.ts"

const proposal = {
  area: "ALL",
  domains: "land,air,sea",
  from: "2025-05-10T11:30:00Z",
  until: "OPEN",
  authority: "operations-chief@2025-05-10T10:00:00Z@DGMO-1",
}
const terms = { area: proposal.area, from: proposal.from, until: proposal.until }
const effective = "2025-05-10T11:30:00Z"
const breach = {
  ourObject: "ground-unit",
  yourObject: "artillery-or-rocket-fire",
  position: "33.7700,74.1000+-500",
  at: "2025-05-10T14:20:00Z",
  cause: "under-investigation",
  casualties: "UNKNOWN",
  confidence: "assessed",
}

test("a cease-fire is proposed and accepted by two officers each, takes effect, and its first breach is reported", async () => {
  const replay = await Replay.begin(600)
  await replay.at("15:35:00")
  await replay.send("a-1", "PR-01", proposal)
  await replay.at("15:40:00")
  const proposed = await replay.release("a-2", terms)
  expect(proposed).toMatchObject({
    serial: "A2-0001",
    author: "A1",
    precedence: "FLASH",
    faults: [],
  })
  await replay.acknowledge("b-1", "A2-0001")
  await replay.at("15:50:00")
  await replay.readBack("A2-0001", { reader: "b-1", author: "a-2", values: terms })
  await replay.pass("b-1", "A2-0001", "operations-chief")
  await replay.at("16:10:00")
  await replay.answer("b-1", "A2-0001", "DC-01", {
    effective,
    readBack: `PR-01 ${fields(proposal)}`,
    authority: "operations-chief@2025-05-10T10:30:00Z@GHQ-4",
  })
  await replay.at("16:15:00")
  const accepted = await replay.release("b-2", { ref: "A2-0001", effective })
  expect(accepted).toMatchObject({ serial: "B2-0001", author: "B1", code: "DC-01", faults: [] })
  await replay.at("16:20:00")
  replay.killRelayOf("B")
  await replay.acknowledge("a-1", "B2-0001")
  const agreed = { ref: "A2-0001", effective }
  await replay.readBack("B2-0001", { reader: "a-1", author: "b-2", values: agreed })
  await replay.pass("a-1", "B2-0001", "operations-chief")
  await replay.at("17:00:00")
  await replay.at("20:00:00")
  const reported = await replay.send("b-1", "NT-06", breach)
  const serial = reported.serial ?? ""
  await replay.acknowledge("a-1", serial)
  const { position, at, casualties } = breach
  const facts = { position, at, casualties }
  await replay.readBack(serial, { reader: "a-1", author: "b-1", values: facts })
  await replay.pass("a-1", serial, "operations-chief")
  await replay.untilBack("B")
  await expectProven(replay)

  const settled = await replay.shown("a-2", "A2-0001")
  expect(settled).toMatchObject({ state: "closed", fate: "stands", open: [] })
  expectTimed(
    settled,
    "released",
    "accepted",
    "received",
    "read",
    "read-back",
    "confirmed",
    "passed",
    "answered",
  )
  expect(await replay.shown("b-2", "B2-0001")).toMatchObject({
    state: "closed",
    params: { effective },
  })
  expect(await replay.facts("a-2")).toContain(effective)
  await replay.end()
  await expectOneHistory(replay)
}, 120_000)

function fields(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join("; ")
}
