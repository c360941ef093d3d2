// The machine a command runs on, as a desk at work needs it.

import type { RelayId } from "../../../shared/records/names.ts"
import type { Surroundings } from "../../runtime/desk-runtime.ts"
import { nodeClientCrypto } from "../crypto.ts"
import { Circuits } from "./circuits.ts"
import { readClocks } from "./clock.ts"

/** `addresses` where relays are not found where the charter says. */
export function thisMachine(addresses: ReadonlyMap<RelayId, string> = new Map()): Surroundings {
  return {
    crypto: nodeClientCrypto(),
    clocks: readClocks,
    transport: (tell) => new Circuits(tell, addresses),
  }
}
