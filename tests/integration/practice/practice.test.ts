// The practice line as a person starts it: real processes, real relays, real homes.

import { readFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import * as v from "valibot"

import { describe, expect, test } from "vitest"

import { exampleOf } from "../../../shared/catalogue/compose.ts"
import { answers, freePort, listening, newFolder, Program, run } from "./program.ts"

const announcement = v.object({
  ready: v.literal(true),
  isNew: v.boolean(),
  line: v.string(),
  relays: v.array(
    v.object({
      party: v.string(),
      url: v.string(),
      health: v.string(),
      log: v.string(),
      pid: v.number(),
    }),
  ),
  homes: v.record(v.string(), v.string()),
})
type Announcement = v.InferOutput<typeof announcement>

interface Practice {
  readonly program: Program
  readonly said: Announcement
  readonly env: Readonly<Record<string, string>>
}

async function practice(data: string, port: number): Promise<Practice> {
  const env = { PARLEY_DATA: data, PARLEY_PORT: String(port) }
  const program = Program.start(["practice"], env)
  await program.until(() => program.lines.length > 0)
  return { program, said: v.parse(announcement, JSON.parse(program.lines[0] ?? "")), env }
}

const healthOf = ({ said }: Practice): readonly string[] => said.relays.map(({ health }) => health)
const homeOf = ({ said }: Practice, name: string): string => said.homes[name] ?? name

async function readiness(line: Practice): Promise<readonly boolean[]> {
  return await Promise.all(healthOf(line).map(answers))
}

const parameters = exampleOf("NT-05").flatMap(({ name, example }) => [
  "--param",
  `${name}=${example}`,
])

/** A statement from A1 that B1 acknowledges; what the sender learned. */
async function exchange(line: Practice, serial: string): Promise<unknown> {
  const send = ["send", "NT-05", "--precedence", "FLASH", ...parameters]
  const wait = ["--wait", "ack", "--timeout", "30s", "--json"]
  const sender = Program.start(["--home", homeOf(line, "a-1"), ...send, ...wait])
  const watching = Program.start(["--home", homeOf(line, "b-1"), "watch", "--jsonl"])
  await watching.until(() => watching.lines.some((text) => text.includes(`"${serial}"`)))
  // `watch` has the home open: this goes through it.
  expect(await run("--home", homeOf(line, "b-1"), "ack", serial)).toMatchObject({ code: 0 })
  const { out, err, code } = await sender.ended
  expect([code, err]).toEqual([0, ""])
  watching.kill("SIGKILL")
  await watching.ended
  return JSON.parse(out)
}

describe("the practice line", () => {
  test("[PRA1, PRA5, HOM5] is ready at once, carries a FLASH, and carries on at the next start", async () => {
    const data = newFolder()
    const port = await freePort()
    const first = await practice(data, port)
    expect(first.said).toMatchObject({ isNew: true, relays: [{ party: "A" }, { party: "B" }] })
    expect(first.said.relays.map(({ url }) => url)).toEqual([
      `ws://127.0.0.1:${String(port)}/circuit`,
      `ws://127.0.0.1:${String(port + 4)}/circuit`,
    ])
    expect(await readiness(first)).toEqual([true, true])
    expect(await exchange(first, "A1-0001")).toMatchObject({ serial: "A1-0001" })
    first.program.kill("SIGTERM")
    const { out } = await first.program.ended
    expect(out.split("\n")).toHaveLength(1)
    // Another port this time: the line is the same, and every home knows where the relays are.
    const second = await practice(data, await freePort())
    expect(second.said).toMatchObject({ isNew: false, line: first.said.line })
    expect(await exchange(second, "A1-0002")).toMatchObject({ serial: "A1-0002" })
  })

  test("[PRA2] starts a relay again that was killed, and says so", async () => {
    const line = await practice(newFolder(), await freePort())
    for (const { pid } of line.said.relays) process.kill(pid, "SIGKILL")
    for (const party of ["A", "B"]) {
      const isBack = new RegExp(`The relay of party ${party} is back`, "u")
      await line.program.until(() => isBack.test(line.program.err))
    }
    expect(line.program.err).toContain("The relay of party A has ended (SIGKILL)")
    expect(await readiness(line)).toEqual([true, true])
  })

  test.each(["SIGTERM", "SIGINT"] as const)("[PRA4] stops its relays at %s", async (signal) => {
    const line = await practice(newFolder(), await freePort())
    line.program.kill(signal)
    expect(await line.program.ended).toMatchObject({ code: 130, signal: null })
    expect(await readiness(line)).toEqual([false, false])
    for (const { log } of line.said.relays) {
      expect(readFileSync(log, "utf8")).toContain("stopped in good order")
    }
  })

  test("[PRA4] leaves no relay behind when it is killed itself", async () => {
    const line = await practice(newFolder(), await freePort())
    line.program.kill("SIGKILL")
    await line.program.ended
    await expect
      .poll(async () => await readiness(line), { timeout: 10_000 })
      .toEqual([false, false])
  })

  test("[PRA3] starts nothing where a port is taken, and names PARLEY_PORT", async () => {
    const port = await freePort()
    const other = await listening(port + 4)
    const data = newFolder()
    const env = { PARLEY_DATA: data, PARLEY_PORT: String(port) }
    const { code, err, out } = await Program.start(["practice"], env).ended
    other.close()
    expect([code, out]).toEqual([78, ""])
    expect(err).toContain("PARLEY_PORT")
    expect(await answers(`http://127.0.0.1:${String(port)}/healthz`)).toBe(false)
  })

  test("admits a device that its custodian puts on the line while it runs", async () => {
    const data = newFolder()
    const line = await practice(data, await freePort())
    const at = (...parts: readonly string[]): string => join(data, ...parts)
    const invited = at("B3.invitation")
    const party = at("party-b")
    const device = ["--officer", "new", "--call-sign", "B3", "--out", invited]
    expect(await run("officer", "invite", party, ...device)).toMatchObject({ code: 0 })
    const enrolled = await run("--home", at("b-3"), "enrol", invited, "--unprotected")
    const { words } = v.parse(v.object({ words: v.string() }), JSON.parse(enrolled.out))
    const key = ["--words", words, "--key", join(party, "custodian-1.key")]
    const request = at("b-3", "B3.request")
    expect(await run("officer", "approve", party, request, ...key)).toMatchObject({ code: 0 })
    const roster = join(party, "rosters", "roster-2.roster")
    const publish = await run("--home", homeOf(line, "b-1"), "line", "publish", roster)
    expect(publish).toMatchObject({ code: 0, err: "" })
    const rosters = [join(party, "rosters", "roster-1.roster"), roster]
    expect(await run("--home", at("b-3"), "enrol", "finish", ...rosters)).toMatchObject({ code: 0 })
    const status = await run("--home", at("b-3"), "status", "--json")
    expect(JSON.parse(status.out)).toMatchObject({
      ourDesk: { callSign: "B3" },
      line: { circuits: [{ phase: "up" }, { phase: "up" }] },
    })
  })
})

describe("a relay in the foreground", () => {
  test("ends as its service manager asks, and says what is wrong with its configuration", async () => {
    const data = newFolder()
    const line = await practice(data, await freePort())
    line.program.kill("SIGTERM")
    await line.program.ended
    const config = join(data, "relay-a", "relay.json")
    const relay = Program.start(["serve", "--config", config])
    await relay.until(() => relay.lines.some((text) => text.includes('"ready":true')))
    relay.kill("SIGTERM")
    const { code, err } = await relay.ended
    expect(code).toBe(0)
    expect(err).toContain("stopped in good order")
    const bad = join(data, "a-1", "device.json")
    expect(await run("serve", "--config", bad)).toMatchObject({ code: 78 })
    expect(await run("serve", "--config", join(data, "none.json"))).toMatchObject({ code: 66 })
  })
})
