// The founding documents of a line: root documents, charters, rosters, each a chain of versions that only the parties' own
// roots can lengthen. A relay can withhold a version; it can add nobody.

import { unreachable } from "../assert.ts"
import { equalBytes, hexOf } from "../encoding/bytes.ts"
import { decodeAs } from "../encoding/schema.ts"
import { isSoundSigningKey } from "../crypto/keys.ts"
import type { Signatures } from "../crypto/ports.ts"
import { verifyIn } from "../crypto/signatures.ts"
import { limits } from "../limits.ts"
import { refused, type Refusal, type Result } from "../result.ts"
import type { Charter, Side } from "../records/charter.ts"
import type { Founding } from "../records/parsed.ts"
import { root, type Root } from "../records/root.ts"
import { contextOf, hashOf, type Signed } from "../records/signed.ts"
import {
  charterOf,
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
import { rosterFault } from "./enrolled.ts"
import { sharedRootFault } from "./apart.ts"
import { follows, inOrder, type Place } from "./versions.ts"

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
    removals: new Map(),
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

/**
 * Whether a founding record may be folded: its predecessor is here, enough of the right keys have signed it, and what it says is
 * sound. The second document of a version passes the same checks as the first, and is a fork.
 */
export function checkFounding(state: LineState, record: Founding, port: Verify): Result<Place> {
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
): Result<Place> {
  const { version, previous } = record.core
  const place = follows(state.charters, { hash: record.hash, version, previous }, 0)
  if (!place.ok || place.value === "known") return place
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
): Result<Place> {
  const side = sideOf(state, record.core.party)
  if (side === undefined)
    return refused("roster/refused", "a roster of a party that is not on this line")
  const party = state.parties[side]
  const { version, previous } = record.core
  const place = follows(party.rosters, { hash: record.hash, version, previous }, 1)
  if (!place.ok || place.value === "known") return place
  if (!isSignedByRoot(newest(party.roots).document, record.signed, port)) {
    return refused("sign/bad", "the roster is not signed by its party's root")
  }
  return rosterFault(state, record.core, side) ?? place
}

function checkRoot(
  state: LineState,
  record: Extract<Founding, { kind: "root" }>,
  port: Verify,
): Result<Place> {
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

/** The state with a founding record that `checkFounding` called next or forked. */
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
