// The ports of a practice line, looked at before anything is started: a port that is taken is the one thing that goes wrong on
// a machine where everything else is right.

import { createServer } from "node:net"

import { Failure } from "../../runtime/failure.ts"
import { deskOffset, loopback, portOffset, sides, usualPort } from "./layout.ts"

const highest = 65_535
const lowest = 1

/** PARLEY_PORT, or the usual one. */
export function firstPort(env: Readonly<Record<string, string | undefined>>): number {
  const text = env["PARLEY_PORT"] ?? ""
  if (text === "") return usualPort
  const port = /^\d{1,5}$/u.test(text) ? Number(text) : 0
  if (port >= lowest && port + portOffset.B <= highest) return port
  throw new Failure(
    "cli/configuration",
    `PARLEY_PORT is "${text}", which is no port with four more after it`,
    `Nothing was started. Set it to a number from ${String(lowest)} to ${String(highest - portOffset.B)}, or leave it away for ${String(usualPort)}.`,
  )
}

/** Between this look and the relay's own another program may come; the relay then says so in its log. */
export async function refuseTaken(first: number): Promise<void> {
  const needed = sides.flatMap((side) => [
    { port: first + portOffset[side], what: `the relay of party ${side}` },
    { port: first + deskOffset[side], what: `the desks of party ${side}` },
  ])
  for (const { port, what } of needed) {
    const fault = await faultOf(port)
    if (fault === undefined) continue
    throw new Failure(
      "cli/configuration",
      `port ${String(port)}, for ${what}, cannot be used (${fault})`,
      "Nothing was started. Perhaps a practice line runs already. Stop what listens there, or set PARLEY_PORT to another first port: party A's relay takes it, the two desk hosts the next two, party B's relay the fourth after it.",
    )
  }
}

function faultOf(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once("error", (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message)
    })
    server.listen(port, loopback, () => {
      server.close(() => {
        resolve(undefined)
      })
    })
  })
}
