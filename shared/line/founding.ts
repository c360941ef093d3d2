// The founding documents of a line: root documents, charters, rosters, each a chain of versions that only the parties' own
// roots can lengthen. A relay can withhold a version; it can add nobody.

import { unreachable } from "../assert.ts"
import { equalBytes, hexOf } from "../encoding/bytes.ts"
import { decodeAs } from "../encoding/schema.ts"
import { isSoundEncapsulationKey, isSoundSigningKey } from "../crypto/keys.ts"
import type { Signatures } from "../crypto/ports.ts"
import { verifyIn } from "../crypto/signatures.ts"
import { limits } from "../limits.ts"
import { refused, type Refusal, type Result } from "../result.ts"
import type { Charter, Side } from "../records/charter.ts"
import type { DeviceId } from "../records/names.ts"
import type { Founding } from "../records/parsed.ts"
import { root, type Root } from "../records/root.ts"
import type { Roster, RosterDevice } from "../records/roster.ts"
import { contextOf, hashOf, type Signed } from "../records/signed.ts"
import {
  charterOf,
  currentCharter,
  currentRoster,
  deviceIdOf,
  lineIdOf,
  newest,
  otherSide,
  partyIdOf,
  rootCommitment,
  sideOf,
} from "./agreement.ts"
import { charterLifeFault } from "./life.ts"
import { profileFault } from "./profile.ts"
import type { LineState, Party } from "./state.ts"
import { sharedKeyFault, sharedRootFault } from "./apart.ts"
import { follows, inOrder } from "./versions.ts"

export type Verify = Pick<Signatures, "verify">

/** The state of a line of which nothing is known but its first charter, signed by both roots. */
export function beginLine(
  founding: Extract<Founding, { kind: "charter" }>,
  port: Verify,
): Result<LineState> {
  const { core, signed } = founding
  if (core.version !== 0 || core.previous !== undefined) {
    return refused("roster/refused", "a line begins with charter 0")
  }
  const a = beginParty(core.rootA)
  const b = beginParty(core.rootB)
  if (!a.ok) return a
  if (!b.ok) return b
  if (a.value.party === b.value.party) return refused("roster/refused", "a line has two parties")
  const parties = { A: a.value, B: b.value }
  const shared = sharedRootFault(newest(a.value.roots).document, newest(b.value.roots).document)
  if (shared !== undefined) return refused("roster/refused", shared)
  const wrong = charterFault(core, signed, parties, port)
  if (wrong !== undefined) return wrong
  const state: LineState = {
    line: lineIdOf(signed.core),
    charters: [{ version: 0, hash: founding.hash, bytes: signed.core, document: core }],
    parties,
    heads: new Map(),
    rows: new Map(),
    watches: new Map(),
    relieved: new Map(),
    suspensions: new Map(),
    forked: new Map(),
    journals: new Map(),
    violations: [],
  }
  return { ok: true, value: state }
}

function beginParty(rootBytes: Uint8Array): Result<Party> {
  const document = decodeAs(root, rootBytes, limits.recordBytesMax)
  if (!document.ok) return document
  const fault = rootFault(document.value)
  if (document.value.version !== 0) return refused("roster/refused", "a party begins with root 0")
  if (fault !== undefined) return fault
  const versioned = {
    version: 0,
    hash: hashOf(rootBytes),
    bytes: rootBytes,
    document: document.value,
  }
  return { ok: true, value: { party: partyIdOf(rootBytes), roots: [versioned], rosters: [] } }
}

function rootFault(document: Root): Refusal | undefined {
  const distinct = new Set(document.keys.map(hexOf))
  if (distinct.size !== document.keys.length || document.threshold < 1) {
    return refused("roster/refused", "root keys must be distinct, the threshold at least one")
  }
  if (document.threshold > document.keys.length) {
    return refused("roster/refused", "the threshold is above the number of root keys")
  }
  return document.keys.every(isSoundSigningKey)
    ? undefined
    : refused("roster/refused", "a root key is not a sound Ed25519 key")
}

