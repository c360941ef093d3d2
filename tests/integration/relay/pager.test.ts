// The pager of a real relay process, and a receiver that is away, hangs, or sees the relay killed.

import { rmSync } from "node:fs"
import { afterEach, describe, expect, test } from "vitest"

import { present } from "../../../shared/assert.ts"
import { decodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import { compressed, defaultProfile } from "../../../shared/line/profile.ts"
import { entry } from "../../../shared/records/entry.ts"
import { relayed, type Relayed } from "../../../shared/records/relayed.ts"
import type { Delivery } from "../../../shared/wire/frames.ts"
import { freePorts } from "../../support/line-of-processes.ts"
import { PageReceiver, pagingTo } from "../../support/page-receiver.ts"
import { valueOf } from "../../support/practice-line.ts"
import type { LiveCircuit } from "./live-circuit.ts"
import { RelayHouse } from "./relay-house.ts"

const secret = new Uint8Array(32).fill(5)
/** FLASH is to be received within an eighth of a second, and the supervisor is called at a quarter. */
const drill = compressed(defaultProfile, 40)

const folders: string[] = []
let house: RelayHouse | undefined
let receiver: PageReceiver | undefined

afterEach(async () => {
  await house?.dispose()
  await receiver?.close()
  house = undefined
  receiver = undefined
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

async function housePaging(port: number): Promise<RelayHouse> {
  const { folder, config } = pagingTo(port, secret)
  folders.push(folder)
  house = await RelayHouse.open({ config, profile: drill })
  return house
}

type Step = Extract<Relayed, { kind: "overdue" }>

function stepsIn(deliveries: readonly Delivery[]): readonly Step[] {
  return deliveries.flatMap(({ entry: bytes }) => {
    const { speaker, record } = valueOf(decodeAs(entry, bytes, limits.entryBytesMax))
    if (speaker !== "relay") return []
    const said = valueOf(decodeAs(relayed, record, limits.recordBytesMax))
    return said.kind === "overdue" ? [said] : []
  })
}

/** A step that stands in the journal, as the circuit was given it. */
async function firstStep(circuit: LiveCircuit): Promise<Step> {
  const { deliveries } = await circuit.frame(
    "deliver",
    (frame) => stepsIn(frame.deliveries).length > 0,
  )
  return present(stepsIn(deliveries)[0], "the frame holds a step")
}

describe("a relay that is killed", () => {
  test("[PAG2] between recording a step and paging it pages it when it is back", async () => {
    const [port = 0] = await freePorts(1)
    const own = await housePaging(port)
    const author = await own.attach("A1")
    const story = own.story()
    const sent = story.northSends({ precedence: "FLASH", owes: ["read"] })
    await author.submit(1, sent, story.enclosureOf(sent))
    // Nobody listens where pages go: the step is recorded, and nobody can have been called.
    const step = await firstStep(author)
    expect((await own.process.end("SIGKILL")).signal).toBe("SIGKILL")
    receiver = new PageReceiver(secret)
    await receiver.listen(port)
    await own.start()
    const asked = await receiver.until((pages) => pages.some((page) => page.step === step.step))
    expect(receiver.faults).toEqual([])
    expect(asked[0]).toMatchObject({
      line: own.founded.state.line.slice(0, 8),
      precedence: "FLASH",
    })
    // In good order this time: what was taken is noted, and is not sent again.
    await receiver.until((pages) => pages.length > 0)
    await own.process.end("SIGTERM")
    const taken = new Set(receiver.asked.map((page) => page.step))
    const before = receiver.asked.length
    await own.start()
    const again = await own.attach("A1")
    const later = story.northSends({ precedence: "FLASH" })
    await again.submit(1, later, story.enclosureOf(later))
    await receiver.until((pages) => pages.length > before)
    expect(taken.has(present(receiver.asked[before], "a later step").step)).toBe(false)
  })
})

describe("a receiver that hangs", () => {
  test("[PAG4] delays no step and no answer", async () => {
    receiver = new PageReceiver(secret)
    receiver.moodOf = () => "hang"
    const own = await housePaging(await receiver.listen())
    const author = await own.attach("A1")
    const story = own.story()
    const sent = story.northSends({ precedence: "FLASH", owes: ["read"] })
    await author.submit(1, sent, story.enclosureOf(sent))
    await firstStep(author)
    await receiver.until((pages) => pages.length > 0)
    const later = story.northSends({ precedence: "FLASH" })
    const { t } = await author.submit(2, later, story.enclosureOf(later))
    const next = await author.frame("deliver", ({ deliveries }) =>
      stepsIn(deliveries).some(({ message }) => message === later.core.message),
    )
    const step = stepsIn(next.deliveries).find(({ message }) => message === later.core.message)
    expect(present(step, "the step").dueAt).toBeGreaterThan(t)
    expect(await own.process.end("SIGTERM")).toEqual({ code: 0, signal: null })
  })
})
