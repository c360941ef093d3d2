// Connections between desks and relays, over the wires. A desk has at most one to each relay.

import type { CallSign, RelayName } from "../../support/practice-line.ts"
import type { DeskNode } from "./desk-node.ts"
import type { Dice } from "./dice.ts"
import { closedAbnormally, type Socket, type Wire } from "./network.ts"
import type { RelayNode } from "./relay-node.ts"
import type { Timeline } from "./timeline.ts"

type Place = `${CallSign} ${RelayName}`

export class Switchboard {
  readonly #timeline: Timeline
  readonly #dice: Dice
  readonly #wireOf: (desk: CallSign, relay: RelayName) => Wire
  readonly #sockets = new Map<Place, Socket>()

  constructor(
    world: { readonly timeline: Timeline; readonly dice: Dice },
    wireOf: (desk: CallSign, relay: RelayName) => Wire,
  ) {
    this.#timeline = world.timeline
    this.#dice = world.dice
    this.#wireOf = wireOf
  }

  transmit(callSign: CallSign, name: RelayName, bytes: Uint8Array): void {
    this.#sockets.get(`${callSign} ${name}`)?.send("to-relay", bytes)
  }

  hangUp(callSign: CallSign, name: RelayName): void {
    const place: Place = `${callSign} ${name}`
    this.#sockets.get(place)?.close("desk", closedAbnormally)
    this.#sockets.delete(place)
  }

  connect(desk: DeskNode, relay: RelayNode): void {
    this.hangUp(desk.callSign, relay.name)
    const place: Place = `${desk.callSign} ${relay.name}`
    const wire = this.#wireOf(desk.callSign, relay.name)
    const socket = wire.open()
    this.#sockets.set(place, socket)
    // The way there and back before a connection stands.
    this.#timeline.after(this.#dice.between(2, 40), () => {
      if (this.#sockets.get(place) === socket && !wire.isSilent) this.#meet(desk, relay, socket)
    })
  }

  #meet(desk: DeskNode, relay: RelayNode, socket: Socket): void {
    const place: Place = `${desk.callSign} ${relay.name}`
    const id = relay.identity.relay
    const isCurrent = (): boolean => this.#sockets.get(place) === socket
    const deskEnd = {
      received: (bytes: Uint8Array) => {
        if (isCurrent()) desk.handle({ kind: "received", relay: id, bytes })
      },
      closed: (closeCode: number) => {
        if (!isCurrent()) return
        this.#sockets.delete(place)
        desk.handle({ kind: "disconnected", relay: id, closeCode })
      },
    }
    const relayEnd = relay.admit(socket)
    if (relayEnd === undefined) {
      if (relay.isMachineUp) deskEnd.closed(closedAbnormally)
      return
    }
    socket.attach(deskEnd, relayEnd)
    desk.handle({ kind: "connected", relay: id })
  }
}