/** Whether enough different keys of a root document have signed. Each counts once, however often it signed. */
export function isSignedByRoot(document: Root, outer: Signed, port: Verify): boolean {
  const signers = new Set<string>()
  for (const { key, signature } of outer.signatures) {
    const isRootKey = document.keys.some((rootKey) => equalBytes(rootKey, key))
    const bytes = outer.core
    if (isRootKey && verifyIn(contextOf[outer.kind], port, key, { bytes, signature })) {
      signers.add(hexOf(key))
    }
  }
  return signers.size >= document.threshold
}

function charterFault(
  core: Charter,
  outer: Signed,
  parties: Readonly<Record<Side, Party>>,
  port: Verify,
): Refusal | undefined {
  for (const party of [parties.A, parties.B]) {
    if (!isSignedByRoot(newest(party.roots).document, outer, port)) {
      return refused("roster/refused", "the charter is not signed by both roots")
    }
  }
  const unfit = profileFault(core) ?? charterLifeFault(core)
  if (unfit !== undefined) return refused("roster/refused", unfit)
  const relays = new Set(core.relays.map((relay) => relay.relay))
  if (relays.size !== core.relays.length || relays.size === 0) {
    return refused("roster/refused", "relays must be named once, and at least one")
  }
  const keys = core.relays.flatMap((relay) => [relay.signingKey, relay.logKey])
  return keys.every(isSoundSigningKey)
    ? undefined
    : refused("roster/refused", "a relay key is not a sound Ed25519 key")
}

/** Whether a founding record may be folded: the next version, its predecessor's hash, enough signatures. */
export function checkFounding(
  state: LineState,
  record: Founding,
  port: Verify,
): Result<"next" | "known"> {
  switch (record.kind) {
    case "charter":
      return checkCharter(state, record, port)
    case "roster":
      return checkRoster(state, record, port)
    case "root":
      return checkRoot(state, record, port)
    default:
      return unreachable(record)
  }
}

function checkCharter(
  state: LineState,
  record: Extract<Founding, { kind: "charter" }>,
  port: Verify,
): Result<"next" | "known"> {
  const { version, previous } = record.core
  const place = follows(state.charters, { hash: record.hash, version, previous }, 0)
  if (place.ok ? place.value === "known" : place.code !== "roster/forked") return place
  const first = charterOf(state, 0)
  const isSameLine =
    first !== undefined &&
    equalBytes(first.rootA, record.core.rootA) &&
    equalBytes(first.rootB, record.core.rootB) &&
    first.mode === record.core.mode
  if (!isSameLine) return refused("roster/refused", "parties and mode of a line never change")
  return charterFault(record.core, record.signed, state.parties, port) ?? place
}

function checkRoster(
  state: LineState,
  record: Extract<Founding, { kind: "roster" }>,
  port: Verify,
): Result<"next" | "known"> {
  const side = sideOf(state, record.core.party)
  if (side === undefined)
    return refused("roster/refused", "a roster of a party that is not on this line")
  const party = state.parties[side]
  const { version, previous } = record.core
  const place = follows(party.rosters, { hash: record.hash, version, previous }, 1)
  if (place.ok ? place.value === "known" : place.code !== "roster/forked") return place
  // A fork is only evidence against a root when that root really signed both.
  if (!isSignedByRoot(newest(party.roots).document, record.signed, port)) {
    return refused("sign/bad", "the roster is not signed by its party's root")
  }
  return place.ok ? (rosterFault(state, record.core, side) ?? place) : place
}

