import { request as askingOver } from "node:http"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { describe, expect, onTestFinished, test } from "vitest"

import { DeskHost, type HostedDesk } from "../../../../client/cli/host/desk-host.ts"
import { Failure } from "../../../../client/runtime/failure.ts"
import { failureOf } from "../failing.ts"

function bundle(): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-bundle-"))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  mkdirSync(join(folder, "assets"))
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>Parley</title>")
  writeFileSync(join(folder, "assets", "entry-abc.js"), "export {}")
  writeFileSync(join(folder, "assets", "index-abc.js"), "export {}")
  return folder
}

const desk: Omit<HostedDesk, "bundle"> = {
  party: "North",
  line: "ab".repeat(32),
  relays: { "0011223344556677": "wss://relay.example:8443/circuit" },
  zones: undefined,
  practice: undefined,
}

const custodian = {
  invite: () => Promise.resolve("an invitation"),
  approve: (request: string) =>
    request === "a request"
      ? Promise.resolve(["a roster"])
      : Promise.reject(new Failure("cli/refused", "it was not invited")),
}

async function host(other: Partial<HostedDesk> = {}): Promise<string> {
  const place = { host: "127.0.0.1", port: 0 }
  const running = await DeskHost.listen({ ...desk, bundle: bundle(), ...other }, place)
  onTestFinished(async () => {
    await running.close()
  })
  return `http://127.0.0.1:${String(running.port)}`
}

const policyOf = (response: Response): string =>
  response.headers.get("content-security-policy") ?? ""

describe("[HST1] a desk host", () => {
  test("gives its page under a policy that names the relays and nothing else outside", async () => {
    const response = await fetch(await host())
    const policy = policyOf(response)
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("connect-src 'self' wss://relay.example:8443;")
    expect(policy).toContain("require-trusted-types-for 'script'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain("unsafe")
    expect(response.headers.get("x-content-type-options")).toBe("nosniff")
    expect(response.headers.get("x-powered-by")).toBeNull()
  })

  test("lets the worker alone compile WebAssembly", async () => {
    const url = await host()
    expect(policyOf(await fetch(`${url}/assets/entry-abc.js`))).toContain("'wasm-unsafe-eval'")
    expect(policyOf(await fetch(`${url}/assets/index-abc.js`))).not.toContain("unsafe")
  })

  test("says who it is and where the relays are, and has no other page", async () => {
    const url = await host()
    const said: unknown = await (await fetch(`${url}/desk.json`)).json()
    expect(said).toEqual({
      v: 1,
      party: "North",
      line: desk.line,
      relays: desk.relays,
      zones: null,
      isPractice: false,
    })
    expect((await fetch(`${url}/../package.json`)).status).toBe(404)
    expect((await fetch(`${url}/circuit`)).status).toBe(404)
  })

  test("does not start without its page", async () => {
    const missing = { ...desk, bundle: "/nowhere" }
    const failure = await failureOf(DeskHost.listen(missing, { host: "127.0.0.1", port: 0 }))
    expect(failure).toMatchObject({ code: "cli/missing" })
  })
})

describe("[HST2] enrolling by itself", () => {
  const post = async (url: string, path: string, origin: string, body = ""): Promise<Response> =>
    await fetch(`${url}${path}`, { method: "POST", body, headers: { origin } })

  test("is for the pages of a practice host", async () => {
    const url = await host({ practice: custodian })
    const invited = await post(url, "/practice/invitations", url)
    expect(await invited.json()).toEqual({ invitation: "an invitation" })
    const approved = await post(url, "/practice/requests", url, "a request")
    expect(await approved.json()).toEqual({ documents: ["a roster"] })
  })

  test("is refused in words, to another page, and without a post", async () => {
    const url = await host({ practice: custodian })
    const refused = await post(url, "/practice/requests", url, "another")
    expect([refused.status, await refused.json()]).toEqual([409, { error: "it was not invited" }])
    expect((await post(url, "/practice/invitations", "http://elsewhere.example")).status).toBe(403)
    expect((await fetch(`${url}/practice/invitations`)).status).toBe(403)
  })

  test("is refused to a page whose name was pointed at this machine", async () => {
    const { host: place } = new URL(await host({ practice: custodian }))
    const name = `elsewhere.example:${place.split(":")[1] ?? ""}`
    const asking = askingOver(`http://${place}/practice/invitations`, {
      method: "POST",
      headers: { host: name, origin: `http://${name}` },
    })
    asking.end()
    const status = await new Promise((resolve) => {
      asking.on("response", (answer) => {
        resolve(answer.statusCode)
      })
    })
    expect(status).toBe(403)
  })

  test("is no door of any other host", async () => {
    const url = await host()
    expect((await post(url, "/practice/invitations", url)).status).toBe(404)
  })
})
