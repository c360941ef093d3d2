// What people say to each other is nowhere outside of their desks: not in what a relay keeps, not in what it logs, not on the
// wire. Statements with canaries in them go every way there is; then everything is searched, with controls that must be found.

import { randomBytes } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

import { afterEach, describe, expect, test } from "vitest"
import { WebSocket } from "ws"

import { encodeStatement } from "../../../shared/catalogue/statement.ts"
import type { Code } from "../../../shared/catalogue/value.ts"
import type { LineId, MessageId } from "../../../shared/records/names.ts"
import type { Letter } from "../../../client/sdk/acts.ts"
import { openEmbedded } from "../../../server/journal/embedded.ts"
import { makeLog } from "../../../server/shell/log.ts"
import type { DeskAtWork } from "../../support/desk-at-work.ts"
import { LineOfProcesses, relayNames } from "../../support/line-of-processes.ts"
import { valueOf, type RelayName } from "../../support/practice-line.ts"
import { exampleStatement } from "../../unit/catalogue/example.ts"
import { dressesOf, tracesOf } from "./canaries.ts"
import { Tap } from "./tap.ts"

/** Statements whose codes stand nowhere in the charter. */
const codes = ["NT-06", "QY-01", "AK-02", "PR-01"] as const

let line: LineOfProcesses | undefined
const taps: Tap[] = []

afterEach(async () => {
  await line?.dispose()
  line = undefined
  await Promise.all(taps.splice(0).map((tap) => tap.close()))
})

/** A statement of the catalogue's own example values, with a remark that nobody else ever wrote. */
function letterOf(code: Code, remark: string, references: readonly MessageId[]): Letter {
  const statement = { ...exampleStatement(code), remark: { text: remark, language: "en" as const } }
  const payload = valueOf(encodeStatement(statement))
  return { precedence: "FLASH", owes: references.length > 0 ? [] : ["read"], references, payload }
}

function sendsFrom(desk: DeskAtWork, letter: Letter): MessageId {
  return valueOf(desk.runtime.act(({ acts, now }) => acts.send(letter, now)))
}

/** Everything a relay's folder holds: its files as they lie there, and every row as the journal gives it back. */
async function keptBy(of: LineOfProcesses, name: RelayName): Promise<Buffer> {
  const data = of.dataOf(name)
  const files = readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
  const journal = await openJournal(data)
  const id = of.founded.state.line
  const entries = await journal.read(id, 0, 256)
  const rows = await journal.besideRange(id, "", 10_000)
  await journal.close()
  return Buffer.concat([
    ...files,
    ...entries,
    ...rows.flatMap(([key, row]) => [Buffer.from(key), row]),
  ])
}

function openJournal(data: string): ReturnType<typeof openEmbedded> {
  return openEmbedded({
    folder: join(data, "journal"),
    onFatal(cause) {
      throw cause
    },
  })
}

/** Puts the control where a relay that could read would put what it read. */
async function plant(control: Buffer, data: string, id: LineId): Promise<void> {
  const journal = await openJournal(data)
  await journal.write(id, [{ key: "control", value: control }])
  await journal.close()
}

async function sayTo(tap: Tap, control: Buffer): Promise<void> {
  const socket = new WebSocket(tap.url)
  await new Promise((resolve) => socket.once("open", resolve))
  socket.send(control)
  await new Promise((resolve) => socket.once("close", resolve))
}

describe("what is said on a line", () => {
  test("is found by this scan in every dress", () => {
    const canary = randomBytes(24)
    for (const [dress, bytes] of dressesOf(canary)) {
      const around = Buffer.concat([randomBytes(7), bytes, randomBytes(7)])
      expect(tracesOf(canary, new Map([["here", around]])).map((trace) => trace.dress)).toContain(
        dress,
      )
    }
    for (const before of [3, 4, 5]) {
      const text = Buffer.concat([randomBytes(before), canary, randomBytes(2)]).toString("base64")
      expect(tracesOf(canary, new Map([["here", Buffer.from(text)]]))).not.toEqual([])
    }
  })

  test("is in no relay's folder or log, and in no frame", async () => {
    line = await LineOfProcesses.begin({
      logLevel: "debug",
      urlOf: async (_name, port) => {
        const tap = await Tap.before(`ws://127.0.0.1:${String(port)}/circuit`)
        taps.push(tap)
        return tap.url
      },
    })
    const opening = [line.openDesk("A1"), line.openDesk("A2"), line.openDesk("B1")] as const
    const [a1, a2, b1] = await Promise.all(opening)
    await line.untilCurrent()
    const remarks = codes.map((code) => `canary ${code} ${randomBytes(12).toString("hex")}`)
    const [notice = "", question = "", answer = "", proposal = ""] = remarks
    const noticed = sendsFrom(a1, letterOf("NT-06", notice, []))
    const asked = sendsFrom(b1, letterOf("QY-01", question, []))
    await b1.untilOpened(noticed)
    b1.report(noticed, { kind: "read", role: "duty" })
    await a1.untilOpened(asked)
    const letter = letterOf("AK-02", answer, [asked])
    valueOf(
      a1.runtime.act(({ acts, now }) => acts.report(asked, { kind: "read-back" }, letter, now)),
    )
    await b1.untilStage(asked, "read-back")
    const drafted = valueOf(
      a1.runtime.act(({ acts, now }) => acts.requestRelease(letterOf("PR-01", proposal, []), now)),
    )
    await a2.until("the draft has come", ({ mailbox }) => mailbox.requestOf(drafted) !== undefined)
    valueOf(a2.runtime.act(({ acts, now }) => acts.release(drafted, now)))
    await b1.untilOpened(drafted)
    const read = b1.parts.inbox.all.map(({ payload }) => Buffer.from(payload).toString())
    for (const remark of remarks) expect(read.some((text) => text.includes(remark))).toBe(true)

    const control = randomBytes(16)
    for (const tap of taps) await sayTo(tap, control)
    await line.stopDesks()
    await line.stopRelays()
    const places = async (of: LineOfProcesses, log: string): Promise<ReadonlyMap<string, Buffer>> =>
      new Map([
        ["folder N", await keptBy(of, "N")],
        ["folder S", await keptBy(of, "S")],
        ["log", Buffer.from(log)],
        ...taps.map((tap, i) => [`frames ${relayNames[i] ?? ""}`, tap.captured] as const),
      ])
    const before = await places(line, line.logs)
    for (const content of before.values()) expect(content.length).toBeGreaterThan(2_000)
    for (const canary of [...codes, ...remarks]) {
      expect(tracesOf(Buffer.from(canary), before), canary).toEqual([])
    }
    for (const name of relayNames) await plant(control, line.dataOf(name), line.founded.state.line)
    let log = line.logs
    makeLog("debug", { write: (text) => (log += text) }).info({ control: control.toString("hex") })
    const found = tracesOf(control, await places(line, log)).map((trace) => trace.place)
    expect(new Set(found)).toEqual(new Set(before.keys()))
  })
})
