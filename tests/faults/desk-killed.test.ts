// A desk killed between storing a record's number and sending it, and around that: the same home, started again, goes on where it
// stood. It never signs two records under one number, and what it had held goes out once.

import { spawn } from "node:child_process"
import process from "node:process"

import { afterEach, expect, test } from "vitest"

import type { DeskAtWork } from "../support/desk-at-work.ts"
import { compiled } from "../support/house.ts"
import { auditOf, faultsOf } from "../support/journal-audit.ts"
import { messagesIn } from "../support/journals-on-disk.ts"
import { LineOfProcesses } from "../support/line-of-processes.ts"
import type { Exit } from "../support/relay-process.ts"
import { desksDooms, writeOrder, type DeskDoom } from "./desk-order.ts"
import { losses, repeated } from "./findings.ts"

let line: LineOfProcesses | undefined

afterEach(async () => {
  await line?.dispose()
  line = undefined
})

interface Life {
  readonly exit: Exit
  /** What it told its parent. */
  readonly said: readonly unknown[]
}

/** One life of the desk A1 in a process of its own; it ends by its doom, or when `isEnough` says so. */
async function live(
  at: LineOfProcesses,
  wish: { readonly texts: readonly string[]; readonly doom: DeskDoom | "none" },
  isEnough: Promise<void>,
): Promise<Life> {
  const { founders } = at
  const order = writeOrder({ founders, callSign: "A1", store: at.storeOf("A1"), ...wish })
  const child = spawn(process.execPath, [compiled("tests/faults/desk.child.js"), order], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  })
  const said: unknown[] = []
  child.on("message", (message) => said.push(message))
  void isEnough.then(() => child.connected && child.send("stop"))
  const exit = await new Promise<Exit>((resolve) => {
    child.once("close", (code, signal) => {
      resolve({ code, signal })
    })
  })
  return { exit, said }
}

async function arrivedAt(desk: DeskAtWork, count: number): Promise<void> {
  await desk.until("everything has come", () => desk.notices("arrived").length >= count)
}

const moments: Readonly<Record<DeskDoom, string>> = {
  before: "before the number of what it says is stored",
  after: "between storing the number and sending",
  sent: "when the first bytes have left",
}

test.each(desksDooms.map((doom) => [moments[doom], doom] as const))(
  "a desk killed %s neither forks nor loses anything",
  async (_moment, doom) => {
    line = await LineOfProcesses.begin({ callSigns: ["A1", "B1"] })
    const b1 = await line.openDesk("B1")
    await line.untilCurrent()
    const texts = ["one", "two", "three"]
    const never = new Promise<void>(() => undefined)
    const first = await live(line, { texts, doom }, never)
    expect(first.exit.signal).toBe("SIGKILL")
    expect(first.said.filter((each) => JSON.stringify(each).includes("held"))).toHaveLength(3)

    const second = await live(line, { texts: [], doom: "none" }, arrivedAt(b1, texts.length))
    expect(second.exit.code).toBe(0)
    expect(JSON.stringify(second.said)).not.toContain("stopped-signing")
    const a1 = await line.openDesk("A1")
    await line.untilCurrent()
    expect(a1.parts.outbox.head?.serial).toBe(texts.length)
    const audit = await auditOf(line)
    expect([...faultsOf(audit), ...losses(audit, [a1, b1])]).toEqual([])
    for (const [relay, entries] of audit.journals) {
      const messages = messagesIn(relay, entries)
      expect(messages).toHaveLength(texts.length)
      expect(repeated(messages)).toEqual([])
    }
  },
)
