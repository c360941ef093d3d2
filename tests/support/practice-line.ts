// A two-party line for tests, the same bytes every time: party North (side A, officers at A1 and A2) and party South (side B,
// B1 and B2), an exercise charter with the default profile, one relay run by each. Records are told in practice-story.ts.

import { branded, encodeAs } from "../../shared/encoding/schema.ts"
import { hexOf, utf8 } from "../../shared/encoding/bytes.ts"
import { sha256 } from "../../shared/crypto/digest.ts"
import type { Signatures } from "../../shared/crypto/ports.ts"
import { signIn } from "../../shared/crypto/signatures.ts"
import { deviceIdOf, partyIdOf, rootCommitment } from "../../shared/line/agreement.ts"
import { fold } from "../../shared/line/fold.ts"
import { beginLine } from "../../shared/line/founding.ts"
import { defaultProfile, type Profile } from "../../shared/line/profile.ts"
import type { LineState } from "../../shared/line/state.ts"
import {
  charter,
  type Charter,
  type CharterRelay,
  type Side,
} from "../../shared/records/charter.ts"
import type {
  DeviceId,
  Hash,
  LineId,
  PartyId,
  Permission,
  RelayId,
} from "../../shared/records/names.ts"
import { parseSigned, type Founding } from "../../shared/records/parsed.ts"
import { root, type Root } from "../../shared/records/root.ts"
import { roster, type Roster, type RosterDevice } from "../../shared/records/roster.ts"
import { contextOf, hashOf, type Signed } from "../../shared/records/signed.ts"
import type { Result } from "../../shared/result.ts"
import { nobodysFallbackKey } from "./nobodys-key.ts"
import { nodeRelayCrypto } from "../../server/shell/crypto.ts"

export type CallSign = "A1" | "A2" | "B1" | "B2"
export type RelayName = "N" | "S"
export type FoundingOf<K extends Founding["kind"]> = Extract<Founding, { kind: K }>

/** Noon on Monday, 5 January 2026: when the practice line was founded. */
export const foundedAt = 1_767_614_400_000
const year = 365 * 24 * 3_600_000

export const callSigns: readonly CallSign[] = ["A1", "A2", "B1", "B2"]

interface PracticeDevice {
  readonly callSign: CallSign
  readonly side: Side
  readonly seed: Uint8Array
  readonly device: DeviceId
  readonly entry: RosterDevice
}

export interface PracticeRelay {
  readonly name: RelayName
  readonly relay: RelayId
  readonly seed: Uint8Array
  readonly logSeed: Uint8Array
  readonly entry: CharterRelay
}

/** One version of a party's root: three custodians' keys, two of which must sign. Each names the next. */
export interface PracticeRoot {
  readonly seeds: readonly Uint8Array[]
  readonly document: Root
  readonly bytes: Uint8Array
}

export interface PracticeLine {
  readonly line: LineId
  readonly signatures: Signatures
  readonly devices: Readonly<Record<CallSign, PracticeDevice>>
  readonly relays: Readonly<Record<RelayName, PracticeRelay>>
  readonly parties: Readonly<Record<Side, PartyId>>
  /** Versions 0, 1 and 2 of each root; the line begins with version 0. */
  readonly roots: Readonly<Record<Side, readonly PracticeRoot[]>>
  readonly charter: FoundingOf<"charter">
  readonly rosters: Readonly<Record<Side, FoundingOf<"roster">>>
  /** Nothing known but the charter. */
  readonly began: LineState
  /** Charter and both first rosters folded: where most stories start. */
  readonly state: LineState
}

/** What a test may want otherwise. `fallbackKey`: the X-Wing key of a device, where the test seals. */
export interface PracticeWish {
  readonly signatures?: Signatures
  readonly profile?: Profile
  readonly fallbackKey?: (callSign: CallSign) => Uint8Array
}

export function seedOf(name: string): Uint8Array {
  return sha256(utf8(`practice line, ${name}`))
}

/** The value of a result that a fixture has no reason to doubt. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.code}: ${result.detail}`)
  return result.value
}

const everyPermission: readonly Permission[] = [
  "view",
  "send",
  "acknowledge",
  "flash",
  "release",
  "cosign",
  "rewrap",
  "invite",
  "suspend",
]

function deviceOf(callSign: CallSign, wish: Required<PracticeWish>): PracticeDevice {
  const seed = seedOf(`device ${callSign}`)
  const signingKey = wish.signatures.publicKey(seed)
  const device = deviceIdOf(signingKey)
  const entry: RosterDevice = {
    device,
    officer: `officer ${callSign}`,
    role: callSign.endsWith("1") ? "duty" : "supervisor",
    callSign,
    signingKey,
    witnessKey: wish.signatures.publicKey(seedOf(`witness ${callSign}`)),
    fallbackKey: wish.fallbackKey(callSign),
    label: `console ${callSign}`,
    permissions: everyPermission,
    notBefore: foundedAt,
    notAfter: foundedAt + year,
  }
  return { callSign, side: callSign.startsWith("A") ? "A" : "B", seed, device, entry }
}

function relayOf(name: RelayName, signatures: Signatures): PracticeRelay {
  const seed = seedOf(`relay ${name}`)
  const logSeed = seedOf(`log ${name}`)
  const relay = branded<RelayId>(hexOf(sha256(seed).subarray(0, 8)))
  const entry: CharterRelay = {
    relay,
    operator: name === "N" ? "A" : "B",
    signingKey: signatures.publicKey(seed),
    logKey: signatures.publicKey(logSeed),
    origin: `practice.example/${name.toLowerCase()}`,
    url: `ws://127.0.0.1:${name === "N" ? "7401" : "7402"}/circuit`,
  }
  return { name, relay, seed, logSeed, entry }
}

/** Built from the last to the first, because each document commits to the next. */
function rootsOf(side: Side, signatures: Signatures): readonly PracticeRoot[] {
  const built: PracticeRoot[] = []
  for (const version of [2, 1, 0]) {
    const seeds = [1, 2, 3].map((n) =>
      seedOf(`root ${side} ${String(version)}, custodian ${String(n)}`),
    )
    const next = built[0]
    const document: Root = {
      format: 1,
      version,
      label: side === "A" ? "North" : "South",
      keys: seeds.map((seed) => signatures.publicKey(seed)),
      threshold: 2,
      nextCommit: next === undefined ? branded<Hash>("0".repeat(64)) : rootCommitment(next.bytes),
      created: foundedAt,
    }
    built.unshift({ seeds, document, bytes: encodeAs(root, document) })
  }
  return built
}

