// What a test may want otherwise of what devices sign in a practice story.

import type { EnvelopeCore } from "../../shared/records/envelope.ts"
import type { Link } from "../../shared/records/link.ts"
import type { Demand, Hash, MessageId, Precedence } from "../../shared/records/names.ts"
import type { ClockClaim } from "../../shared/records/stage.ts"
import type { CallSign } from "./practice-line.ts"

/** Where a device's chain ends. Put an old one back to make the device sign a second branch. */
export interface ChainEnd {
  readonly seq: number
  readonly hash: Hash
  readonly serial: number
}

export interface Message {
  readonly precedence?: Precedence
  readonly owes?: readonly Demand[]
  readonly life?: number
  readonly message?: MessageId
  readonly references?: readonly MessageId[]
  readonly commitment?: Uint8Array
  readonly to?: readonly CallSign[]
  /** The officer who wrote it, where another releases it. */
  readonly author?: CallSign
  /** When it was written; at its release, where nothing is said. */
  readonly draftedAt?: number
  /** An author's signature from elsewhere. */
  readonly drafted?: EnvelopeCore["drafted"]
  readonly link?: Partial<Link>
}

export interface StageWish {
  readonly header?: Hash
  readonly arrived?: number
  readonly clock?: readonly ClockClaim[]
  readonly substance?: MessageId | undefined
  readonly link?: Partial<Link>
}
