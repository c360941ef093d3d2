// Who plays: the practice line with four desks and two relays, their keys, and the cryptography they use. The documents are
// made once a process: they are the same in every schedule.

import type {
  ClientCrypto,
  Randomness,
  RelayCrypto,
  Signatures,
} from "../../../shared/crypto/ports.ts"
import { encodeAs } from "../../../shared/encoding/schema.ts"
import type { Profile } from "../../../shared/line/profile.ts"
import type { LadderAction, LadderStep, TimetableRow } from "../../../shared/records/charter.ts"
import type { Demand, Precedence } from "../../../shared/records/names.ts"
import { signed } from "../../../shared/records/signed.ts"
import { nodeClientCrypto } from "../../../client/cli/crypto.ts"
import type { Identity } from "../../../client/sdk/identity.ts"
import type { FoundingDocuments } from "../../../server/core/line-relay.ts"
import type { RelayIdentity } from "../../../server/core/relay-identity.ts"
import { nodeRelayCrypto } from "../../../server/shell/crypto.ts"
import {
  callSigns,
  practiceLine,
  seedOf,
  type CallSign,
  type PracticeLine,
  type RelayName,
} from "../../support/practice-line.ts"
import { seededRandomness, simulatedWorld } from "../../support/simulated-crypto.ts"

export const relayNames: readonly RelayName[] = ["N", "S"]

export interface Cast {
  readonly line: PracticeLine
  readonly identities: Readonly<Record<CallSign, Identity>>
  readonly operators: Readonly<Record<RelayName, RelayIdentity>>
  readonly documents: FoundingDocuments
}

const second = 1_000

/** The default profile's shape with times that come due within a minute, so that every step of every ladder is met. */
const timetable: readonly TimetableRow[] = [
  row("FLASH", [5, 3, 5, 8, 11, 13], 10, 8),
  row("IMMEDIATE", [7, 4, 7, 10, 13, 16], 12, 10),
  row("PRIORITY", [9, 5, 9, 13, 16, 19], 12, 12),
  row("ROUTINE", [12, 6, 11, 15, 18, 21], 12, 15),
]

function row(
  precedence: Precedence,
  [
    accepted = 0,
    received = 0,
    read = 0,
    understood = 0,
    authority = 0,
    answered = 0,
  ]: readonly number[],
  standBy: number,
  delayed: number,
): TimetableRow {
  return {
    precedence,
    accepted: accepted * second,
    received: received * second,
    read: read * second,
    understood: understood * second,
    authority: authority * second,
    answered: answered * second,
    standBy: standBy * second,
    delayed: delayed * second,
  }
}

const unreadFlash: readonly (readonly [number, LadderAction])[] = [
  [3, "repeat"],
  [5, "supervisor"],
  [8, "every-path"],
  [12, "query"],
  [17, "no-answer"],
]

function ladderFor(times: TimetableRow, demand: Demand): readonly LadderStep[] {
  const { precedence } = times
  if (precedence === "FLASH" && demand === "read") {
    return unreadFlash.map(([after, action]) => ({
      precedence,
      demand,
      after: after * second,
      action,
    }))
  }
  return [
    { precedence, demand, after: times[demand], action: "repeat" },
    { precedence, demand, after: 2 * times[demand], action: "supervisor" },
  ]
}

const demands: readonly Demand[] = ["received", "read", "understood", "authority", "answered"]

export const profile: Profile = {
  timetable,
  ladder: timetable.flatMap((times) => demands.flatMap((demand) => ladderFor(times, demand))),
}

export interface Keys {
  client(name: string): ClientCrypto
  relay(name: string): RelayCrypto
}

/** Keyed hashes, for many schedules; or what desks and relays run on, for fewer. */
export type Cryptography = "simulated" | "real"

/** Signatures of one world for all schedules, since documents are signed once; everything else is the schedule's own. */
const signatures: Signatures = simulatedWorld("signatures").client("everybody").signatures

export function keysOf(kind: Cryptography, seed: string): Keys {
  return kind === "real" ? realKeys(seed) : simulatedKeys(seed)
}

function simulatedKeys(seed: string): Keys {
  const world = simulatedWorld(seed)
  return {
    client: (name) => ({ ...world.client(name), signatures }),
    relay: (name) => ({ ...world.relay(name), signatures }),
  }
}

/** All of it but chance, which comes from the seed as well: one seed is one history. */
function realKeys(seed: string): Keys {
  const random = (name: string): Randomness => seededRandomness(`${seed}/${name}`)
  return {
    client: (name) => ({ ...nodeClientCrypto(), random: random(name) }),
    relay: (name) => ({ ...nodeRelayCrypto(), random: random(name) }),
  }
}

const remembered = new Map<Cryptography, Cast>()

export function castWith(kind: Cryptography, keys: Keys): Cast {
  const custodian = keys.client("custodian")
  const fallbackKey = (callSign: CallSign): Uint8Array =>
    custodian.kem.publicKey(fallbackSeedOf(callSign))
  // The simulated world opens only for keys it has seen being made.
  if (kind === "simulated") for (const callSign of callSigns) fallbackKey(callSign)
  const cast = remembered.get(kind) ?? castOf(custodian.signatures, fallbackKey)
  remembered.set(kind, cast)
  return cast
}

function fallbackSeedOf(callSign: CallSign): Uint8Array {
  return seedOf(`fallback ${callSign}`)
}

function castOf(port: Signatures, fallbackKey: (callSign: CallSign) => Uint8Array): Cast {
  const line = practiceLine({ signatures: port, profile, fallbackKey })
  const identityOf = (callSign: CallSign): Identity => {
    const { device, side, seed, entry } = line.devices[callSign]
    return {
      line: line.line,
      device,
      side,
      officer: entry.officer,
      callSign,
      signingSeed: seed,
      witnessSeed: seedOf(`witness ${callSign}`),
      fallbackSeed: fallbackSeedOf(callSign),
    }
  }
  const operatorOf = (name: RelayName): RelayIdentity => {
    const { relay, seed, logSeed } = line.relays[name]
    return {
      relay,
      signingSeed: seed,
      logSeed,
      signatures: port,
      clockErrorMs: 50,
      software: "parley/simulated",
    }
  }
  return {
    line,
    identities: {
      A1: identityOf("A1"),
      A2: identityOf("A2"),
      B1: identityOf("B1"),
      B2: identityOf("B2"),
    },
    operators: { N: operatorOf("N"), S: operatorOf("S") },
    documents: {
      charter: encodeAs(signed, line.charter.signed),
      rosters: [line.rosters.A, line.rosters.B].map((each) => encodeAs(signed, each.signed)),
    },
  }
}
