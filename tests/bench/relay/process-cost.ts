// What processes have cost so far, as the kernel counts it. Elsewhere than on Linux nothing is said.

import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** Milliseconds of processor time of all threads; undefined where the kernel does not say. */
export function cpuMsOf(pids: readonly number[]): number | undefined {
  try {
    return pids.reduce((sum, pid) => sum + cpuMsOfOne(pid), 0)
  } catch {
    return undefined
  }
}

function cpuMsOfOne(pid: number): number {
  const folder = `/proc/${String(pid)}/task`
  return readdirSync(folder).reduce((sum, task) => {
    const [ns = "0"] = readFileSync(join(folder, task, "schedstat"), "utf8").split(" ")
    return sum + Number(ns) / 1e6
  }, 0)
}

/** KiB that are in memory. */
export function residentKibOf(pid: number): number | undefined {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, "utf8")
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1])
  } catch {
    return undefined
  }
}

export const canCountFsyncs = spawnSync("strace", ["-V"]).status === 0

/** How often these processes asked for their files to be on the disk while something went on. It slows them: count, do not time. */
export async function fsyncsDuring(
  pids: readonly number[],
  work: () => Promise<void>,
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "parley-strace-"))
  const files = pids.map((pid) => join(folder, String(pid)))
  const tracers = pids.map((pid, i) =>
    spawn(
      "strace",
      `-f -e trace=fdatasync,fsync -e signal=none -p ${String(pid)} -o`
        .split(" ")
        .concat(files[i] ?? ""),
    ),
  )
  try {
    // It says so once it is attached.
    await Promise.all(tracers.map((tracer) => once(tracer.stderr, "data")))
    await work()
  } finally {
    const ended = tracers.map((tracer) => once(tracer, "close"))
    for (const tracer of tracers) tracer.kill("SIGINT")
    await Promise.all(ended)
  }
  const calls = files.flatMap(
    (file) => readFileSync(file, "utf8").match(/\bf(?:data)?sync\(/g) ?? [],
  )
  rmSync(folder, { recursive: true })
  return calls.length
}
