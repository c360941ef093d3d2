// A frame of a client on its way through a line, and how it is told no without ending its circuit.

import type { Refusal } from "../../shared/result.ts"
import type { Circuit } from "./circuit.ts"
import type { Moment } from "./line-clock.ts"
import type { Outbox } from "./relay-event.ts"

export interface Arrival {
  readonly circuit: Circuit
  readonly moment: Moment
  readonly out: Outbox
}

/** `number` is the client's own for the frame. */
export function refuse({ circuit, out }: Arrival, number: number, refusal: Refusal): void {
  const { code, detail } = refusal
  const shown = detail.slice(0, 200)
  out.send(circuit.id, { kind: "refused", number, position: 0, code, want: 0, detail: shown })
  out.push({ kind: "note", note: { what: "refused", device: circuit.device, code, detail } })
}
