// This machine's two clocks: the one people set, and the one that only ever goes forward.

import type { Now } from "../../sdk/ports.ts"

export function readClocks(): Now {
  return { wall: Date.now(), mono: Math.floor(performance.now()) }
}
