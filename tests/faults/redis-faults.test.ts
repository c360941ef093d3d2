// What can happen between a relay and its Redis, under load: either killed, Redis frozen, the wire between them cut both ways or
// one, the disk of Redis full. The relay of the other party has its own journal; what the desks were told is compared with what
// both journals hold when all is over.

import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { setTimeout as after } from "node:timers/promises"

import { afterEach, describe, expect, test } from "vitest"

import { present } from "../../shared/assert.ts"
import { compressed, defaultProfile } from "../../shared/line/profile.ts"
import { limits } from "../../shared/limits.ts"
import { Dice } from "../simulation/world/dice.ts"
import type { DeskAtWork } from "../support/desk-at-work.ts"
import { auditOf, faultsOf } from "../support/journal-audit.ts"
import { LineOfProcesses } from "../support/line-of-processes.ts"
import { journalOn } from "../support/redis-journal.ts"
import { RedisServer, redisServerVersion } from "../support/redis-server.ts"
import { TcpWire, type Direction } from "../support/tcp-wire.ts"
import { ladderFaults, losses, stepsRecorded, type Outage } from "./findings.ts"
import { Load } from "./load.ts"

const isMissing = redisServerVersion === undefined
const isRoot = process.getuid?.() === 0
/** FLASH is to be read within five seconds: something falls due in every outage. */
const drill = compressed(defaultProfile, 12)
const everyMs = 400

/** Relay N on a Redis behind a wire, relay S on its own disk, two desks at work on both. */
class Scene {
  readonly redis: RedisServer
  readonly wire: TcpWire
  readonly line: LineOfProcesses
  readonly desks: readonly DeskAtWork[]
  readonly load: Load
  readonly outages: Outage[] = []

  private constructor(parts: Pick<Scene, "redis" | "wire" | "line" | "desks" | "load">) {
    this.redis = parts.redis
    this.wire = parts.wire
    this.line = parts.line
    this.desks = parts.desks
    this.load = parts.load
  }

  static async begin(dice: Dice, settings: readonly string[] = []): Promise<Scene> {
    const redis = await RedisServer.start(settings)
    const wire = await TcpWire.to(redis.port)
    const through = `redis://127.0.0.1:${String(wire.port)}`
    const line = await LineOfProcesses.begin({
      profile: drill,
      callSigns: ["A1", "B1"],
      journals: { N: journalOn(redis.url, through) },
    })
    const [a1, b1] = await Promise.all([line.openDesk("A1"), line.openDesk("B1")])
    await line.untilCurrent()
    const pairs = [
      { from: a1, to: b1 },
      { from: b1, to: a1 },
    ]
    const load = new Load(pairs, { dice, everyMs })
    return new Scene({ redis, wire, line, desks: [a1, b1], load })
  }

  /** Something is away while everybody works, and both desks are whole at both relays when it is back. */
  async outage(
    blow: () => void | Promise<void>,
    ms: number,
    mend: () => Promise<void>,
  ): Promise<void> {
    const from = Date.now()
    await blow()
    await after(ms)
    await mend()
    await this.line.untilCurrent()
    this.outages.push({ relay: this.line.relayId("N"), from, until: Date.now() })
  }

  /** What is wrong when all is over: something lost or twice, a step not on time, a relay that gave up by itself. */
  async faults(minimumSent: number): Promise<readonly string[]> {
    await this.#untilClimbed()
    this.load.finish()
    const hasGivenUp = this.line.relay("N").hasEnded
    const audit = await auditOf(this.line)
    const { length } = this.load.sent
    return [
      ...(hasGivenUp ? ["relay N has ended"] : []),
      ...faultsOf(audit),
      ...losses(audit, this.desks),
      ...ladderFaults(audit, this.outages),
      // What nobody worked through would prove nothing.
      ...(length > minimumSent ? [] : [`only ${String(length)} messages were sent`]),
      ...(stepsRecorded(audit) > 0 ? [] : ["no step of the ladder was recorded"]),
    ]
  }

  /** Officers go on working until a ladder has been climbed: a blow may be over before the first deadline is. */
  async #untilClimbed(): Promise<void> {
    const climbed = this.desks.map(async (desk) => {
      await desk.until("a step of the ladder", () =>
        desk.notices("overdue").some(({ by }) => by === "relay"),
      )
    })
    await Promise.any(climbed)
  }

  async dispose(): Promise<void> {
    this.load.finish()
    await this.line.halt()
    await this.wire.close()
    await this.redis.dispose()
    await this.line.dispose()
  }
}

