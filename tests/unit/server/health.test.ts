import { once } from "node:events"
import type { AddressInfo, Server } from "node:net"
import { afterEach, describe, expect, test } from "vitest"

import { healthApp, httpServer, type Health } from "../../../server/shell/health.ts"

const well: Health = {
  faults: [],
  lines: [{ line: "0123abcd", entries: 4, circuits: 1, isSigning: true }],
}
let server: Server | undefined

afterEach(() => {
  server?.close()
  server = undefined
})

async function pages(health: Health): Promise<string> {
  const app = healthApp({
    software: "parley 1",
    journal: "embedded",
    upMs: () => 12.4,
    health: () => health,
  })
  const started = httpServer(app, 10)
  server = started
  started.listen(0, "127.0.0.1")
  await once(started, "listening")
  const address = started.address()
  const { port }: Pick<AddressInfo, "port"> =
    address !== null && typeof address === "object" ? address : { port: 0 }
  return `http://127.0.0.1:${String(port)}`
}

describe("the health pages", () => {
  test("[CIR14] alive", async () => {
    const answer = await fetch(`${await pages(well)}/healthz`)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({
      status: "alive",
      software: "parley 1",
      journal: "embedded",
      upMs: 12,
    })
  })

  test("[CIR14] ready, or why not", async () => {
    const good = await fetch(`${await pages(well)}/readyz`)
    expect([good.status, await good.json()]).toEqual([200, { ready: true, ...well }])
    server?.close()
    const bad = await fetch(`${await pages({ ...well, faults: ["stopping"] })}/readyz`)
    expect(bad.status).toBe(503)
    expect(await bad.json()).toMatchObject({ ready: false, faults: ["stopping"] })
  })

  test.each([
    ["GET", "/", 404],
    ["GET", "/circuit", 404],
    ["GET", "/healthz/../../etc/passwd", 404],
    ["POST", "/healthz", 405],
    ["DELETE", "/readyz", 405],
    ["OPTIONS", "/", 405],
  ])("[CIR14] %s %s is refused with %i", async (method, path, status) => {
    const answer = await fetch(`${await pages(well)}${path}`, { method })
    expect(answer.status).toBe(status)
  })

  test.each(["/healthz", "/readyz", "/nothing"])(
    "[CIR14] %s can be neither framed, cached nor guessed at",
    async (path) => {
      const { headers } = await fetch(`${await pages(well)}${path}`)
      expect(headers.get("content-security-policy")).toMatch(
        /default-src 'none'.*frame-ancestors 'none'/,
      )
      expect(headers.get("x-content-type-options")).toBe("nosniff")
      expect(headers.get("cache-control")).toBe("no-store")
      expect(headers.get("x-powered-by")).toBeNull()
    },
  )
})
