// A floor relay as a process of its own, like the one it is compared with.

import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import process from "node:process"
import { createInterface } from "node:readline"

import { compiled } from "../../support/house.ts"

export interface Floor {
  readonly url: string
  readonly pid: number
  end(): Promise<void>
}

export async function startFloor(options: readonly string[]): Promise<Floor> {
  const child = spawn(
    process.execPath,
    [compiled("tests/bench/relay/floor.child.js"), ...options],
    {
      stdio: ["ignore", "pipe", "inherit", "ipc"],
    },
  )
  const port = portIn(await firstLine(child))
  return {
    url: `ws://127.0.0.1:${String(port)}`,
    pid: child.pid ?? 0,
    async end() {
      child.kill("SIGTERM")
      await once(child, "close")
    },
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) return ""
  const lines = createInterface({ input: child.stdout })
  const said: unknown[] = await once(lines, "line")
  return String(said[0])
}

function portIn(line: string): number {
  const said: unknown = JSON.parse(line)
  const port = typeof said === "object" && said !== null && "port" in said ? said.port : undefined
  if (typeof port !== "number") throw new Error(`the floor relay said ${line}`)
  return port
}
