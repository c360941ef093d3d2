// Frames about what is kept beside the journal: prekeys, desk mail, cosignatures, bodies.

import { unreachable } from "../../shared/assert.ts"
import { limits } from "../../shared/limits.ts"
import type { ClientFrame } from "../../shared/wire/frames.ts"
import { refuse, type Arrival } from "./arrival.ts"
import { forgetMail, takeMail } from "./desk-mail.ts"
import { cosign } from "./heads.ts"
import { timeOf, type LineRelay } from "./line-relay.ts"
import { pay } from "./payment.ts"
import { publish, publishedKeys } from "./shift-keys.ts"

type Of<K extends ClientFrame["kind"]> = Extract<ClientFrame, { kind: K }>

type Beside = Of<"prekey" | "get-prekeys" | "desk-mail" | "desk-mail-held" | "cosign" | "get-body">
const beside: ReadonlySet<ClientFrame["kind"]> = new Set<Beside["kind"]>([
  "prekey",
  "get-prekeys",
  "desk-mail",
  "desk-mail-held",
  "cosign",
  "get-body",
])

export function isBeside(frame: ClientFrame): frame is Beside {
  return beside.has(frame.kind)
}

export function takeBeside(relay: LineRelay, frame: Beside, arrival: Arrival): LineRelay {
  switch (frame.kind) {
    case "prekey":
      return takePrekey(relay, frame, arrival)
    case "get-prekeys":
      return givePrekeys(relay, arrival)
    case "desk-mail":
      return postMail(relay, frame, arrival)
    case "desk-mail-held":
      return dropMail(relay, frame, arrival)
    case "cosign":
      return takeCosignature(relay, frame, arrival)
    case "get-body":
      return giveBody(relay, frame, arrival)
    default:
      return unreachable(frame)
  }
}

/** What a frame without a number of its own is refused under. */
const unnumbered = 0

/** The price of a row that the next one of its kind replaces. */
const small = {
  number: unnumbered,
  bytes: limits.recordCostBytes,
  precedence: "ROUTINE",
} as const

function takePrekey(before: LineRelay, frame: Of<"prekey">, arrival: Arrival): LineRelay {
  const { circuit, out } = arrival
  const relay = pay(before, arrival, { ...small, bytes: frame.prekey.core.length + small.bytes })
  if (relay === undefined) return before
  const context = { state: relay.folded.state, identity: relay.identity }
  const published = publish(relay.keys, context, circuit.device, frame.prekey)
  if (!published.ok) {
    refuse(arrival, unnumbered, published)
    return relay
  }
  if (published.rows.length === 0) return relay
  out.push({ kind: "keep", rows: published.rows, kept: { kind: "other" } })
  for (const other of relay.circuits.values()) {
    if (other.id === circuit.id || !other.isAttached) continue
    out.send(other.id, { kind: "prekeys", prekeys: [frame.prekey] })
  }
  return { ...relay, keys: published.keys }
}

function givePrekeys(relay: LineRelay, { circuit, out }: Arrival): LineRelay {
  const prekeys = publishedKeys(relay.keys, relay.folded.state)
  out.send(circuit.id, { kind: "prekeys", prekeys })
  return relay
}

function postMail(before: LineRelay, frame: Of<"desk-mail">, arrival: Arrival): LineRelay {
  const { circuit, moment, out } = arrival
  const { header, enclosure } = frame.mail
  const bytes = header.length + enclosure.length + small.bytes
  // A release may wait for it; what is kept for FLASH is for the line itself.
  const relay = pay(before, arrival, { number: unnumbered, bytes, precedence: "IMMEDIATE" })
  if (relay === undefined) return before
  const t = timeOf(relay, moment)
  const context = { state: relay.folded.state, identity: relay.identity, t }
  const taken = takeMail(relay.boxes, context, circuit.device, frame.mail)
  if (!taken.ok) {
    refuse(arrival, unnumbered, taken)
    return relay
  }
  const { boxes, rows, mail, recipients } = taken.value
  out.push({ kind: "keep", rows, kept: { kind: "mail", circuit: circuit.id, mail, recipients } })
  return { ...relay, boxes, posting: new Set(relay.posting).add(mail) }
}

function dropMail(relay: LineRelay, frame: Of<"desk-mail-held">, arrival: Arrival): LineRelay {
  const { boxes, rows } = forgetMail(relay.boxes, arrival.circuit.device, frame.mail)
  if (rows.length > 0) arrival.out.push({ kind: "keep", rows, kept: { kind: "other" } })
  return { ...relay, boxes }
}

function takeCosignature(before: LineRelay, frame: Of<"cosign">, arrival: Arrival): LineRelay {
  const relay = pay(before, arrival, small)
  if (relay === undefined) return before
  const { identity, folded } = relay
  const result = cosign(relay.heads, { identity, folded }, arrival.circuit.device, frame)
  if (!result.ok) {
    refuse(arrival, unnumbered, result)
    return relay
  }
  const { heads, rows } = result
  if (rows.length > 0) arrival.out.push({ kind: "keep", rows, kept: { kind: "other" } })
  return { ...relay, heads }
}

function giveBody(relay: LineRelay, frame: Of<"get-body">, arrival: Arrival): LineRelay {
  const { id, device } = arrival.circuit
  const { number, message } = frame
  const row = relay.folded.state.rows.get(message)
  arrival.out.push({ kind: "fetch-bodies", circuit: id, number, message, device, row })
  return relay
}
