// What each frame of a client does. Attach comes first and once; everything else has its place after it.

import { unreachable } from "../../shared/assert.ts"
import { currentCharter, deviceIn } from "../../shared/line/agreement.ts"
import { limits } from "../../shared/limits.ts"
import { precedences, type MessageId } from "../../shared/records/names.ts"
import type { ClientFrame } from "../../shared/wire/frames.ts"
import { refuse, type Arrival } from "./arrival.ts"
import { dismiss } from "./attendance.ts"
import { isBeside, takeBeside } from "./beside-frames.ts"
import { attachedAt, confirmed, waitingRecords, type Circuit } from "./circuit.ts"
import { pump } from "./deliveries.ts"
import { epochOf, sizeOf } from "./folded.ts"
import { noteOf } from "./heads.ts"
import { costOf, fileFrame } from "./inbox.ts"
import type { Moment } from "./line-clock.ts"
import { timeOf, withCircuit, withoutCircuit, type LineRelay } from "./line-relay.ts"
import { pay } from "./payment.ts"
import { agesAt, heardByOthers, verifiedSighting, withSighting } from "./presence.ts"
import type { Outbox } from "./relay-event.ts"
import { shareOf } from "./reserve.ts"

type Of<K extends ClientFrame["kind"]> = Extract<ClientFrame, { kind: K }>

export function takeFrame(
  relay: LineRelay,
  circuit: Circuit,
  frame: ClientFrame,
  world: { readonly moment: Moment; readonly out: Outbox },
): LineRelay {
  const heard = { ...circuit, heardAt: world.moment.mono }
  const arrival = { ...world, circuit: heard }
  const current = withCircuit(relay, heard)
  if ((frame.kind === "attach") === heard.isAttached && frame.kind !== "goodbye") {
    return dismiss(current, heard, "wire/unexpected", world.out)
  }
  return takeInPlace(current, frame, arrival)
}

function takeInPlace(relay: LineRelay, frame: ClientFrame, arrival: Arrival): LineRelay {
  if (isBeside(frame)) return takeBeside(relay, frame, arrival)
  switch (frame.kind) {
    case "attach":
      return attach(relay, frame, arrival)
    case "submit":
      return submit(relay, frame, arrival)
    case "heartbeat":
      return beat(relay, frame, arrival)
    case "goodbye":
      arrival.out.push({ kind: "hang-up", circuit: arrival.circuit.id })
      return withoutCircuit(relay, arrival.circuit.id)
    default:
      return unreachable(frame)
  }
}

function attach(relay: LineRelay, frame: Of<"attach">, { circuit, out }: Arrival): LineRelay {
  const { identity, folded, boxes } = relay
  const { state } = folded
  const size = sizeOf(folded)
  const epoch = epochOf(state, identity.relay)
  const next = frame.epoch === epoch ? frame.next : 0
  if (next > size) {
    out.push({ kind: "note", note: { what: "device-ahead", device: circuit.device, next } })
  }
  const heads = [...state.heads].map(([device, { seq, hash }]) => ({ device, seq, hash }))
  const rosters = [state.parties.A, state.parties.B].map((party) => ({
    party: party.party,
    version: party.rosters.at(-1)?.version ?? 0,
  }))
  out.send(circuit.id, {
    kind: "attached",
    relay: identity.relay,
    epoch,
    size,
    heads: heads.slice(-headsMax),
    charter: currentCharter(state).version,
    rosters,
  })
  const note = noteOf(relay.heads, state)
  if (note !== undefined) out.send(circuit.id, { kind: "checkpoint", note })
  const box = boxes.get(circuit.device) ?? new Map<MessageId, number>()
  const mail = [...box.keys()].filter((each) => !relay.posting.has(each))
  return pump(relay, { ...attachedAt(circuit, Math.min(next, size)), mail }, out)
}

/** As many heads as the frame holds. */
const headsMax = 1_024

function submit(relay: LineRelay, frame: Of<"submit">, arrival: Arrival): LineRelay {
  const { circuit } = arrival
  const { id, device } = circuit
  if (frame.submissions.length === 0) {
    return dismiss(relay, circuit, "wire/unexpected", arrival.out)
  }
  // What comes while the line drains is not answered: unknown, so the device asks elsewhere.
  if (relay.isDraining) return relay
  const { state } = relay.folded
  const side = deviceIn(state, device)?.side ?? "A"
  const filed = fileFrame(state, { circuit: id, device, side, order: relay.arrivals }, frame)
  const precedence = precedences[filed.urgency] ?? "ROUTINE"
  if (
    waitingRecords(circuit) + filed.filings.length >
    shareOf(limits.inboxRecordsMax, precedence)
  ) {
    refuse(arrival, frame.number, { ok: false, code: "relay/full", detail: "too many wait here" })
    return relay
  }
  const paid = pay(relay, arrival, { number: frame.number, bytes: costOf(filed), precedence })
  if (paid === undefined) return relay
  const counted = { ...paid, arrivals: relay.arrivals + 1 }
  return withCircuit(counted, { ...circuit, inbox: [...circuit.inbox, filed] })
}

function beat(relay: LineRelay, frame: Of<"heartbeat">, arrival: Arrival): LineRelay {
  const { circuit, moment, out } = arrival
  const { mono } = moment
  const { state } = relay.folded
  let { presence } = relay
  for (const given of frame.alive) {
    const context = { state, identity: relay.identity }
    const sighting = verifiedSighting(context, circuit.device, given)
    if (sighting.ok) {
      presence = withSighting(presence, sighting.value, mono)
      out.push({ kind: "share", sighting: sighting.value })
    } else {
      refuse(arrival, frame.number, sighting)
    }
  }
  const ages = agesAt(presence, state, mono)
  const t = timeOf(relay, moment)
  out.send(circuit.id, {
    kind: "heartbeat",
    number: frame.number,
    echoed: frame.sent,
    received: t,
    answered: t,
    size: sizeOf(relay.folded),
    heard: heardByOthers(presence, ages, circuit.device),
  })
  return pump({ ...relay, presence }, confirmed(circuit, frame.next), out)
}
