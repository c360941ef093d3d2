// What a device is called: readable without its keys, and never believed where the roster says it too.

import * as v from "valibot"

import type { Schema } from "../../../shared/encoding/schema.ts"
import { bytesOfHex } from "../../../shared/encoding/bytes.ts"
import { deviceId, partyId, type DeviceId, type PartyId } from "../../../shared/records/names.ts"
import { Failure } from "../../runtime/failure.ts"

const device = v.strictObject({
  v: v.literal(1),
  device: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/u)),
  party: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/u)),
  officer: v.string(),
  callSign: v.string(),
  role: v.string(),
  label: v.string(),
})

export interface DeviceFile {
  readonly device: DeviceId
  readonly party: PartyId
  readonly officer: string
  readonly callSign: string
  readonly role: string
  readonly label: string
}

export function deviceFileText(file: DeviceFile): string {
  return `${JSON.stringify({ v: 1, ...file }, undefined, 2)}\n`
}

export function readDeviceFile(text: string, path: string): DeviceFile {
  const read = v.safeParse(device, jsonOf(text))
  if (!read.success) {
    throw new Failure("vault/damaged", `${path} is not what enrolling wrote`)
  }
  const { officer, callSign, role, label } = read.output
  return {
    device: named(deviceId, read.output.device),
    party: named(partyId, read.output.party),
    officer,
    callSign,
    role,
    label,
  }
}

function named<T extends string>(schema: Schema<T>, hex: string): T {
  return schema.decode(bytesOfHex(hex), "")
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
