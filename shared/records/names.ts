// Identifiers and the small closed vocabularies that several records share.

import { choice, formed, id, uint, type Infer } from "../encoding/schema.ts"
import { limits } from "../limits.ts"

declare const brand: unique symbol
type Named<B extends string> = string & { readonly [brand]: B }

/** `H("parley/v1/root", first root document)`: one party, for ever. */
export type PartyId = Named<"party">
/** `H("parley/v1/hotline", first charter)`: one line, for ever. */
export type LineId = Named<"line">
/** First 16 bytes of `H("parley/v1/dev", signing key)`. */
export type DeviceId = Named<"device">
/** UUIDv7 (RFC 9562) as 16 bytes. */
export type MessageId = Named<"message">
export type RelayId = Named<"relay">
/** SHA-256 of a record's signed bytes. */
export type Hash = Named<"hash">
/** `H("parley/v1/step", message, stage, step)`: the same for every relay and desk. */
export type StepId = Named<"step">

/** Unix milliseconds. Beyond the year 9999 there is nothing to agree on, and calendars and sums of times end. */
export const instant = uint(limits.instantMax)

export const partyId = id<PartyId>(32)
export const lineId = id<LineId>(32)
export const deviceId = id<DeviceId>(16)
export const messageId = id<MessageId>(16)
export const relayId = id<RelayId>(8)
export const hash = id<Hash>(32)
export const stepId = id<StepId>(32)

/** What people call a device, in every language and on the telephone: capital letters and digits that no others look like. */
export const callSignForm = /^[A-Z][A-Z0-9]*$/u
export const callSign = formed(callSignForm, limits.callSignCharsMax)

/** How fast a message must be answered. Spelled out everywhere; never a letter. */
export const precedence = choice({ ROUTINE: 0, PRIORITY: 1, IMMEDIATE: 2, FLASH: 3 })
export type Precedence = Infer<typeof precedence>
export const precedences: readonly Precedence[] = ["ROUTINE", "PRIORITY", "IMMEDIATE", "FLASH"]

/** What a message demands, each with a deadline of its own. `received` is always demanded. */
export const demand = choice({ received: 0, read: 1, understood: 2, authority: 3, answered: 4 })
export type Demand = Infer<typeof demand>

/** What a device may do, as its party's root says in the roster. */
export const permission = choice({
  view: 0,
  send: 1,
  acknowledge: 2,
  flash: 3,
  release: 4,
  cosign: 5,
  rewrap: 6,
  invite: 7,
  suspend: 8,
})
export type Permission = Infer<typeof permission>

export const role = choice({ duty: 0, supervisor: 1, translator: 2, principal: 3 })
export type Role = Infer<typeof role>