/** A founding document signed with these custodians' keys. */
export function signFounding<K extends Founding["kind"]>(
  signatures: Signatures,
  kind: K,
  core: Uint8Array,
  seeds: readonly Uint8Array[],
): FoundingOf<K> {
  const outer: Signed = {
    kind,
    core,
    signatures: seeds.map((seed) => ({
      algorithm: 1,
      key: signatures.publicKey(seed),
      signature: signIn(contextOf[kind], signatures, seed, core),
    })),
  }
  const record = valueOf(parseSigned(outer))
  if (!isFoundingOf(record, kind)) throw new Error(`not a ${kind}`)
  return record
}

function isFoundingOf<K extends Founding["kind"]>(
  record: { readonly kind: string },
  kind: K,
): record is FoundingOf<K> {
  return record.kind === kind
}

/** Two of the three custodians of each of these roots. */
export function custodians(...roots: readonly (PracticeRoot | undefined)[]): readonly Uint8Array[] {
  return roots.flatMap((each) => each?.seeds.slice(0, 2) ?? [])
}

function foundingCharter(
  wish: Required<PracticeWish>,
  roots: PracticeLine["roots"],
  relays: readonly CharterRelay[],
): FoundingOf<"charter"> {
  const [a, b] = [roots.A[0], roots.B[0]]
  const core: Charter = {
    format: 1,
    version: 0,
    previous: undefined,
    suite: 1,
    mode: "exercise",
    rootA: a?.bytes ?? new Uint8Array(),
    rootB: b?.bytes ?? new Uint8Array(),
    relays,
    timetable: wish.profile.timetable,
    ladder: wish.profile.ladder,
    catalogue: { version: "1", hash: hashOf(utf8("practice catalogue")) },
    languages: { A: "en", B: "fr" },
    preauthorised: { A: ["NT-05"], B: ["NT-05"] },
    telephone: { A: "+000 1", B: "+000 2" },
    lifeMs: 24 * 3_600_000,
    lineCheckEveryMs: 3_600_000,
    evidence: "Each party can prove to others what the other has said on this line.",
    created: foundedAt,
    salt: seedOf("charter salt").subarray(0, 16),
  }
  return signFounding(wish.signatures, "charter", encodeAs(charter, core), custodians(a, b))
}

function firstRoster(
  wish: Required<PracticeWish>,
  party: PartyId,
  signers: PracticeRoot | undefined,
  devices: readonly PracticeDevice[],
): FoundingOf<"roster"> {
  const core: Roster = {
    format: 1,
    party,
    version: 1,
    previous: undefined,
    issued: foundedAt,
    expires: foundedAt + year,
    devices: devices.map((each) => each.entry),
    removed: [],
  }
  return signFounding(wish.signatures, "roster", encodeAs(roster, core), custodians(signers))
}

export function practiceLine(wanted: PracticeWish = {}): PracticeLine {
  const wish: Required<PracticeWish> = {
    signatures: wanted.signatures ?? nodeRelayCrypto().signatures,
    profile: wanted.profile ?? defaultProfile,
    fallbackKey: wanted.fallbackKey ?? nobodysFallbackKey,
  }
  const { signatures } = wish
  const devices = {
    A1: deviceOf("A1", wish),
    A2: deviceOf("A2", wish),
    B1: deviceOf("B1", wish),
    B2: deviceOf("B2", wish),
  }
  const relays = { N: relayOf("N", signatures), S: relayOf("S", signatures) }
  const roots = { A: rootsOf("A", signatures), B: rootsOf("B", signatures) }
  const first = foundingCharter(wish, roots, [relays.N.entry, relays.S.entry])
  const parties = { A: partyIdOf(first.core.rootA), B: partyIdOf(first.core.rootB) }
  const rosters = {
    A: firstRoster(wish, parties.A, roots.A[0], [devices.A1, devices.A2]),
    B: firstRoster(wish, parties.B, roots.B[0], [devices.B1, devices.B2]),
  }
  const began = valueOf(beginLine(first, signatures))
  const state = [rosters.A, rosters.B].reduce<LineState>(
    (known, record, index) =>
      fold(known, {
        at: { relay: relays.N.relay, index, t: 0, carriedAt: undefined },
        said: { by: "party", record, prior: undefined },
      }),
    began,
  )
  const { line } = state
  return {
    line,
    signatures,
    devices,
    relays,
    parties,
    roots,
    charter: first,
    rosters,
    began,
    state,
  }
}
