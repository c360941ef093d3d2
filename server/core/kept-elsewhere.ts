// What another process of this relay has kept beside the journal for its devices reaches the devices of this one: newest
// prekeys, desk mail, cosignatures.

import type { Loaded } from "./beside.ts"
import { pump } from "./deliveries.ts"
import { mailsIn, withoutMail } from "./desk-mail.ts"
import { withCosignatures } from "./heads.ts"
import { circuitOf, type LineRelay } from "./line-relay.ts"
import type { Outbox } from "./relay-event.ts"
import { newerKeys } from "./shift-keys.ts"

export function takeKeptElsewhere(relay: LineRelay, rows: Loaded, out: Outbox): LineRelay {
  const { identity, folded } = relay
  const heads = withCosignatures(relay.heads, { identity, folded }, rows)
  return takeMail(takePrekeys({ ...relay, heads }, rows, out), rows, out)
}

function takePrekeys(relay: LineRelay, rows: Loaded, out: Outbox): LineRelay {
  const newer = newerKeys(relay.keys, rows)
  if (newer.size === 0) return relay
  const prekeys = [...newer.values()].map(({ prekey }) => prekey)
  for (const circuit of relay.circuits.values()) {
    if (circuit.isAttached) out.send(circuit.id, { kind: "prekeys", prekeys })
  }
  return { ...relay, keys: new Map([...relay.keys, ...newer]) }
}

function takeMail(relay: LineRelay, rows: Loaded, out: Outbox): LineRelay {
  let next = relay
  for (const { device, mail, until } of mailsIn(rows)) {
    const box = next.boxes.get(device)
    if (until === undefined) next = { ...next, boxes: withoutMail(next.boxes, device, mail) }
    if (until === undefined || box?.has(mail) === true) continue
    next = { ...next, boxes: new Map(next.boxes).set(device, new Map(box).set(mail, until)) }
    const circuit = circuitOf(next, device)
    if (circuit?.isAttached !== true) continue
    next = pump(next, { ...circuit, mail: [...circuit.mail, mail] }, out)
  }
  return next
}
