import { expect, test } from "vitest"

import { Circuit } from "../../../client/sdk/circuit.ts"
import { Outgoing } from "../../../client/sdk/ports.ts"
import { foundedAt } from "../../support/practice-line.ts"
import { foundedDesk, foundLine } from "../../support/founded-line.ts"
import { simulatedWorld } from "../../support/simulated-crypto.ts"

const nowhere = "ws://127.0.0.1:1/circuit"

test("[CIR17] a desk shows the newest ticket that the relay gave it when it comes back", () => {
  const founded = foundLine({ foundedAt, urls: { N: nowhere, S: nowhere } })
  const { identity } = foundedDesk(founded, "A1")
  const circuit = new Circuit(
    simulatedWorld("ticket").client("A1"),
    identity,
    founded.practice.relays.N.entry,
  )
  const out = new Outgoing()
  const tickets: unknown[] = []
  for (const [mono, ticket] of [
    [0, Uint8Array.of(1)],
    [10_000, Uint8Array.of(2)],
    [20_000, undefined],
  ] as const) {
    const now = { mono, wall: foundedAt + mono }
    circuit.tick(now, out)
    for (const effect of out.take()) if (effect.kind === "connect") tickets.push(effect.ticket)
    if (ticket !== undefined) circuit.keepTicket(ticket)
    circuit.disconnected(now, undefined)
  }
  expect(tickets).toEqual([undefined, Uint8Array.of(1), Uint8Array.of(2)])
})
