// A party's own desk host: it gives the party's desks their page and tells them where the relays are. It holds no key of theirs,
// and nothing that is said on the line passes through it. Never run by a relay's operator for the other party.

import { once } from "node:events"
import { createServer, type Server } from "node:http"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import express, { type Express, type Response } from "express"

import { Failure } from "../../runtime/failure.ts"
import type { Zones } from "../../runtime/home.ts"
import { pagePolicy, setHeaders, workerPolicy } from "./policy.ts"

export interface HostedDesk {
  /** The party's label in the charter. */
  readonly party: string
  /** The line's id. */
  readonly line: string
  /** Where each relay is found, by its id: circuits open only with the relay whose key the charter names. */
  readonly relays: Readonly<Record<string, string>>
  readonly zones: Zones | undefined
  /** The folder of the built page. */
  readonly bundle: string
  /** Enrols browsers by itself, on an exercise line. */
  readonly practice: PracticeCustodian | undefined
}

/** Where `npm start` puts the built page: beside the compiled program. */
export function deskBundle(): string {
  return fileURLToPath(new URL("../../../web/desk", import.meta.url))
}

/** Stands in for a custodian on a practice line: invites whoever asks, and compares no words. */
export interface PracticeCustodian {
  /** An armoured invitation. */
  invite(): Promise<string>
  /** The documents of the line after the device of this armoured request is on the roster. */
  approve(request: string): Promise<readonly string[]>
}

const requestCharsMax = 32_768
/** Names with a digest in them never change what they hold. */
const forEver = "public, max-age=31536000, immutable"

function deskHostApp(desk: HostedDesk): Express {
  const app = express()
  app.disable("x-powered-by")
  const destinations = { relays: Object.values(desk.relays) }
  const policies = { page: pagePolicy(destinations), worker: workerPolicy(destinations) }
  app.use((_request, response, next) => {
    setHeaders(response, policies.page)
    next()
  })
  app.get("/desk.json", (_request, response) => {
    const { party, line, relays, zones, practice } = desk
    const isPractice = practice !== undefined
    response.set("Cache-Control", "no-store")
    response.json({ v: 1, party, line, relays, zones: zones ?? null, isPractice })
  })
  if (desk.practice !== undefined) addPractice(app, desk.practice)
  app.use(
    express.static(desk.bundle, {
      index: "index.html",
      setHeaders(response, path) {
        const isHashed = path.includes("/assets/")
        response.setHeader("Cache-Control", isHashed ? forEver : "no-cache")
        if (isHashed && path.includes("/entry-")) setHeaders(response, policies.worker)
      },
    }),
  )
  app.use((_request, response) => {
    response.status(404).json({ error: "not found" })
  })
  return app
}

/**
 * Browsers say where a page is from: a page of another origin enrols nobody here. Ours is where the connection arrived, never
 * what the request calls it: a name that was pointed at this machine would make any page one of ours.
 */
function addPractice(app: Express, practice: PracticeCustodian): void {
  app.use("/practice", (request, response, next) => {
    const { localAddress = "", localPort = 0 } = request.socket
    const isOwn = request.headers.origin === `http://${localAddress}:${String(localPort)}`
    response.set("Cache-Control", "no-store")
    if (request.method === "POST" && isOwn) next()
    else response.status(403).json({ error: "asked from another page" })
  })
  app.post("/practice/invitations", (_request, response) => {
    void answered(response, async () => ({ invitation: await practice.invite() }))
  })
  app.use("/practice", express.text({ type: () => true, limit: requestCharsMax }))
  app.post("/practice/requests", (request, response) => {
    const text: unknown = request.body
    void answered(response, async () => ({
      documents: await practice.approve(typeof text === "string" ? text : ""),
    }))
  })
}

async function answered(response: Response, make: () => Promise<object>): Promise<void> {
  try {
    response.json(await make())
  } catch (error) {
    const detail = error instanceof Failure ? error.message : "the practice custodian has failed"
    response.status(error instanceof Failure ? 409 : 500).json({ error: detail })
  }
}

export class DeskHost {
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
  }

  static async listen(desk: HostedDesk, place: { host: string; port: number }): Promise<DeskHost> {
    if (!existsSync(join(desk.bundle, "index.html"))) {
      throw new Failure(
        "cli/missing",
        `the desk's page is not in ${desk.bundle}`,
        "Nothing was started. In a checkout, `npm start` builds it.",
      )
    }
    const server = createServer(
      { headersTimeout: 5_000, requestTimeout: 10_000 },
      deskHostApp(desk),
    )
    server.listen(place.port, place.host)
    await once(server, "listening")
    return new DeskHost(server)
  }

  /** The one it was given; where that was 0, the one it has got. */
  get port(): number {
    const address = this.#server.address()
    return typeof address === "object" && address !== null ? address.port : 0
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    if (this.#server.listening) {
      this.#server.close()
      await once(this.#server, "close")
    }
  }
}
