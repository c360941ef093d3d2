import { once } from "node:events"
import type { AddressInfo, Server } from "node:net"
import { afterEach, describe, expect, test } from "vitest"

import { healthApp, httpServer, type Health } from "../../../server/shell/health.ts"
import type { StartLink } from "../../../server/shell/start-page.ts"

const well: Health = {
  faults: [],
  lines: [{ line: "0123abcd", entries: 4, circuits: 1, isSigning: true }],
}
let server: Server | undefined

afterEach(() => {
  server?.close()
  server = undefined
})

async function pages(health: Health, links: readonly StartLink[] = []): Promise<string> {
  const app = healthApp({
    software: "parley 1",
    journal: "embedded",
    upMs: () => 12.4,
    health: () => health,
    links,
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

describe("[PRA6] the page at the relay's address", () => {
  const links = [
    { label: "North", url: "http://127.0.0.1:7411" },
    { label: '<b>"South"</b>', url: "http://127.0.0.1:7412" },
  ]

  test("leads to the desks, under a policy that lets no script in", async () => {
    const answer = await fetch(await pages(well, links))
    const html = await answer.text()
    expect(answer.status).toBe(200)
    expect(html).toContain('<a href="http://127.0.0.1:7411">Open a desk of North</a>')
    expect(html).toContain("&lt;b&gt;&quot;South&quot;&lt;/b&gt;")
    expect(html).not.toContain("<script")
    expect(html.match(/<li>/gu)).toHaveLength(4)
    const policy = answer.headers.get("content-security-policy") ?? ""
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/script-src|unsafe/u)
  })

  test("is not there without links", async () => {
    expect((await fetch(await pages(well))).status).toBe(404)
  })
})
