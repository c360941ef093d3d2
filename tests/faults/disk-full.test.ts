// A relay whose disk is full ends, with its own exit code, and what it had accepted is there when it comes back with room.

import { spawnSync } from "node:child_process"
import { mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"

import { afterEach, expect, test } from "vitest"

import { auditOf, faultsOf } from "../support/journal-audit.ts"
import { LineOfProcesses } from "../support/line-of-processes.ts"
import { losses } from "./findings.ts"

const isRoot = process.getuid?.() === 0
/** EX_SOFTWARE of sysexits.h: what OPERATIONS.md says of a journal that cannot be written. */
const journalLost = 70
const roomLeft = 192 * 1024

let line: LineOfProcesses | undefined
let disk: string | undefined

afterEach(async () => {
  await line?.halt()
  if (disk !== undefined) spawnSync("umount", [disk])
  await line?.dispose()
  line = undefined
  disk = undefined
})

test.skipIf(!isRoot)(
  "a relay with a full disk ends, and loses nothing that it had accepted (needs root)",
  async () => {
    const relays = await LineOfProcesses.found({ callSigns: ["A1", "B1"] })
    line = relays
    const data = relays.dataOf("N")
    mkdirSync(data, { recursive: true })
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=8m,mode=0700", "tmpfs", data])
    expect(mounted.stderr.toString()).toBe("")
    disk = data
    await Promise.all([relays.startRelay("N"), relays.startRelay("S")])
    const [a1, b1] = await Promise.all([relays.openDesk("A1"), relays.openDesk("B1")])
    await relays.untilCurrent()

    const filler = join(data, "filler")
    const { bavail, bsize } = statfsSync(data)
    writeFileSync(filler, new Uint8Array(bavail * bsize - roomLeft))
    const full = relays.relay("N")
    for (let i = 0; !full.hasEnded && i < 200; i += 1) {
      const message = a1.send("x".repeat(8_000), "ROUTINE")
      await b1.untilOpened(message)
    }
    expect(await full.ended).toEqual({ code: journalLost, signal: null })
    expect(full.log).toContain("the journal cannot be written")

    rmSync(filler)
    await relays.startRelay("N")
    await relays.untilCurrent()
    const audit = await auditOf(relays)
    expect([...faultsOf(audit), ...losses(audit, [a1, b1])]).toEqual([])
  },
)
