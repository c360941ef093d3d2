// Who is connected: one circuit a device, only while its roster allows it, and not for longer than it keeps talking.

import type { ErrorCode } from "../../shared/errors.ts"
import type { DeviceId } from "../../shared/records/names.ts"
import { isSilent, newCircuit, type Circuit, type CircuitId } from "./circuit.ts"
import type { Moment } from "./line-clock.ts"
import { circuitOf, timeOf, withCircuit, withoutCircuit, type LineRelay } from "./line-relay.ts"
import type { Outbox } from "./relay-event.ts"
import { mayConnect } from "./standing.ts"

/** A device has proved who it is. An older circuit of the same device ends: two would share one cursor. */
export function connect(
  relay: LineRelay,
  arrived: { readonly circuit: CircuitId; readonly device: DeviceId },
  moment: Moment,
  out: Outbox,
): LineRelay {
  const { circuit: id, device } = arrived
  if (!relay.isOpen || relay.isDraining || relay.work.kind === "ended") {
    out.push({ kind: "fail", circuit: id, code: "wire/draining", detail: "not open" })
    return relay
  }
  const older = circuitOf(relay, device)
  const alone = older === undefined ? relay : dismiss(relay, older, "wire/replaced", out)
  return withCircuit(alone, newCircuit(id, device, moment.mono))
}

/** Ends a circuit with a reason. What it had handed in and was not yet judged is dropped: its device sends it again. */
export function dismiss(
  relay: LineRelay,
  circuit: Circuit,
  code: ErrorCode,
  out: Outbox,
): LineRelay {
  out.push({ kind: "fail", circuit: circuit.id, code, detail: "" })
  return withoutCircuit(relay, circuit.id)
}

/** Everybody is sent elsewhere: nothing can be promised here. */
export function dismissAll(relay: LineRelay, code: ErrorCode, out: Outbox): LineRelay {
  return [...relay.circuits.values()].reduce(
    (next, circuit) => dismiss(next, circuit, code, out),
    relay,
  )
}

/** Asked whenever rosters or suspensions may have changed, and as time passes: a suspended device is off at once. */
export function dismissUnentitled(relay: LineRelay, moment: Moment, out: Outbox): LineRelay {
  const t = timeOf(relay, moment)
  let next = relay
  for (const circuit of relay.circuits.values()) {
    const entitled = mayConnect(relay.folded.state, relay.identity.relay, circuit.device, t)
    if (!entitled.ok) next = dismiss(next, circuit, entitled.code, out)
  }
  return next
}

export function dismissSilent(relay: LineRelay, moment: Moment, out: Outbox): LineRelay {
  let next = relay
  for (const circuit of relay.circuits.values()) {
    if (isSilent(circuit, moment.mono)) next = dismiss(next, circuit, "wire/silent", out)
  }
  return next
}
