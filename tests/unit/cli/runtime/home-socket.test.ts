// Two processes of one home, played in one: the server end and the client end over a real Unix socket.

import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { connect } from "node:net"
import { dirname, join } from "node:path"
import { once } from "node:events"
import * as v from "valibot"

import { describe, expect, onTestFinished, test } from "vitest"

import { Failure } from "../../../../client/runtime/failure.ts"
import { homeLayout, type HomeLayout } from "../../../../client/cli/home/layout.ts"
import { HomeClient, Untaken } from "../../../../client/cli/runtime/home-client.ts"
import { HomeServer } from "../../../../client/cli/runtime/home-server.ts"
import type { Handle } from "../../../../client/runtime/handle.ts"
import { present } from "../../../../shared/assert.ts"
import { temporaryFolder } from "../temporary-folder.ts"

async function serving(layout: HomeLayout, handle: Handle): Promise<HomeServer> {
  const server = new HomeServer(handle)
  await server.listen(layout)
  onTestFinished(async () => {
    await server.close()
  })
  return server
}

async function caller(layout: HomeLayout): Promise<HomeClient> {
  return present(await HomeClient.connect(layout), "somebody answers")
}

const echo: Handle = (op, args) => Promise.resolve({ op, args })

const doorbell = v.object({ socket: v.string(), secret: v.string() })

function bellOf(layout: HomeLayout): v.InferOutput<typeof doorbell> {
  return v.parse(doorbell, JSON.parse(readFileSync(layout.doorbell, "utf8")))
}

describe("a process at work in a home", () => {
  test("[HOM5] answers others as it would answer itself", async () => {
    const layout = homeLayout(temporaryFolder())
    await serving(layout, echo)
    const client = await caller(layout)
    expect(await client.request("ack", { serial: "A1-0001" })).toEqual({
      op: "ack",
      args: { serial: "A1-0001" },
    })
    expect(await client.request("nothing", undefined)).toEqual({ op: "nothing" })
    client.close()
  })

  test("answers several at a time, each with its own", async () => {
    const layout = homeLayout(temporaryFolder())
    const open: (() => void)[] = []
    await serving(layout, async (op) => {
      if (op === "slow") await new Promise<void>((resolve) => open.push(resolve))
      else for (const go of open) go()
      return op
    })
    const client = await caller(layout)
    const other = await caller(layout)
    const slow = client.request("slow", {})
    await client.request("quick", {})
    expect(await Promise.all([other.request("quick", {}), slow])).toEqual(["quick", "slow"])
  })

  test("says what comes before the result, and hears that nobody waits", async () => {
    const layout = homeLayout(temporaryFolder())
    await serving(layout, async (_op, _args, stream) => {
      stream.send({ at: 1 })
      stream.send(undefined)
      await once(stream.signal, "abort")
      return "ended"
    })
    const stop = new AbortController()
    const items: unknown[] = []
    const client = await caller(layout)
    const ended = client.request(
      "watch",
      {},
      {
        signal: stop.signal,
        onItem: (item) => {
          items.push(item)
          if (items.length === 2) stop.abort()
        },
      },
    )
    expect(await ended).toBe("ended")
    expect(items).toEqual([{ at: 1 }, null])
  })

  test("refuses in the same words, whoever asked", async () => {
    const layout = homeLayout(temporaryFolder())
    await serving(layout, (op) =>
      Promise.reject(op === "no" ? new Failure("who/permission", "not you") : new Error("oops")),
    )
    const client = await caller(layout)
    const said = { code: "who/permission", message: "not you" }
    await expect(client.request("no", {})).rejects.toMatchObject(said)
    await expect(client.request("broken", {})).rejects.toMatchObject({ code: "cli/internal" })
  })

  test("that ends lets requests end, and tells those that do not", async () => {
    const layout = homeLayout(temporaryFolder())
    const begun = counter(2)
    const server = await serving(layout, async (op, _args, { signal }) => {
      begun.count()
      await (op === "polite" ? once(signal, "abort") : new Promise(() => undefined))
      return op
    })
    const client = await caller(layout)
    const polite = client.request("polite", {})
    const stubborn = client.request("stubborn", {}).catch((error: unknown) => error)
    await begun.reached
    await server.close()
    expect(await polite).toBe("polite")
    expect(await stubborn).toMatchObject({ code: "cli/again" })
    expect(await stubborn).not.toBeInstanceOf(Untaken)
    expect([existsSync(layout.socket), existsSync(layout.doorbell)]).toEqual([false, false])
    expect(await HomeClient.connect(layout)).toBeUndefined()
  })

  test("[HOM5] that ends takes no more requests, and says of none that it has", async () => {
    const layout = homeLayout(temporaryFolder())
    const server = await serving(layout, echo)
    const client = await caller(layout)
    const ending = server.close()
    await expect(client.request("late", {})).rejects.toBeInstanceOf(Untaken)
    await ending
    await expect(client.request("later", {})).rejects.toBeInstanceOf(Untaken)
  })
})

