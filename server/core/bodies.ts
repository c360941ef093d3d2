// A body asked for by the message: which envelopes the message has, which rows to load, and what this device is given.

import { assert } from "../../shared/assert.ts"
import { decodeAs } from "../../shared/encoding/schema.ts"
import { row, type Row } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import type { DeviceId } from "../../shared/records/names.ts"
import { besideKeys, type Loaded } from "./beside.ts"
import { bodyFor } from "./enclosures.ts"

export function storedRow(value: Uint8Array): Row {
  const read = decodeAs(row, value, limits.stateBytesMax)
  assert(read.ok, "a stored message reads")
  return read.value
}

export function bodyKeys(about: Row, device: DeviceId): readonly string[] {
  return about.sent.flatMap(({ header }) => [
    besideKeys.body(header),
    besideKeys.wrap(header, device),
  ])
}

/** Of two releases of one draft, the one that this device can open; empty where no body is kept any more. */
export function bodyAnswer(about: Row, device: DeviceId, loaded: Loaded): Uint8Array {
  const wrapped = about.sent.filter(({ header }) => loaded.get(besideKeys.wrap(header, device)))
  const [first] = [...wrapped, ...about.sent]
    .map((sent) => bodyFor(sent, device, loaded))
    .filter((given) => given.length > 0)
  return first ?? new Uint8Array(0)
}
