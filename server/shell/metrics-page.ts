// The page that Prometheus reads, on a listener of its own: how much is said on a line is the operator's to know and nobody
// else's, so it is never served where clients connect.

import { once } from "node:events"
import type { Server } from "node:http"
import type { Registry } from "prom-client"

import { bareApp, closed, httpServer } from "./health.ts"

export interface ListeningPlace {
  readonly host: string
  readonly port: number
}

const connectionsMax = 16

export class MetricsPage {
  readonly #server: Server

  constructor(register: Registry) {
    const app = bareApp()
    app.get("/metrics", async (_request, response) => {
      response.set("Content-Type", register.contentType).send(await register.metrics())
    })
    this.#server = httpServer(closed(app), connectionsMax)
  }

  /** Says on which port it listens; rejects where it cannot. */
  async listen({ host, port }: ListeningPlace): Promise<number> {
    this.#server.listen(port, host)
    await once(this.#server, "listening")
    const address = this.#server.address()
    return address !== null && typeof address === "object" ? address.port : 0
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }
}
