// The two pages an operator's monitor asks for: is the process alive, and can the line be used. Nothing else is served, and
// neither page says who is connected or what was said.

import { createServer, type Server } from "node:http"
import express, { type Express } from "express"

import { startPage, type StartLink } from "./start-page.ts"

export interface Health {
  /** Why circuits should go elsewhere; empty: all is well. */
  readonly faults: readonly string[]
  readonly lines: readonly {
    /** The first characters of the line's id. */
    readonly line: string
    readonly entries: number
    readonly circuits: number
    readonly isSigning: boolean
  }[]
}

export interface HealthPorts {
  readonly software: string
  readonly journal: string
  upMs(): number
  health(): Health
  /** Desks to lead to; empty: there is no page at the address itself. */
  readonly links: readonly StartLink[]
}

/** For pages that are never shown, framed, cached or scripted. */
const headers: Readonly<Record<string, string>> = {
  "Cache-Control": "no-store",
  "Content-Security-Policy":
    "default-src 'none'; base-uri 'none'; object-src 'none'; form-action 'none'; frame-ancestors 'none'",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
}

/** Pages for machines: read only, never shown, framed or cached. Whatever is not a page is said to be none, with `closed`. */
export function bareApp(): Express {
  const app = express()
  app.disable("x-powered-by")
  app.disable("etag")
  app.use((request, response, next) => {
    response.set(headers)
    if (request.method === "GET" || request.method === "HEAD") {
      next()
      return
    }
    response.set("Allow", "GET, HEAD").status(405).json({ error: "method" })
  })
  return app
}

export function closed(app: Express): Express {
  app.use((_request, response) => {
    response.status(404).json({ error: "not found" })
  })
  return app
}

export function healthApp(ports: HealthPorts): Express {
  const app = bareApp()
  if (ports.links.length > 0) {
    const { html, policy } = startPage(ports.links)
    app.get("/", (_request, response) => {
      response.set("Content-Security-Policy", policy).type("html").send(html)
    })
  }
  app.get("/healthz", (_request, response) => {
    const { software, journal } = ports
    response.json({ status: "alive", software, journal, upMs: Math.round(ports.upMs()) })
  })
  app.get("/readyz", (_request, response) => {
    const { faults, lines } = ports.health()
    const isReady = faults.length === 0
    response.status(isReady ? 200 : 503).json({ ready: isReady, faults, lines })
  })
  return closed(app)
}

/** A server that waits for nobody: a slow or silent connection costs its few seconds and ends. */
export function httpServer(app: Express, connectionsMax: number): Server {
  const server = createServer(
    {
      headersTimeout: 5_000,
      requestTimeout: 10_000,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 8_192,
    },
    app,
  )
  server.maxConnections = connectionsMax
  server.on("clientError", (_error, socket) => {
    if (socket.writable) socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
    else socket.destroy()
  })
  return server
}
