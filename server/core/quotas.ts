// How much a device, and a party's devices together, may have a relay store in the long run. It is kept by device and not by
// circuit, so connecting again changes nothing. What is carried for others costs nothing: only its authors can make more of it.

import { deviceIn } from "../../shared/line/agreement.ts"
import { withEntry, type LineState } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import type { Side } from "../../shared/records/charter.ts"
import type { DeviceId, Precedence } from "../../shared/records/names.ts"
import { shareOf } from "./reserve.ts"
import { fullBucket, isFull, spend, type Allowance, type TokenBucket } from "./token-bucket.ts"

export interface Quotas {
  readonly devices: ReadonlyMap<DeviceId, TokenBucket>
  readonly parties: ReadonlyMap<Side, TokenBucket>
}

export const noneSpent: Quotas = { devices: new Map(), parties: new Map() }

const ofDevice: Allowance = {
  perSecond: limits.deviceBytesPerSecond,
  burst: limits.deviceBytesBurst,
}
const ofParty: Allowance = { perSecond: limits.partyBytesPerSecond, burst: limits.partyBytesBurst }

export interface Spending {
  readonly device: DeviceId
  readonly bytes: number
  readonly precedence: Precedence
  readonly mono: number
}

/** What is left afterwards, or undefined where there is not enough. An unknown device has no circuit to spend on. */
export function spent(quotas: Quotas, state: LineState, spending: Spending): Quotas | undefined {
  const { device } = spending
  const side = deviceIn(state, device)?.side
  if (side === undefined) return undefined
  const own = taken(quotas.devices.get(device), ofDevice, spending)
  const shared = taken(quotas.parties.get(side), ofParty, spending)
  if (own === undefined || shared === undefined) return undefined
  return {
    devices: withEntry(quotas.devices, device, own),
    parties: withEntry(quotas.parties, side, shared),
  }
}

function taken(
  known: TokenBucket | undefined,
  allowance: Allowance,
  { bytes, precedence, mono }: Spending,
): TokenBucket | undefined {
  const kept = allowance.burst - shareOf(allowance.burst, precedence)
  return spend(known ?? fullBucket(allowance, mono), allowance, { cost: bytes, kept, mono })
}

/** Without those that are as good as new. */
export function rested(quotas: Quotas, mono: number): Quotas {
  const devices = [...quotas.devices].filter(([, bucket]) => !isFull(bucket, ofDevice, mono))
  return { ...quotas, devices: new Map(devices) }
}
