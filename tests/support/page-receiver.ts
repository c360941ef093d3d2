// Whoever calls people: an HTTP server on this machine that takes pages, checks each signature by its own reckoning, and answers
// as a test tells it to.

import { createHmac, timingSafeEqual } from "node:crypto"
import { once } from "node:events"
import { mkdtempSync, writeFileSync } from "node:fs"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import * as v from "valibot"

const pageForm = v.strictObject({
  v: v.literal(1),
  line: v.string(),
  step: v.string(),
  demand: v.string(),
  action: v.string(),
  precedence: v.string(),
  dueAt: v.string(),
})
export type TakenPage = v.InferOutput<typeof pageForm>

/** hang: never answers. cut: the connection breaks. A number: that status. */
export type Mood = number | "hang" | "cut"

/** What a relay's configuration says of its pager, with the secret in a folder that is to be thrown away. */
export function pagingTo(
  port: number,
  secret: Uint8Array,
): { readonly folder: string; readonly config: object } {
  const folder = mkdtempSync(join(tmpdir(), "parley-pager-"))
  const file = join(folder, "pager.key")
  writeFileSync(file, `${Buffer.from(secret).toString("base64")}\n`, { mode: 0o600 })
  return {
    folder,
    config: { pager: { url: `http://127.0.0.1:${String(port)}/page`, secret: file } },
  }
}

export class PageReceiver {
  /** Every request that came with a good signature, in order, whatever it was answered. */
  readonly asked: TakenPage[] = []
  /** What was wrong with those that did not. */
  readonly faults: string[] = []
  moodOf: (page: TakenPage) => Mood = () => 204
  readonly #secret: Uint8Array
  #server: Server | undefined
  #waiting: (() => void)[] = []

  constructor(secret: Uint8Array) {
    this.#secret = secret
  }

  async listen(port = 0): Promise<number> {
    const server = createServer((request, response) => {
      void this.#take(request, response)
    })
    this.#server = server
    server.listen(port, "127.0.0.1")
    await once(server, "listening")
    const address = server.address()
    return address !== null && typeof address === "object" ? address.port : 0
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request)
    const fault = this.#faultOf(request, body)
    if (fault !== undefined) this.faults.push(fault)
    const page = v.parse(pageForm, JSON.parse(body))
    this.asked.push(page)
    const mood = this.moodOf(page)
    if (mood === "cut") request.socket.destroy()
    if (typeof mood === "number") response.writeHead(mood, { Location: "/elsewhere" }).end("no")
    for (const wake of this.#waiting.splice(0)) wake()
  }

  #faultOf(request: IncomingMessage, body: string): string | undefined {
    const time = String(request.headers["parley-time"])
    const expected = createHmac("sha256", this.#secret).update(`${time}.${body}`).digest("hex")
    const given = String(request.headers["parley-signature"])
    if (request.method !== "POST") return "method"
    if (!/^\d+$/u.test(time)) return "time"
    const isRight =
      given.length === expected.length + 3 &&
      timingSafeEqual(Buffer.from(given), Buffer.from(`v1=${expected}`))
    return isRight ? undefined : "signature"
  }

  async until(isSo: (asked: readonly TakenPage[]) => boolean): Promise<readonly TakenPage[]> {
    while (!isSo(this.asked)) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve)
      })
    }
    return this.asked
  }

  async close(): Promise<void> {
    const server = this.#server
    if (server === undefined) return
    this.#server = undefined
    server.closeAllConnections()
    server.close()
    await once(server, "close")
  }
}
