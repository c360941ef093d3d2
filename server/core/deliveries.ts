// Sending what a circuit may have next: entries as far as its window reaches, then desk mail. One thing at a time for each
// circuit, so that a slow reader holds one frame in this process and the rest stays on the disk.

import { assert } from "../../shared/assert.ts"
import { decodeAs } from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import type { Delivery } from "../../shared/wire/frames.ts"
import { besideKeys, mailRow } from "./beside.ts"
import { windowLeft, type Circuit, type CircuitId } from "./circuit.ts"
import { sizeOf } from "./folded.ts"
import { withCircuit, type LineRelay } from "./line-relay.ts"
import type { Outbox } from "./relay-event.ts"

export function pumpAll(relay: LineRelay, out: Outbox): LineRelay {
  let next = relay
  for (const circuit of relay.circuits.values()) next = pump(next, circuit, out)
  return next
}

/** Asks for the next thing to send, unless something is under way already. */
export function pump(relay: LineRelay, circuit: Circuit, out: Outbox): LineRelay {
  if (!circuit.isAttached || circuit.isBusy) return withCircuit(relay, circuit)
  const { id, device, sentTo } = circuit
  const count = windowLeft(circuit, sizeOf(relay.folded))
  if (count > 0) {
    out.push({ kind: "fetch", circuit: id, device, from: sentTo, count })
    return withCircuit(relay, { ...circuit, isBusy: true })
  }
  const [first, ...mail] = circuit.mail
  if (first === undefined) return withCircuit(relay, circuit)
  out.push({ kind: "fetch-mail", circuit: id, key: besideKeys.mail(device, first) })
  return withCircuit(relay, { ...circuit, mail, isBusy: true })
}

/** Entries came from the journal. If the device has gone back in the meantime, they are not the ones it wants next. */
export function deliver(
  relay: LineRelay,
  id: CircuitId,
  fetched: { readonly from: number; readonly deliveries: readonly Delivery[] },
  out: Outbox,
): LineRelay {
  const circuit = relay.circuits.get(id)
  if (circuit === undefined) return relay
  const { from, deliveries } = fetched
  if (circuit.sentTo !== from) return pump(relay, { ...circuit, isBusy: false }, out)
  assert(deliveries.length > 0, "what is below the confirmed size can be read")
  out.push({ kind: "send", circuit: id, frame: { kind: "deliver", deliveries }, isPaced: true })
  return withCircuit(relay, { ...circuit, sentTo: from + deliveries.length })
}

export function deliverMail(
  relay: LineRelay,
  id: CircuitId,
  row: Uint8Array | undefined,
  out: Outbox,
): LineRelay {
  const circuit = relay.circuits.get(id)
  if (circuit === undefined) return relay
  const read = row === undefined ? undefined : decodeAs(mailRow, row, limits.besideBytesMax)
  if (read?.ok !== true) return pump(relay, { ...circuit, isBusy: false }, out)
  const { mail } = read.value
  out.push({ kind: "send", circuit: id, frame: { kind: "desk-mail", mail }, isPaced: true })
  return relay
}

/** What was sent has left: the next thing may go. */
export function takeWritten(relay: LineRelay, id: CircuitId, out: Outbox): LineRelay {
  const circuit = relay.circuits.get(id)
  return circuit === undefined ? relay : pump(relay, { ...circuit, isBusy: false }, out)
}