let scene: Scene | undefined
let disk: string | undefined

afterEach(async () => {
  await scene?.dispose()
  scene = undefined
  if (disk === undefined) return
  spawnSync("umount", [disk])
  rmSync(disk, { recursive: true, force: true })
  disk = undefined
})

function diceOfTest(): Dice {
  const seed = Number(process.env["PARLEY_SEED"] ?? Date.now() % 1_000_000)
  process.stdout.write(`PARLEY_SEED=${String(seed)}\n`)
  return new Dice(seed)
}

type Victim = "relay" | "redis"
const victims: readonly (readonly Victim[])[] = [["relay"], ["redis"], ["relay", "redis"]]

describe.skipIf(isMissing)("a relay on Redis (needs redis-server)", () => {
  test("[RDS3, RDS4] kill -9 of relay, Redis and both under load loses nothing and repeats nothing", async () => {
    const dice = diceOfTest()
    const at = await Scene.begin(dice.of("load"))
    scene = at
    for (const struck of dice.of("rounds").shuffled([...victims, ...victims])) {
      const ms = dice.between(100, 2_500)
      const kill = async (): Promise<void> => {
        if (struck.includes("relay")) await at.line.relay("N").end("SIGKILL")
        if (struck.includes("redis")) await at.redis.kill()
      }
      await at.outage(kill, ms, async () => {
        if (struck.includes("redis")) await at.redis.startAgain()
        if (struck.includes("relay")) await at.line.startRelay("N")
      })
    }
    expect(await at.faults(20)).toEqual([])
  }, 200_000)

  test("[RDS2, RDS4] a Redis that is frozen for ten seconds loses nothing, and its relay says so in time", async () => {
    const at = await Scene.begin(diceOfTest().of("load"))
    scene = at
    const [a1] = at.desks
    const relay = at.line.relayId("N")
    const began = performance.now()
    await at.outage(
      () => {
        at.redis.signal("SIGSTOP")
      },
      10_000,
      () => {
        at.redis.signal("SIGCONT")
        return Promise.resolve()
      },
    )
    const down = present(a1, "a desk").heard.find(
      ({ at: told, notice }) =>
        told > began && notice.kind === "circuit-down" && notice.relay === relay,
    )
    expect((down?.at ?? Number.NaN) - began).toBeLessThan(limits.lineDeadMs + everyMs)
    expect(await at.faults(10)).toEqual([])
  }, 120_000)

  test.each<readonly [string, readonly Direction[]]>([
    ["to Redis", ["there"]],
    ["from Redis", ["back"]],
    ["both ways", ["there", "back"]],
  ])(
    "[RDS4] a wire that loses all %s for six seconds loses no record",
    async (_, directions) => {
      const at = await Scene.begin(diceOfTest().of("load"))
      scene = at
      await at.outage(
        () => {
          at.wire.cut(...directions)
        },
        6_000,
        () => {
          at.wire.mend()
          return Promise.resolve()
        },
      )
      expect(await at.faults(8)).toEqual([])
    },
    120_000,
  )

  test.skipIf(!isRoot)(
    "[RDS1, RDS3] a Redis with a full disk loses nothing that was answered, and its relay waits for it (needs root)",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "parley-small-"))
      const mounted = spawnSync("mount", [
        "-t",
        "tmpfs",
        "-o",
        "size=6m,mode=0700",
        "tmpfs",
        folder,
      ])
      expect(mounted.stderr.toString()).toBe("")
      disk = folder
      const at = await Scene.begin(diceOfTest().of("load"), [`dir ${folder}`])
      scene = at
      const filler = join(folder, "filler")
      await at.outage(
        async () => {
          const { bavail, bsize } = statfsSync(folder)
          writeFileSync(filler, new Uint8Array(bavail * bsize - 128 * 1024))
          const [a1, b1] = [present(at.desks[0], "A1"), present(at.desks[1], "B1")]
          // With appendfsync always Redis ends itself rather than answer for what it cannot write.
          while (at.redis.isRunning) await b1.untilOpened(a1.send("x".repeat(8_000), "ROUTINE"))
        },
        2_000,
        async () => {
          rmSync(filler)
          await at.redis.startAgain()
        },
      )
      expect(await at.faults(5)).toEqual([])
    },
    120_000,
  )
})