/** Settles when `count` was called that often. */
function counter(wanted: number): { readonly count: () => void; readonly reached: Promise<void> } {
  let left = wanted
  let settle: (() => void) | undefined
  const reached = new Promise<void>((resolve) => {
    settle = resolve
  })
  return {
    count: () => {
      left -= 1
      if (left === 0) settle?.()
    },
    reached,
  }
}

describe("the socket of a home", () => {
  test("[HOM4] is its owner's alone, and so is the secret to it", async () => {
    const layout = homeLayout(temporaryFolder())
    await serving(layout, echo)
    expect(statSync(layout.socket).mode & 0o077).toBe(0)
    expect(statSync(layout.doorbell).mode & 0o077).toBe(0)
  })

  test.each([
    ["no secret", { parley: 1 }],
    ["a wrong secret", { parley: 1, secret: "00".repeat(32) }],
    ["a request in place of a greeting", { id: 1, op: "ack" }],
  ])("[HOM4] is closed to whoever comes with %s", async (_what, line) => {
    const layout = homeLayout(temporaryFolder())
    await serving(layout, echo)
    const socket = connect(layout.socket)
    socket.on("error", () => undefined)
    const heard: unknown[] = []
    socket.on("data", (chunk: unknown) => heard.push(chunk))
    socket.write(`${JSON.stringify(line)}\n`)
    await once(socket, "close")
    expect(heard).toEqual([])
  })

  test("is closed to whoever says what is no line, and the next is answered", async () => {
    const layout = homeLayout(temporaryFolder())
    await serving(layout, echo)
    const socket = connect(layout.socket)
    socket.on("error", () => undefined)
    socket.write("not json\n")
    await once(socket, "close")
    expect(await (await caller(layout)).request("next", 1)).toEqual({ op: "next", args: 1 })
  })

  test("tells another version of this program what to do", async () => {
    const layout = homeLayout(temporaryFolder())
    await serving(layout, echo)
    const socket = connect(layout.socket)
    const { secret } = bellOf(layout)
    socket.write(`${JSON.stringify({ parley: 2, secret })}\n`)
    const [answer] = (await once(socket, "data")).map(String)
    expect(answer).toContain("another version of parley")
  })

  test("that a killed process left is replaced", async () => {
    const layout = homeLayout(temporaryFolder())
    writeFileSync(layout.socket, "")
    writeFileSync(layout.doorbell, JSON.stringify({ v: 1, socket: layout.socket, secret: "x" }), {
      mode: 0o600,
    })
    expect(await HomeClient.connect(layout)).toBeUndefined()
    await serving(layout, echo)
    expect(await (await caller(layout)).request("here", 1)).toEqual({ op: "here", args: 1 })
  })

  test("lies elsewhere where the home's path is too long for one", async () => {
    const layout = { ...homeLayout(temporaryFolder()), socket: join("/", "x".repeat(120)) }
    const server = await serving(layout, echo)
    const { socket } = bellOf(layout)
    expect(Buffer.byteLength(socket)).toBeLessThan(104)
    expect(statSync(socket).mode & 0o077).toBe(0)
    expect(await (await caller(layout)).request("far", 1)).toEqual({ op: "far", args: 1 })
    await server.close()
    expect(existsSync(dirname(socket))).toBe(false)
  })
})
