// The relay as a child process: the command line starts it and never imports it. The child is in a process group of its own, so
// that Ctrl-C reaches it once and in good order, and on a leash: it ends when whoever started it is gone, even by kill -9.

import { spawn, type ChildProcess } from "node:child_process"
import { existsSync } from "node:fs"
import process from "node:process"
import { fileURLToPath } from "node:url"

import { Failure } from "../runtime/failure.ts"

/**
 * Runs in the child before the relay does. The end of standard input is the one thing that always follows a dead parent. A
 * relay that was told to stop takes a second word as "at once": a service manager that tells every process of a service, and a
 * parent that lets go of its end, must together be one word.
 */
const leash = [
  "data:text/javascript,let isTold=false",
  "process.on('SIGTERM',()=>{isTold=true;if(process.listenerCount('SIGTERM')===1)process.exit(143)})",
  "process.stdin.on('end',()=>{if(!isTold)process.kill(process.pid,'SIGTERM')}).resume()",
  "process.stdin.unref()",
].join(";")

/** From the built program, or from sources beside which the build lies. */
function relayProgram(): string {
  const candidates = ["../../server/main.js", "../../dist/server/main.js"]
  const paths = candidates.map((path) => fileURLToPath(new URL(path, import.meta.url)))
  const found = paths.find((path) => existsSync(path))
  if (found !== undefined) return found
  throw new Failure(
    "cli/missing",
    "the relay program is not built",
    "Nothing was started. Run `npm start` once, or `node server/setup.mjs`.",
  )
}

/** `output`: where its ready line and its log go; "inherit" for this process's own. */
export function spawnRelay(
  config: string,
  output: { readonly stdout: "inherit" | "pipe"; readonly stderr: "inherit" | number },
): ChildProcess {
  const program = relayProgram()
  const args = ["--enable-source-maps", "--import", leash, program, "--config", config]
  return spawn(process.execPath, args, {
    stdio: ["pipe", output.stdout, output.stderr],
    detached: true,
  })
}

/** How a child ended: its exit code, or 128 and the signal's number as shells have it. */
export interface Ending {
  readonly code: number
  readonly words: string
}

const signalNumbers: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGABRT: 6,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGTERM: 15,
}

export function endingOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.once("error", (error) => {
      resolve({ code: 70, words: error.message })
    })
    child.once("exit", (code, signal) => {
      resolve(
        code === null
          ? { code: 128 + (signalNumbers[signal ?? ""] ?? 0), words: signal ?? "a signal" }
          : { code, words: `exit ${String(code)}` },
      )
    })
  })
}
