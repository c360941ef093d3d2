// One circuit as the line knows it: how far its device has confirmed, how far it was sent, what waits for it and from it.

import { limits } from "../../shared/limits.ts"
import type { DeviceId, MessageId } from "../../shared/records/names.ts"
import type { Filed } from "./inbox.ts"

/** Given by the shell, never used twice in one process. */
export type CircuitId = number

export interface Circuit {
  readonly id: CircuitId
  readonly device: DeviceId
  readonly isAttached: boolean
  /** The index the device wants next, by its own word. */
  readonly cursor: number
  /** The index behind the last entry sent. */
  readonly sentTo: number
  /** How many heartbeats the cursor has stood still behind what was sent. */
  readonly stood: number
  readonly heardAt: number
  /** Something for it is being fetched or written: one thing at a time, so a slow reader holds no memory here. */
  readonly isBusy: boolean
  readonly mail: readonly MessageId[]
  readonly inbox: readonly Filed[]
}

export function newCircuit(id: CircuitId, device: DeviceId, mono: number): Circuit {
  return {
    id,
    device,
    isAttached: false,
    cursor: 0,
    sentTo: 0,
    stood: 0,
    heardAt: mono,
    isBusy: false,
    mail: [],
    inbox: [],
  }
}

/** Delivery begins at an index of this journal, or at 0 where the device's copy is of another epoch. */
export function attachedAt(circuit: Circuit, next: number): Circuit {
  return { ...circuit, isAttached: true, cursor: next, sentTo: next, stood: 0 }
}

const patience = 2

/**
 * A heartbeat's cursor. It moves the window on; where it stands still while more was sent, what was sent is counted as lost
 * after two heartbeats and sent again. A cursor behind the known one is a device that has lost a part of its copy.
 */
export function confirmed(circuit: Circuit, next: number): Circuit {
  const cursor = Math.min(next, circuit.sentTo)
  if (cursor < circuit.cursor) return { ...circuit, cursor, sentTo: cursor, stood: 0 }
  if (cursor > circuit.cursor || circuit.sentTo === cursor) return { ...circuit, cursor, stood: 0 }
  const stood = circuit.stood + 1
  return stood < patience ? { ...circuit, stood } : { ...circuit, sentTo: cursor, stood: 0 }
}

/** How many entries may be sent now. */
export function windowLeft(circuit: Circuit, size: number): number {
  const end = Math.min(size, circuit.cursor + limits.windowEntries)
  return Math.max(0, end - circuit.sentTo)
}

export function waitingRecords(circuit: Circuit): number {
  return circuit.inbox.reduce((sum, filed) => sum + filed.filings.length, 0)
}

export function isSilent(circuit: Circuit, mono: number): boolean {
  return mono - circuit.heardAt > limits.lineDeadMs
}
