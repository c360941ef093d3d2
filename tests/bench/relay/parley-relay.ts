// Parley's relay as a process of its own, carrying many lines of the same two parties, on a journal in a folder or in Redis.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"

import {
  foundLine,
  relayFiles,
  type FoundedLine,
  type Founders,
} from "../../support/founded-line.ts"
import { freePorts } from "../../support/line-of-processes.ts"
import { RelayProcess } from "../../support/relay-process.ts"

const nowhere = "ws://127.0.0.1:1/circuit"

/** So many lines, which differ in their names alone. */
export function foundLines(
  count: number,
  wish: Pick<Founders, "callSigns" | "furtherSenders"> = {},
): readonly FoundedLine[] {
  const foundedAt = Date.now()
  const urls = { N: nowhere, S: nowhere }
  return Array.from({ length: count }, (_, i) =>
    foundLine({ foundedAt, urls, name: `bench line ${String(i)}`, ...wish }),
  )
}

export interface ParleyRelay {
  readonly url: string
  readonly pid: number
  readonly lines: readonly FoundedLine[]
  end(): Promise<void>
}

export async function startParley(
  lines: readonly FoundedLine[],
  redisUrl?: string,
): Promise<ParleyRelay> {
  const [first] = lines
  if (first === undefined) throw new Error("a relay carries a line at least")
  const folder = await mkdtemp(join(tmpdir(), "parley-bench-"))
  const [port = 0] = await freePorts(1)
  const place = { port, data: join(folder, "data"), logLevel: "warn" }
  const files = relayFiles(first, "N", place)
  const names = lines.map((_, i) => `line-${String(i)}.json`)
  const file: unknown = JSON.parse(files["relay.json"])
  await mkdir(place.data, { mode: 0o700 })
  const config = join(folder, "relay.json")
  await writeFile(config, JSON.stringify(Object.assign({}, file, { lines: names })))
  await writeFile(join(folder, "keys.json"), files["keys.json"], { mode: 0o600 })
  for (const [i, line] of lines.entries()) {
    await writeFile(join(folder, names[i] ?? ""), relayFiles(line, "N", place)["line.json"])
  }
  const environment = redisUrl === undefined ? {} : { PARLEY_REDIS_URL: redisUrl }
  const relay = await RelayProcess.start({ config, environment })
  // A bench that breaks leaves nobody behind.
  process.once("exit", () => {
    relay.signal("SIGKILL")
  })
  return {
    url: `ws://127.0.0.1:${String(port)}/circuit`,
    pid: relay.pid,
    lines,
    async end() {
      await relay.end("SIGKILL")
      await rm(folder, { recursive: true, force: true })
    },
  }
}
