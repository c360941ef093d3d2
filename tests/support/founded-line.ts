// The founding documents of a practice line for real processes: signed for today, since a running relay reads the clock of the
// machine, and naming the addresses where its relays really listen.

import { encodeAs } from "../../shared/encoding/schema.ts"
import { deviceIdOf } from "../../shared/line/agreement.ts"
import { fold } from "../../shared/line/fold.ts"
import { beginLine } from "../../shared/line/founding.ts"
import { defaultProfile, type Profile } from "../../shared/line/profile.ts"
import type { LineState } from "../../shared/line/state.ts"
import { charter, type Side } from "../../shared/records/charter.ts"
import type { Founding } from "../../shared/records/parsed.ts"
import { roster, type RosterDevice } from "../../shared/records/roster.ts"
import { signed } from "../../shared/records/signed.ts"
import { nodeClientCrypto } from "../../client/cli/crypto.ts"
import type { Founded } from "../../client/runtime/desk-runtime.ts"
import {
  callSigns,
  custodians,
  practiceLine,
  seedOf,
  signFounding,
  valueOf,
  type CallSign,
  type PracticeLine,
  type RelayName,
} from "./practice-line.ts"

const day = 24 * 3_600_000

/** What a line is founded on. Plain data, so that a child process can found the very same one. */
export interface Founders {
  readonly foundedAt: number
  /** Where clients find each relay; that may be something that stands in between. */
  readonly urls: Readonly<Record<RelayName, string>>
  readonly profile?: Profile
  /** Who is in the rosters; everybody, where nothing is said. */
  readonly callSigns?: readonly CallSign[]
  /** So many devices of side A more, for benches: see `furtherSender`. */
  readonly furtherSenders?: number
  /** Tells this line from others of the same two parties, where a test has several. */
  readonly name?: string
}

export interface FoundedLine {
  readonly practice: PracticeLine
  readonly charter: Founding
  readonly rosters: Readonly<Record<Side, Founding>>
  /** Charter and first rosters folded. */
  readonly state: LineState
}

export function foundLine(founders: Founders): FoundedLine {
  const crypto = nodeClientCrypto()
  const practice = practiceLine({
    profile: founders.profile ?? defaultProfile,
    fallbackKey: (callSign) => crypto.kem.publicKey(seedOf(`fallback ${callSign}`)),
  })
  const { signatures } = practice
  const terms = {
    ...practice.charter.core,
    relays: (["N", "S"] as const).map((name) => ({
      ...practice.relays[name].entry,
      url: founders.urls[name],
    })),
    created: founders.foundedAt,
    ...(founders.name === undefined ? {} : { salt: seedOf(founders.name).subarray(0, 16) }),
  }
  const signers = custodians(practice.roots.A[0], practice.roots.B[0])
  const signedCharter = signFounding(signatures, "charter", encodeAs(charter, terms), signers)
  const rosters = {
    A: rosterOf(practice, "A", founders),
    B: rosterOf(practice, "B", founders),
  }
  const began = valueOf(beginLine(signedCharter, signatures))
  const { relay } = practice.relays.N
  const at = { relay, index: 0, t: 0, carriedAt: undefined }
  const state = [rosters.A, rosters.B].reduce<LineState>(
    (known, record) => fold(known, { at, said: { by: "party", record, prior: undefined } }),
    began,
  )
  return { practice, charter: signedCharter, rosters, state }
}

function rosterOf(practice: PracticeLine, side: Side, founders: Founders): Founding {
  const { foundedAt } = founders
  const named = founders.callSigns ?? callSigns
  const first = practice.rosters[side].core
  const devices = first.devices
    .filter((device) => named.some((callSign) => callSign === device.callSign))
    .map((device) => ({ ...device, notBefore: foundedAt - day, notAfter: foundedAt + day }))
  const further = side === "A" ? (founders.furtherSenders ?? 0) : 0
  for (let n = 0; n < further; n += 1) {
    const { seed: _, ...entry } = furtherSender(practice, n)
    devices.push({ ...entry, notBefore: foundedAt - day, notAfter: foundedAt + day })
  }
  const core = { ...first, issued: foundedAt - day, expires: foundedAt + day, devices }
  const signers = custodians(practice.roots[side][0])
  return signFounding(practice.signatures, "roster", encodeAs(roster, core), signers)
}

/** The nth device beyond those of the practice line: one that sends, and has nothing to open with. */
export function furtherSender(
  practice: PracticeLine,
  n: number,
): RosterDevice & { readonly seed: Uint8Array } {
  const seed = seedOf(`further sender ${String(n)}`)
  const signingKey = practice.signatures.publicKey(seed)
  const witnessKey = practice.signatures.publicKey(seedOf(`further witness ${String(n)}`))
  const callSign = `A${String(n + 3)}`
  const officer = `officer ${callSign}`
  const device = deviceIdOf(signingKey)
  const label = `console ${callSign}`
  return {
    ...practice.devices.A1.entry,
    device,
    officer,
    callSign,
    signingKey,
    witnessKey,
    label,
    seed,
  }
}

/** What a relay of this line is configured with: the files' contents by name, and the place it keeps its data in. */
export function relayFiles(
  founded: FoundedLine,
  name: RelayName,
  place: { readonly port: number; readonly data: string; readonly logLevel: string },
): Readonly<Record<"relay.json" | "keys.json" | "line.json", string>> {
  const { relay, seed, logSeed } = founded.practice.relays[name]
  const { charter: terms, rosters } = founded
  return {
    "relay.json": JSON.stringify({
      listen: { host: "127.0.0.1", port: place.port },
      data: place.data,
      relay,
      keys: "keys.json",
      lines: ["line.json"],
      logLevel: place.logLevel,
    }),
    "keys.json": JSON.stringify({ signingSeed: base64(seed), logSeed: base64(logSeed) }),
    "line.json": JSON.stringify({
      charter: base64(encodeAs(signed, terms.signed)),
      rosters: [rosters.A, rosters.B].map((each) => base64(encodeAs(signed, each.signed))),
    }),
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64")
}

/** Whose desk a device is, as a home would say it. */
export function foundedDesk(founded: FoundedLine, callSign: CallSign): Founded {
  const { practice, state, charter: terms, rosters } = founded
  const { device, side, seed, entry } = practice.devices[callSign]
  return {
    identity: {
      line: state.line,
      device,
      side,
      officer: entry.officer,
      callSign,
      signingSeed: seed,
      witnessSeed: seedOf(`witness ${callSign}`),
      fallbackSeed: seedOf(`fallback ${callSign}`),
    },
    state,
    documents: [terms, rosters.A, rosters.B],
    stopped: undefined,
  }
}
