import { once } from "node:events"
import { createServer } from "node:net"

import { describe, expect, onTestFinished, test } from "vitest"

import { firstPort, refuseTaken } from "../../../../client/cli/practice/ports.ts"
import { Failure } from "../../../../client/runtime/failure.ts"
import { failureOf } from "../failing.ts"

/** A port on which somebody else listens. */
async function taken(): Promise<number> {
  const server = createServer()
  server.listen(0, "127.0.0.1")
  onTestFinished(() => {
    server.close()
  })
  await once(server, "listening")
  const address = server.address()
  return typeof address === "object" && address !== null ? address.port : 0
}

describe("the first port", () => {
  test("is the usual one, or the one that is named", () => {
    expect(firstPort({})).toBe(7_410)
    expect(firstPort({ PARLEY_PORT: "" })).toBe(7_410)
    expect(firstPort({ PARLEY_PORT: "8000" })).toBe(8_000)
  })

  test.each(["0", "65532", "-1", "http", "80.5", "070 "])("%j is none", (text) => {
    expect(() => firstPort({ PARLEY_PORT: text })).toThrow(Failure)
  })
})

describe("a port that is taken", () => {
  test("[PRA3] is named, with PARLEY_PORT as the way out, for either relay", async () => {
    const port = await taken()
    for (const first of [port, port - 4]) {
      const failure = await failureOf(refuseTaken(first))
      expect(failure.message).toContain(String(port))
      expect(failure.here).toContain("PARLEY_PORT")
    }
  })
})
