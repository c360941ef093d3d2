// Commands on the home of a line whose relays do not answer: what is released waits, and says so.

import * as v from "valibot"
import { describe, expect, test } from "vitest"

import { practiceHome } from "../practice-home.ts"
import { parley } from "../scripted-terminal.ts"

const launch = [
  "object=cruise-missile",
  "count=1",
  "launchPosition=28.5312,71.9034+-500",
  "at=2026-11-22T14:05:00Z",
  "bearing=045",
  "impactArea=zone:K-12",
  "timeToImpact=30",
  "armed=no",
  "selfDestruct=failed",
].flatMap((param) => ["--param", param])

const sent = v.object({ id: v.string(), state: v.string(), code: v.string() })
const seen = v.object({
  line: v.object({ up: v.boolean() }),
  queue: v.object({ count: v.number(), items: v.array(v.object({ id: v.string() })) }),
  ourDesk: v.object({ state: v.string(), protected: v.boolean() }),
})

describe("without a relay", () => {
  test("[CLI7] a statement is held, shown in the queue, and can be taken back", async () => {
    const home = await practiceHome("a-1")
    const send = await parley(["--home", home, "send", "NT-05", ...launch, "--timeout", "100ms"])
    expect(send.failure).toMatchObject({ code: "cli/unreachable" })
    const { id, code } = v.parse(sent, JSON.parse(send.out))
    expect(code).toBe("NT-05")
    const status = v.parse(seen, JSON.parse((await parley(["--home", home, "status"])).out))
    expect(status).toMatchObject({
      line: { up: false },
      queue: { count: 1, items: [{ id }] },
      ourDesk: { state: "off-line", protected: false },
    })
    const back = await parley(["--home", home, "withdraw", id, "--reason", "second thoughts"])
    expect(v.parse(sent, JSON.parse(back.out)).state).toBe("withdrawn")
  })

  test("[CLI6] a wait that ends in time prints what became of it, and is a timeout", async () => {
    const home = await practiceHome("a-1")
    const argv = ["--home", home, "send", "NT-05", ...launch, "--wait", "ack", "--timeout", "50ms"]
    const { out, failure } = await parley(argv)
    expect(v.parse(sent, JSON.parse(out)).state).toBe("queued")
    expect(failure).toMatchObject({ code: "cli/timeout" })
  })

  test("[CLI4] nobody is asked where nobody can answer", async () => {
    const home = await practiceHome("a-1")
    const { failure, asked } = await parley(["--home", home, "line-check", "answer"])
    expect(failure).toMatchObject({ code: "cli/no-input" })
    expect(failure?.message).toContain("--echo")
    expect(asked).toEqual([])
  })

  test("what needs two officers becomes a request", async () => {
    const home = await practiceHome("a-1")
    const argv = ["--home", home, "tension", "declare", "grave"]
    const { out, err, failure } = await parley([...argv, "--quiet"])
    expect(failure).toBeUndefined()
    expect(err).toBe("")
    expect(v.parse(sent, JSON.parse(out)).state).toBe("awaiting-release")
  })
})
