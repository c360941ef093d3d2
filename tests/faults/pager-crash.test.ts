// kill -9 of a relay at each point of the append that records a step: people are called for it, by the next process if need be.

import { rmSync } from "node:fs"
import { afterEach, expect, test } from "vitest"

import { compressed, defaultProfile } from "../../shared/line/profile.ts"
import { stepIdOf } from "../../shared/line/deadlines.ts"
import { RelayHouse } from "../integration/relay/relay-house.ts"
import { PageReceiver, pagingTo } from "../support/page-receiver.ts"
import { crashPoints } from "./fragile-journal.ts"

const secret = new Uint8Array(32).fill(3)
/** Nobody receives the message: its first step falls due two and a half seconds after it was accepted. */
const drill = compressed(defaultProfile, 2)

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

test.each(crashPoints)(
  "[PAG2] %s the journal has the step, nobody is left uncalled",
  async (point) => {
    receiver = new PageReceiver(secret)
    const { folder, config } = pagingTo(await receiver.listen(), secret)
    folders.push(folder)
    house = await RelayHouse.open({
      config,
      profile: drill,
      program: "tests/faults/relay.child.js",
    })
    const author = await house.attach("A1")
    const story = house.story()
    const sent = story.northSends({ precedence: "FLASH", owes: ["read"] })
    await author.submit(1, sent, story.enclosureOf(sent))
    // Nothing else is written on this line: the next append is the step's.
    house.process.tell({ point, append: 1 })
    expect((await house.process.ended).signal).toBe("SIGKILL")
    expect(receiver.asked).toEqual([])
    await house.start()
    const drillSteps = defaultProfile.ladder.flatMap(({ precedence, demand }, place) =>
      precedence === "FLASH" && demand === "received"
        ? [stepIdOf(sent.core.message, demand, place)]
        : [],
    )
    const [page] = await receiver.until((asked) => asked.length > 0)
    expect(drillSteps).toContain(page?.step)
    expect(receiver.faults).toEqual([])
  },
)
