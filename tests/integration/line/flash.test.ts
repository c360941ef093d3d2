// The main job of the line on real processes: a FLASH from one desk to the other over two relays, one of which dies on the way.

import { afterEach, expect, test } from "vitest"

import { auditOf, faultsOf } from "../../support/journal-audit.ts"
import type { DeskAtWork } from "../../support/desk-at-work.ts"
import { LineOfProcesses } from "../../support/line-of-processes.ts"
import type { MessageId, RelayId } from "../../../shared/records/names.ts"

let line: LineOfProcesses | undefined

afterEach(async () => {
  await line?.dispose()
  line = undefined
})

function relaysThatAccepted(desk: DeskAtWork, message: MessageId): readonly RelayId[] {
  const accepted = desk.notices("accepted").filter((notice) => notice.message === message)
  return accepted.map((notice) => notice.relay).toSorted()
}

test("a FLASH is received, read, read back and confirmed, in both relays' journals and all desks' copies", async () => {
  line = await LineOfProcesses.begin()
  const opening = [line.openDesk("A1"), line.openDesk("A2"), line.openDesk("B1")] as const
  const [a1, a2, b1] = await Promise.all(opening)
  const b2 = await line.openDesk("B2")
  await line.untilCurrent()
  const message = a1.send("one object, falling", "FLASH", ["read", "understood"])
  await b1.untilOpened(message)
  b1.report(message, { kind: "read", role: "duty" })
  b1.report(message, { kind: "read-back" }, "one object, falling")
  await a1.untilStage(message, "read-back")
  a1.report(message, { kind: "confirmed" }, "all correct")
  for (const desk of [a2, b1, b2]) await desk.untilStage(message, "confirmed")
  expect(relaysThatAccepted(a1, message)).toEqual(line.relayIds.toSorted())
  expect(faultsOf(await auditOf(line))).toEqual([])
})

test("with one relay killed in the middle the other carries, and the one that comes back is made whole", async () => {
  line = await LineOfProcesses.begin()
  const [a1, b1] = await Promise.all([line.openDesk("A1"), line.openDesk("B1")])
  await line.untilCurrent()
  const message = a1.send("one object, falling", "FLASH", ["read", "understood"])
  await b1.untilOpened(message)
  await line.relay("N").end("SIGKILL")
  b1.report(message, { kind: "read", role: "duty" })
  b1.report(message, { kind: "read-back" }, "one object, falling")
  await a1.untilStage(message, "read-back")
  a1.report(message, { kind: "confirmed" }, "all correct")
  const later = a1.send("it fell in open country")
  await b1.untilOpened(later)
  b1.report(later, { kind: "read", role: "duty" })
  await a1.untilStage(later, "read")
  expect(relaysThatAccepted(a1, later)).toEqual([line.relayId("S")])

  await line.startRelay("N")
  await a1.until(
    "accepted everywhere",
    () => line !== undefined && relaysThatAccepted(a1, later).length === 2,
  )
  expect(faultsOf(await auditOf(line))).toEqual([])
})
