// What the world tells a line, and what the line asks of the world. The core never waits: an effect that takes time comes back
// as an event, and so does one that fails.

import type { ErrorCode } from "../../shared/errors.ts"
import type { LadderPoint } from "../../shared/line/deadlines.ts"
import type { Row } from "../../shared/line/state.ts"
import type { SignedAlive } from "../../shared/records/alive.ts"
import type { DeviceId, MessageId } from "../../shared/records/names.ts"
import type { ClientFrame, Delivery, RelayFrame } from "../../shared/wire/frames.ts"
import type { Counted } from "./account.ts"
import type { Prepared } from "./batch.ts"
import type { BesideRow, Loaded } from "./beside.ts"
import type { CircuitId } from "./circuit.ts"
import type { Missing, Supply } from "./lookups.ts"

/** What a write beside the journal was for; said again when it is durable. */
type Kept =
  | {
      readonly kind: "mail"
      readonly circuit: CircuitId
      readonly mail: MessageId
      readonly recipients: readonly DeviceId[]
    }
  | { readonly kind: "other" }

/** A proof of life as it was verified somewhere. */
export interface Sighting {
  readonly device: DeviceId
  readonly nonce: number
  readonly alive: SignedAlive
}

export type RelayEvent =
  /** The rows that outlive a process: snapshot, prekeys, cosignatures, desk mail. Once, first. */
  | { readonly kind: "opened"; readonly rows: Loaded }
  /** Entries from the size that was asked for on, and the rows their messages need. None: the journal ends here. */
  | { readonly kind: "read"; readonly entries: readonly Uint8Array[]; readonly rows: Loaded }
  | { readonly kind: "loaded"; readonly supply: Supply }
  | { readonly kind: "appended"; readonly size: number }
  | { readonly kind: "conflict"; readonly size: number }
  /** The journal answered with an error: nothing it was asked last is known to be written. */
  | { readonly kind: "journal-failed" }
  /** The journal cannot be reached, and has not been for a while: whoever is connected should go elsewhere. */
  | { readonly kind: "journal-away" }
  /** Somebody's append is confirmed, maybe our own. */
  | { readonly kind: "grown"; readonly size: number }
  | { readonly kind: "kept"; readonly kept: Kept }
  /** Rows that another process of this relay has kept for its devices. */
  | { readonly kind: "kept-elsewhere"; readonly rows: Loaded }
  | { readonly kind: "connected"; readonly circuit: CircuitId; readonly device: DeviceId }
  | { readonly kind: "disconnected"; readonly circuit: CircuitId }
  | { readonly kind: "frame"; readonly circuit: CircuitId; readonly frame: ClientFrame }
  | {
      readonly kind: "fetched"
      readonly circuit: CircuitId
      readonly from: number
      readonly deliveries: readonly Delivery[]
    }
  /** Absent: the mail is gone. */
  | {
      readonly kind: "mail-fetched"
      readonly circuit: CircuitId
      readonly row: Uint8Array | undefined
    }
  | {
      readonly kind: "bodies-fetched"
      readonly circuit: CircuitId
      readonly number: number
      readonly message: MessageId
      readonly enclosure: Uint8Array
    }
  /** The last paced frame of a circuit has left this process. */
  | { readonly kind: "written"; readonly circuit: CircuitId }
  /** A device was heard by another process of this relay. */
  | { readonly kind: "heard"; readonly sighting: Sighting; readonly ageMs: number }
  | { readonly kind: "ticked" }
  | { readonly kind: "drain"; readonly reason: string }

export type RelayEffect =
  | { readonly kind: "read"; readonly from: number }
  | { readonly kind: "load"; readonly missing: Missing }
  | { readonly kind: "append"; readonly prepared: Prepared }
  | { readonly kind: "keep"; readonly rows: readonly BesideRow[]; readonly kept: Kept }
  | { readonly kind: "sweep"; readonly t: number }
  | {
      readonly kind: "fetch"
      readonly circuit: CircuitId
      readonly device: DeviceId
      readonly from: number
      readonly count: number
    }
  | { readonly kind: "fetch-mail"; readonly circuit: CircuitId; readonly key: string }
  | {
      readonly kind: "fetch-bodies"
      readonly circuit: CircuitId
      readonly number: number
      readonly message: MessageId
      readonly device: DeviceId
      /** The message as it stands in memory; absent: look beside the journal. */
      readonly row: Row | undefined
    }
  /** paced: say `written` when it has left; nothing more is sent of that kind before. */
  | {
      readonly kind: "send"
      readonly circuit: CircuitId
      readonly frame: RelayFrame
      readonly isPaced: boolean
    }
  /** Say why, then close the socket with the code's close code. */
  | {
      readonly kind: "fail"
      readonly circuit: CircuitId
      readonly code: ErrorCode
      readonly detail: string
    }
  | { readonly kind: "hang-up"; readonly circuit: CircuitId }
  /** People have to be called. The entry is in the journal; whoever pages removes repeats by the step. */
  | { readonly kind: "page"; readonly point: LadderPoint }
  | { readonly kind: "share"; readonly sighting: Sighting }
  | { readonly kind: "note"; readonly note: Note }
  /** The line is open: circuits may come. */
  | { readonly kind: "ready"; readonly size: number }
  /** Everything is written, everybody is told: the process may end. */
  | { readonly kind: "drained" }
  /** The journal is lost to this process: it must end, with a failure. */
  | { readonly kind: "halt" }

/** For the operator's log: numbers and ids, never anything of a message. */
export type Note =
  | { readonly what: "opened"; readonly fromSnapshot: number }
  | {
      readonly what: "appended"
      readonly size: number
      readonly records: number
      readonly pages: number
      readonly counted: readonly Counted[]
    }
  | {
      readonly what: "refused"
      readonly device: DeviceId
      readonly code: ErrorCode
      readonly detail: string
    }
  | { readonly what: "clock-jump"; readonly jumpMs: number }
  | { readonly what: "conflict"; readonly size: number }
  | { readonly what: "slow-journal"; readonly ms: number }
  | { readonly what: "not-signing"; readonly why: string }
  | { readonly what: "device-ahead"; readonly device: DeviceId; readonly next: number }

/** Collects the effects of one step, in the order in which they are to be performed. */
export class Outbox {
  readonly #effects: RelayEffect[] = []

  push(...effects: readonly RelayEffect[]): void {
    this.#effects.push(...effects)
  }

  send(circuit: CircuitId, frame: RelayFrame): void {
    this.#effects.push({ kind: "send", circuit, frame, isPaced: false })
  }

  get effects(): readonly RelayEffect[] {
    return this.#effects
  }
}
