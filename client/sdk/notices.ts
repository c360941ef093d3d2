// What a desk tells the people in front of it. Facts only: which words and sounds they become is the screen's business.

import type { ErrorCode } from "../../shared/errors.ts"
import type { LadderPoint } from "../../shared/line/deadlines.ts"
import type { DeviceId, Hash, MessageId, RelayId } from "../../shared/records/names.ts"
import type { Fact } from "../../shared/records/stage.ts"
import type { Terms } from "./countersign-terms.ts"

export type Notice =
  /** The best circuit is up, or none is: the line as this desk hears it. */
  | { readonly kind: "circuit-up"; readonly relay: RelayId }
  | { readonly kind: "circuit-down"; readonly relay: RelayId; readonly code: ErrorCode | undefined }
  /** A message has been opened and stored; it rings now. */
  | {
      readonly kind: "arrived"
      readonly message: MessageId
      /** Which envelope under that id: it is this one that rings. */
      readonly header: Hash
      readonly from: DeviceId
    }
  | { readonly kind: "cannot-open"; readonly message: MessageId; readonly code: ErrorCode }
  | {
      readonly kind: "stage"
      readonly message: MessageId
      readonly from: DeviceId
      readonly fact: Fact
      readonly substance: MessageId | undefined
    }
  /** Our own record has its number and its serial. */
  | { readonly kind: "numbered"; readonly message: MessageId; readonly serial: number }
  | {
      readonly kind: "accepted"
      readonly message: MessageId
      readonly relay: RelayId
      readonly index: number
    }
  /** An intention that can never be sent: dropped, and said. */
  | {
      readonly kind: "unsendable"
      readonly message: MessageId | undefined
      readonly code: ErrorCode
      readonly detail: string
    }
  /** Past its time from release to acceptance: NOT SENT, HELD, and the telephone card. */
  | { readonly kind: "not-sent"; readonly message: MessageId }
  /** A step of the ladder, recorded by a relay or computed by our own clock. */
  | {
      readonly kind: "overdue"
      readonly point: LadderPoint
      readonly by: "relay" | "our-clock"
      readonly relay: RelayId
    }
  /** A step that the relay should have recorded five seconds ago is not there. */
  | {
      readonly kind: "relay-not-keeping-time"
      readonly relay: RelayId
      readonly point: LadderPoint
    }
  | {
      readonly kind: "refused"
      readonly relay: RelayId
      readonly code: ErrorCode
      readonly detail: string
    }
  /** A relay did what the rules refuse, or contradicts what it signed: evidence, and an alarm. */
  | {
      readonly kind: "violation"
      readonly relay: RelayId
      readonly code: ErrorCode
      readonly detail: string
    }
  /** This device's keys are in use elsewhere, or its store went back in time: it signs nothing more. */
  | { readonly kind: "stopped-signing"; readonly detail: string }
  | { readonly kind: "release-request"; readonly message: MessageId; readonly author: DeviceId }
  | { readonly kind: "draft-returned"; readonly message: MessageId; readonly reason: string }
  | { readonly kind: "draft-withdrawn"; readonly message: MessageId; readonly reason: string }
  /** Its author took the draft back, and it has been sent all the same. */
  | { readonly kind: "withdrawn-too-late"; readonly message: MessageId; readonly reason: string }
  /** Another officer of this desk asks this one to sign: to be relieved of the watch, or for a suspension. */
  | {
      readonly kind: "countersign-asked"
      readonly proposal: MessageId
      readonly from: DeviceId
      readonly terms: Terms
    }
  /** What was to be signed by two comes to nothing: `by` has refused it, taken it back, or has had no answer in time. */
  | {
      readonly kind: "proposal-ended"
      readonly proposal: MessageId
      readonly by: DeviceId
      readonly how: "refused" | "withdrawn" | "lapsed"
      readonly reason: string
    }
  /** The watch has changed hands, at either desk; `open` is what both officers knew to be open. */
  | {
      readonly kind: "handed-over"
      readonly outgoing: DeviceId
      readonly incoming: DeviceId
      readonly open: readonly MessageId[]
    }
  | {
      readonly kind: "suspended"
      readonly device: DeviceId
      readonly by: DeviceId
      readonly reason: string
    }
  /** This desk gives a message's key to one more device, by itself or because an officer asked for it. */
  | {
      readonly kind: "rewrapped"
      readonly message: MessageId
      readonly to: DeviceId
      readonly by: "desk" | "officer"
    }
  | {
      readonly kind: "cosigned"
      readonly relay: RelayId
      readonly size: number
      readonly root: Hash
    }
