// The least that a relay could be: every message of one socket goes to all others, from memory, unread. What Parley's relay adds,
// checking, ordering, storing on disk and answering, is what it costs more than this.

import process from "node:process"

import { WebSocket, WebSocketServer } from "ws"

const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false })
server.on("connection", (from) => {
  from.on("message", (data) => {
    for (const to of server.clients) {
      if (to !== from && to.readyState === WebSocket.OPEN) to.send(data)
    }
  })
})
server.on("listening", () => {
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  process.stdout.write(`${JSON.stringify({ ready: true, port })}\n`)
})
process.on("disconnect", () => process.exit(0))
