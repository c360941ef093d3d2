// Who may be given a message's key once more, and what this desk has done about it. It is the one remedy for "cannot open",
// and the way by which a new console of a party comes to what was said before it. Never for a device that nobody vouches for:
// each reader stood in the signed list of recipients, or stands in this party's own roster.

import {
  decodeAs,
  encodeAs,
  choice,
  record,
  uint,
  type Infer,
} from "../../shared/encoding/schema.ts"
import { deviceIn } from "../../shared/line/agreement.ts"
import { isVouchedFor } from "../../shared/line/expiry.ts"
import { counted } from "../../shared/line/delivery.ts"
import type { LineState, Row, Sent } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import { deviceId, hash, messageId, type DeviceId, type Hash } from "../../shared/records/names.ts"
import type { Recipient } from "../../shared/records/envelope.ts"
import type { Prekey } from "../../shared/records/prekey.ts"
import type { RosterDevice } from "../../shared/records/roster.ts"
import { refused, type Refusal } from "../../shared/result.ts"
import { activeDevices } from "./addressing.ts"
import type { Identity } from "./identity.ts"
import type { Write } from "./ports.ts"
import { chooseKey } from "./seal/prekey.ts"
import type { KeyName } from "./seal/wrap.ts"
import { keys } from "./store-layout.ts"

/** ordered: its envelope is being looked up. held: in the outbox, in the same write, and from there on it goes out. */
const orderRow = record({
  message: messageId,
  header: hash,
  /** The envelope's own place, in its author's chain. */
  from: deviceId,
  seq: uint(),
  to: deviceId,
  by: choice({ desk: 0, officer: 1 }),
  state: choice({ ordered: 0, held: 1 }),
  until: uint(),
})
export type RewrapOrder = Infer<typeof orderRow>

export class Rewraps {
  readonly #orders = new Map<string, RewrapOrder>()

  restore(encoded: Uint8Array): void {
    const read = decodeAs(orderRow, encoded, limits.recordBytesMax)
    if (read.ok) this.#orders.set(keyOf(read.value), read.value)
  }

  /** Whether this desk has wrapped that envelope for that device before, or is about to. */
  has(header: Hash, to: DeviceId): boolean {
    return this.#orders.has(keys.rewrapOrder(header, to))
  }

  /** To be stored before anything is done about it: an order that is lost would be a remedy that never comes. */
  put(order: RewrapOrder): Write {
    this.#orders.set(keyOf(order), order)
    return { key: keyOf(order), value: encodeAs(orderRow, order) }
  }

  /** Orders whose envelope is still to be looked up. */
  ordered(header?: Hash): readonly RewrapOrder[] {
    return [...this.#orders.values()].filter(
      (order) => order.state === "ordered" && (header ?? order.header) === order.header,
    )
  }

  drop(order: RewrapOrder): Write {
    this.#orders.delete(keyOf(order))
    return { key: keyOf(order), value: undefined }
  }

  /** Past a message's life nothing is wrapped any more, and nothing need be remembered. */
  purge(wall: number): readonly Write[] {
    return [...this.#orders.values()]
      .filter((order) => order.until < wall)
      .map((order) => this.drop(order))
  }
}

function keyOf({ header, to }: Pick<RewrapOrder, "header" | "to">): string {
  return keys.rewrapOrder(header, to)
}

/** The devices among the recipients of this envelope that say they cannot open it, by stages that count. */
export function lockedOut(state: LineState, row: Row, sent: Sent): readonly DeviceId[] {
  return counted(state, row)
    .filter(({ header, fact }) => header === sent.header && fact.kind === "cannot-open")
    .map(({ from }) => from)
    .filter((device) => sent.recipients.includes(device))
}

/** Why this device may not give the key of this envelope to that one now. */
export function rewrapFault(
  state: LineState,
  identity: Identity,
  wish: { readonly row: Row; readonly sent: Sent; readonly to: DeviceId },
  now: number,
): Refusal | undefined {
  const { sent, to } = wish
  if (deviceIn(state, identity.device)?.entry.permissions.includes("rewrap") !== true) {
    return refused("who/permission", "this device may not wrap a message once more")
  }
  if (now > sent.t + sent.life) {
    return refused("envelope/expired", "no relay keeps the body of that message any longer")
  }
  if (!isActive(state, to, now) || to === identity.device || to === sent.from) {
    return refused("who/device", "no other active device of this line")
  }
  return readerFault(state, identity, wish, now)
}

function readerFault(
  state: LineState,
  identity: Identity,
  { row, sent, to }: { readonly row: Row; readonly sent: Sent; readonly to: DeviceId },
  now: number,
): Refusal | undefined {
  if (!sent.recipients.includes(to) && !isVouchedFor(state, to, now)) {
    return refused("who/expired", "the roster that names it has expired: it is given nothing new")
  }
  return isSibling(state, identity, to) || lockedOut(state, row, sent).includes(to)
    ? undefined
    : refused("who/permission", "it was not sent to that device, or that device has not asked")
}

/** An active device of one's own party needs no place in the list: its party's root vouches for it. */
function isSibling(state: LineState, { side }: Identity, device: DeviceId): boolean {
  return deviceIn(state, device)?.side === side
}

function isActive(state: LineState, device: DeviceId, now: number): boolean {
  const side = deviceIn(state, device)?.side
  if (side === undefined) return false
  return activeDevices(state, side, now).some((each) => each.device === device)
}

/** Never again the key that the first wrap was for, which is the one that did not open: then the roster's own. */
export function rewrapKey(
  reader: RosterDevice,
  first: Recipient | undefined,
  prekeys: readonly Prekey[],
  now: number,
): KeyName & { readonly key: Uint8Array } {
  const freshest = chooseKey(reader, prekeys, now)
  const isSame = freshest.tier === first?.tier && freshest.counter === first.counter
  return isSame ? chooseKey(reader, [], now) : freshest
}
