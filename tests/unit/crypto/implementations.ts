// Every implementation of the ports, by name, so that one test runs over all.

import { nodeClientCrypto } from "../../../client/cli/crypto.ts"
import { webCrypto } from "../../../client/sdk/crypto/web.ts"
import { nodeRelayCrypto } from "../../../server/shell/crypto.ts"
import { seededRandomness, simulatedWorld } from "../../support/simulated-crypto.ts"

const simulated = simulatedWorld("implementations")

export const browser = webCrypto(seededRandomness("browser"))
export const commandLine = nodeClientCrypto()
export const relay = nodeRelayCrypto()

export const clients = {
  browser,
  "command line": commandLine,
  simulated: simulated.client("client"),
} as const

/** The simulated ones share a world, so each verifies what the other signed. */
export const everybody = { ...clients, relay, "simulated relay": simulated.relay("relay") } as const

/** Those that compute the real thing, and so must answer alike. */
export const realSigners = {
  browser: browser.signatures,
  "command line": commandLine.signatures,
  relay: relay.signatures,
} as const