function rosterFault(state: LineState, roster: Roster, side: Side): Refusal | undefined {
  const other = currentRoster(state, otherSide(side))
  const taken = new Set((other?.devices ?? []).map((device) => device.device))
  for (const device of roster.devices) {
    if (taken.has(device.device))
      return refused("roster/refused", "a device is named twice on this line")
    taken.add(device.device)
    const unsound = deviceFault(device)
    if (unsound !== undefined) return refused("roster/refused", unsound)
  }
  const shared = sharedKeyFault(roster, other, currentCharter(state))
  if (shared !== undefined) return refused("roster/refused", shared)
  if (taken.size > limits.devicesPerLineMax)
    return refused("roster/refused", "too many devices on this line")
  return callSignFault(state, roster, side)
}

function deviceFault(device: RosterDevice): string | undefined {
  if (device.device !== deviceIdOf(device.signingKey)) {
    return "a device id does not belong to its key"
  }
  if (!isSoundSigningKey(device.signingKey) || !isSoundSigningKey(device.witnessKey)) {
    return "a device key is not a sound Ed25519 key"
  }
  // One key that nobody can seal to would stop every message that names its device.
  return isSoundEncapsulationKey(device.fallbackKey)
    ? undefined
    : "a fallback key is not a sound X-Wing key"
}

/** A call sign names one device for ever: serials of the past must not become ambiguous. */
function callSignFault(state: LineState, roster: Roster, side: Side): Refusal | undefined {
  const owners = new Map<string, DeviceId>()
  const past = state.parties[side].rosters.flatMap((known) => known.document.devices)
  for (const device of [...past, ...roster.devices]) {
    const owner = owners.get(device.callSign)
    if (owner !== undefined && owner !== device.device) {
      return refused("roster/refused", `call sign ${device.callSign} was used before`)
    }
    owners.set(device.callSign, device.device)
  }
  return undefined
}

function checkRoot(
  state: LineState,
  record: Extract<Founding, { kind: "root" }>,
  port: Verify,
): Result<"next" | "known"> {
  const hash = rootCommitment(record.signed.core)
  for (const side of ["A", "B"] as const) {
    const party = state.parties[side]
    const present = newest(party.roots)
    if (party.roots.some((known) => known.hash === record.hash)) return { ok: true, value: "known" }
    if (present.document.nextCommit !== hash) continue
    const isNext = record.core.version === present.version + 1
    const isSigned =
      isSignedByRoot(present.document, record.signed, port) &&
      isSignedByRoot(record.core, record.signed, port)
    if (!isNext || !isSigned)
      return refused("sign/bad", "old and new root must both sign the next root")
    const shared = sharedRootFault(
      record.core,
      newest(state.parties[otherSide(side)].roots).document,
    )
    if (shared !== undefined) return refused("roster/refused", shared)
    return rootFault(record.core) ?? { ok: true, value: "next" }
  }
  return refused("roster/refused", "no party has committed to this root document")
}

/** The state with a founding record that `checkFounding` called next, or the other document of a fork. */
export function foldFounding(state: LineState, record: Founding): LineState {
  const added = { hash: record.hash, bytes: record.signed.core, version: record.core.version }
  switch (record.kind) {
    case "charter":
      return { ...state, charters: inOrder(state.charters, { ...added, document: record.core }) }
    case "roster": {
      const side = sideOf(state, record.core.party)
      if (side === undefined) return state
      const party = state.parties[side]
      const rosters = inOrder(party.rosters, { ...added, document: record.core })
      return withParty(state, side, { ...party, rosters: rosters.slice(-limits.rostersRemembered) })
    }
    case "root": {
      const commitment = rootCommitment(record.signed.core)
      const isOfA = newest(state.parties.A.roots).document.nextCommit === commitment
      const side = isOfA ? "A" : "B"
      const party = state.parties[side]
      const roots = [...party.roots, { ...added, document: record.core }]
      return withParty(state, side, { ...party, roots })
    }
    default:
      return unreachable(record)
  }
}

function withParty(state: LineState, side: Side, party: Party): LineState {
  return { ...state, parties: { ...state.parties, [side]: party } }
}
