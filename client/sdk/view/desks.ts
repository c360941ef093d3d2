// Who is at the two desks: whose watch it is by signed record, and who is alive by signed proof. The one does not stand in for
// the other.

import { otherSide } from "../../../shared/line/agreement.ts"
import { watchOf } from "../../../shared/line/watch.ts"
import { limits } from "../../../shared/limits.ts"
import type { Side } from "../../../shared/records/charter.ts"
import type { DeviceId, Role } from "../../../shared/records/names.ts"
import { activeDevices } from "../addressing.ts"
import type { Parts } from "../desk.ts"
import type { Now } from "../ports.ts"

export interface DeviceSeen {
  readonly device: DeviceId
  readonly callSign: string
  readonly isThis: boolean
  /** The watch it holds by signed record. */
  readonly watch:
    | { readonly role: Role; readonly until: number; readonly since: number }
    | undefined
  /** Age of its newest proof of life; undefined if none was heard. This device is alive by itself. */
  readonly aliveAgeMs: number | undefined
}

/** on-line: at least two circuits' worth of what the charter has. degraded: some. off-line: none. */
type OurDeskState = "on-line" | "degraded" | "off-line"
/** staffed: alive and on watch. unattended: alive, nobody on watch. not-heard: cut off or empty, we cannot say which. */
type TheirDeskState = "staffed" | "unattended" | "not-heard"

export interface OurDesk {
  readonly side: Side
  readonly callSign: string
  readonly officer: string
  readonly state: OurDeskState
  readonly devices: readonly DeviceSeen[]
  /** Why this device signs nothing more, if so. */
  readonly stopped: string | undefined
}

export interface TheirDesk {
  readonly side: Side
  readonly state: TheirDeskState
  readonly devices: readonly DeviceSeen[]
}

export function ourDesk(parts: Parts, now: Now): OurDesk {
  const { side, callSign, officer } = parts.identity
  return {
    side,
    callSign,
    officer,
    state: ourState(parts),
    devices: devicesOf(parts, side, now),
    stopped: parts.outbox.stopped,
  }
}

export function theirDesk(parts: Parts, now: Now): TheirDesk {
  const side = otherSide(parts.identity.side)
  const devices = devicesOf(parts, side, now)
  const alive = devices.filter(isFresh)
  const isStaffed = alive.some(
    (seen) => seen.watch !== undefined && parts.presence.saidOnWatch(seen.device),
  )
  const heard = isStaffed ? "staffed" : "unattended"
  return { side, state: alive.length === 0 ? "not-heard" : heard, devices }
}

function ourState(parts: Parts): OurDeskState {
  const links = [...parts.links.values()]
  const up = links.filter((link) => link.circuit.phase === "up").length
  if (up === 0) return "off-line"
  return up === links.length ? "on-line" : "degraded"
}

function devicesOf(parts: Parts, side: Side, now: Now): readonly DeviceSeen[] {
  const { state } = parts.union
  return activeDevices(state, side, now.wall).map(({ device, callSign }) => {
    const watch = watchOf(state, device, now.wall)
    const isThis = device === parts.identity.device
    return {
      device,
      callSign,
      isThis,
      watch:
        watch === undefined ? undefined : { role: watch.role, until: watch.until, since: watch.t },
      aliveAgeMs: isThis ? 0 : parts.presence.ageMs(device, now),
    }
  })
}

function isFresh(seen: DeviceSeen): boolean {
  return seen.aliveAgeMs !== undefined && seen.aliveAgeMs <= limits.staffedMs
}
