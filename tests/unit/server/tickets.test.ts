import { EventEmitter } from "node:events"
import type { Duplex } from "node:stream"
import { PassThrough } from "node:stream"
import { describe, expect, test } from "vitest"

import { limits } from "../../../shared/limits.ts"
import { offered, subprotocol, ticketIn } from "../../../shared/wire/ticket.ts"
import { Connections } from "../../../server/shell/connections.ts"
import { Knocks } from "../../../server/shell/knocks.ts"
import { Tickets } from "../../../server/shell/tickets.ts"
import { seededRandomness } from "../../support/simulated-crypto.ts"
import { practice } from "./line-bench.ts"

const { line, devices, relays } = practice
const random = seededRandomness("tickets")

/** Begins half way through an hour. */
const clock = { now: 1_000 * limits.ticketLifeMs + limits.ticketLifeMs / 2 }

function ticketsOf(signingSeed = relays.N.seed, at = clock): Tickets {
  return new Tickets({ signingSeed, random, now: () => at.now })
}

const hour = limits.ticketLifeMs

describe("a ticket", () => {
  const ticket = ticketsOf().issue(line, devices.A1.device)

  test("[CIR17] is good at another process of its relay, and after a restart", () => {
    expect(ticketsOf().holder(ticket)).toBeDefined()
  })

  test("[CIR17] names one holder for one device, and another for another or another line's", () => {
    const tickets = ticketsOf()
    const again = tickets.issue(line, devices.A1.device)
    const other = tickets.issue(line, devices.A2.device)
    expect(again).not.toEqual(ticket)
    expect(tickets.holder(again)).toBe(tickets.holder(ticket))
    expect(tickets.holder(other)).not.toBe(tickets.holder(ticket))
  })

  test.each([
    [0, true],
    [hour, true],
    [hour + 1, false],
    [3 * hour, false],
    [-hour, false],
  ])("[CIR18] %i ms later is good: %s", (later, isGood) => {
    const tickets = ticketsOf(relays.N.seed, { now: clock.now + later })
    expect(tickets.holder(ticket) !== undefined).toBe(isGood)
  })

  test("[CIR18] of another relay, cut, longer or with any byte changed is none", () => {
    const tickets = ticketsOf()
    expect(ticketsOf(relays.S.seed).holder(ticket)).toBeUndefined()
    expect(tickets.holder(ticket.subarray(1))).toBeUndefined()
    expect(tickets.holder(Uint8Array.from([...ticket, 0]))).toBeUndefined()
    for (let at = 0; at < ticket.length; at += 1) {
      expect(tickets.holder(ticket.with(at, (ticket[at] ?? 0) ^ 1))).toBeUndefined()
    }
  })

  test("[CIR17] travels as a subprotocol, which holds nothing that a header may not", () => {
    const [first, second] = offered(ticket)
    expect(first).toBe(subprotocol)
    expect(second).toMatch(/^ticket\.[0-9a-f]+$/u)
    expect(ticketIn(offered(ticket).join(", "))).toEqual(ticket)
  })

  test.each([
    undefined,
    "",
    "parley.v1",
    "ticket.",
    "ticket.xyz",
    "ticket.abc",
    `ticket.${"ab".repeat(129)}`,
  ])("[CIR18] is not seen in %s", (header) => {
    expect(ticketIn(header)).toBeUndefined()
  })
})

test("[CIR18] whoever knocks too often is heard again later, and others meanwhile", () => {
  const knocks = new Knocks(20)
  const heard = Array.from({ length: 25 }, () => knocks.take("one", 0))
  expect(heard.filter(Boolean)).toHaveLength(20)
  expect([knocks.take("other", 0), knocks.take("one", 2_999), knocks.take("one", 3_000)]).toEqual([
    true,
    false,
    true,
  ])
})

describe("a place that is full", () => {
  function arrivals(connections: Connections, ...addresses: readonly string[]): readonly Duplex[] {
    return addresses.map((address) => {
      const socket = new PassThrough()
      connections.arrived(socket, address)
      return socket
    })
  }
  const closed = async (socket: Duplex): Promise<void> => {
    await EventEmitter.once(socket, "close")
  }

  test("[CIR19] turns out the oldest stranger of the address that holds most, for whoever comes", async () => {
    const connections = new Connections(4)
    const [one, flooder, second] = arrivals(connections, "a", "flood", "flood", "b")
    arrivals(connections, "c")
    expect([one?.destroyed, flooder?.destroyed, second?.destroyed]).toEqual([false, true, false])
    if (flooder !== undefined) await closed(flooder)
    expect([connections.open, connections.strangers]).toEqual([4, 4])
  })

  test("[CIR19] leaves whoever has said who it is, be the address what it may", () => {
    const connections = new Connections(3)
    const sockets = arrivals(connections, "flood", "flood", "flood")
    for (const socket of sockets) connections.known(socket)
    arrivals(connections, "a", "b")
    expect(sockets.map((socket) => socket.destroyed)).toEqual([false, false, false])
    expect(connections.strangers).toBe(1)
  })

  test("[CIR19] counts strangers by the address that their proxy names", () => {
    const connections = new Connections(4)
    const [first, second, third] = arrivals(connections, "proxy", "proxy", "proxy", "proxy")
    if (first !== undefined) connections.cameFrom(first, "a")
    if (second !== undefined) connections.cameFrom(second, "flood")
    if (third !== undefined) connections.cameFrom(third, "flood")
    arrivals(connections, "c")
    expect([first?.destroyed, second?.destroyed, third?.destroyed]).toEqual([false, true, false])
  })
})
