// Two records of one device that cannot both stand in its chain: its keys are in two places, or it lies. Whoever is shown both
// can tell; nobody need be believed for it.

import type { DeviceId } from "../records/names.ts"
import { isFounding, parseRecord, type Chained } from "../records/parsed.ts"
import type { Relayed } from "../records/relayed.ts"
import { ok, refused, type Result } from "../result.ts"
import { authenticate } from "./admission.ts"
import type { Verify } from "./founding.ts"
import type { LineState } from "./state.ts"

type Evidence = Pick<Extract<Relayed, { kind: "evidence" }>, "what" | "device" | "first" | "second">

/** From this number on the device's records are contested. */
export interface Fork {
  readonly device: DeviceId
  readonly seq: number
  readonly records: readonly [Chained, Chained]
}

/** The fork that a relay's evidence shows, if its exhibits are what they should be. Their signatures are another question. */
export function forkShown({ what, device, first, second }: Evidence): Result<Fork> {
  const [one, other] = [exhibit(first), exhibit(second)]
  if (what !== "chain/fork" || one === undefined || other === undefined) return provesNothing()
  const [a, b] = one.core.link.seq > other.core.link.seq ? [other, one] : [one, other]
  const isOfDevice = a.core.link.from === device && b.core.link.from === device
  return isOfDevice && isForked(a, b)
    ? ok({ device, seq: b.core.link.seq, records: [a, b] })
    : provesNothing()
}

/** `b` is not before `a`. */
function isForked(a: Chained, b: Chained): boolean {
  const apart = b.core.link.seq - a.core.link.seq
  return apart === 0 ? a.hash !== b.hash : apart === 1 && b.core.link.prev !== a.hash
}

function exhibit(bytes: Uint8Array): Chained | undefined {
  const record = parseRecord(bytes)
  return record.ok && !isFounding(record.value) ? record.value : undefined
}

function provesNothing(): Result<never> {
  return refused("form/malformed", "evidence that proves nothing")
}

/** The same, with both records good by themselves: asked by everybody who takes the evidence from somebody else. */
export function provenFork(state: LineState, evidence: Evidence, port: Verify): Result<Fork> {
  const shown = forkShown(evidence)
  if (!shown.ok) return shown
  for (const record of shown.value.records) {
    const author = authenticate(state, record, port)
    if (!author.ok) return author
  }
  return shown
}
