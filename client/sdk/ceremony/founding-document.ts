// Charters, rosters and changes of root on their way to being signed: a record without signatures is a proposal, and each
// custodian adds one. Whether it is good is judged by shared/line/founding.ts and nowhere else; a proposal is judged there too,
// as if everybody had signed.

import { unreachable } from "../../../shared/assert.ts"
import type { Signatures } from "../../../shared/crypto/ports.ts"
import { signIn, verifyIn } from "../../../shared/crypto/signatures.ts"
import { equalBytes } from "../../../shared/encoding/bytes.ts"
import { decodeAs, encodeAs } from "../../../shared/encoding/schema.ts"
import {
  beginLine,
  checkFounding,
  foldFounding,
  type Verify,
} from "../../../shared/line/founding.ts"
import type { LineState } from "../../../shared/line/state.ts"
import { limits } from "../../../shared/limits.ts"
import {
  isFounding,
  parseRecord,
  parseSigned,
  type Founding,
} from "../../../shared/records/parsed.ts"
import { root, type Root } from "../../../shared/records/root.ts"
import { contextOf, signed, type Signed } from "../../../shared/records/signed.ts"
import { ok, refused, type Result } from "../../../shared/result.ts"
import { armoured, readArmour, type DocumentKind } from "./armour.ts"

export type CharterRecord = Extract<Founding, { kind: "charter" }>

const kindNames: Readonly<Record<Founding["kind"], DocumentKind>> = {
  root: "root change",
  charter: "charter",
  roster: "roster",
}

export function proposal(kind: Founding["kind"], core: Uint8Array): Result<Founding> {
  return founding({ kind, core, signatures: [] })
}

function founding(outer: Signed): Result<Founding> {
  const record = parseSigned(outer)
  if (!record.ok) return record
  return isFounding(record.value)
    ? ok(record.value)
    : refused("form/malformed", "not a root, charter or roster")
}

export function documentText(record: Founding): string {
  return armoured(kindNames[record.kind], encodeAs(signed, record.signed))
}

/** Every founding document, whatever its kind, signed or not. */
export function readDocument(text: string): Result<Founding> {
  const read = readArmour(text)
  if (!read.ok) return read
  if (!Object.values(kindNames).includes(read.value.kind)) {
    return refused("form/malformed", `${read.value.kind}: nothing that roots sign`)
  }
  const record = parseRecord(read.value.bytes)
  if (!record.ok) return record
  return isFounding(record.value) && kindNames[record.value.kind] === read.value.kind
    ? ok(record.value)
    : refused("form/malformed", "the document is not what its first line says")
}

export function readCharter(text: string): Result<CharterRecord> {
  const read = readDocument(text)
  if (!read.ok) return read
  return read.value.kind === "charter"
    ? ok(read.value)
    : refused("form/malformed", `found: ${read.value.kind}; asked for: charter`)
}

/** The document with this key's signature; signing twice changes nothing. */
export function withSignature(
  port: Signatures,
  record: Founding,
  seed: Uint8Array,
): Result<Founding> {
  const { kind, core, signatures } = record.signed
  const key = port.publicKey(seed)
  const others = signatures.filter((known) => !equalBytes(known.key, key))
  const signature = signIn(contextOf[kind], port, seed, core)
  return founding({ kind, core, signatures: [...others, { algorithm: 1, key, signature }] })
}

/** Which custodians of a root, counted from 1, have signed: to show, not to decide by. */
export function signersOf(record: Founding, document: Root, port: Verify): readonly number[] {
  const { kind, core: bytes, signatures } = record.signed
  return document.keys.flatMap((rootKey, i) => {
    const own = signatures.find((known) => equalBytes(known.key, rootKey))
    const isSigned =
      own !== undefined &&
      verifyIn(contextOf[kind], port, rootKey, { bytes, signature: own.signature })
    return isSigned ? [i + 1] : []
  })
}

/**
 * The line as these documents found it. They are taken in the order in which each follows from those before, whatever order
 * they come in; one that never follows is refused for the reason that the rulebook gives.
 */
export function foundLine(
  charter: CharterRecord,
  documents: readonly Founding[],
  port: Verify,
): Result<LineState> {
  const began = beginLine(charter, port)
  if (!began.ok) return began
  let state = began.value
  let waiting = inLikelyOrder(documents)
  for (;;) {
    const [first] = waiting
    if (first === undefined) return ok(state)
    const places = waiting.map((document) => checkFounding(state, document, port))
    const next = waiting.find((_, i) => {
      const place = places[i]
      return place?.ok === true && place.value !== "forked"
    })
    if (next === undefined) {
      return places[0]?.ok === false ? places[0] : refused("roster/forked", forkOf(first))
    }
    state = added(state, next, port)
    waiting = waiting.filter((document) => document !== next)
  }
}

function forkOf({ kind, core }: Founding): string {
  return `two documents: ${kind} ${String(core.version)}`
}

function added(state: LineState, document: Founding, port: Verify): LineState {
  const place = checkFounding(state, document, port)
  return place.ok && place.value === "next" ? foldFounding(state, document) : state
}

/** Rosters before the change of root that would make their signatures those of an old root. */
function inLikelyOrder(documents: readonly Founding[]): readonly Founding[] {
  const ranks: Readonly<Record<Founding["kind"], number>> = { roster: 0, charter: 1, root: 2 }
  return documents.toSorted(
    (a, b) => ranks[a.kind] - ranks[b.kind] || a.core.version - b.core.version,
  )
}

/** A first charter, judged as if both roots had signed it. */
export function judgeCharter(record: CharterRecord): Result<LineState> {
  const keys: Uint8Array[] = []
  for (const bytes of [record.core.rootA, record.core.rootB]) {
    const document = decodeAs(root, bytes, limits.recordBytesMax)
    if (!document.ok) return document
    keys.push(...document.value.keys)
  }
  const believed = asIfSigned(record, keys)
  if (!believed.ok) return believed
  return believed.value.kind === "charter"
    ? beginLine(believed.value, believing)
    : refused("form/malformed", "not a charter")
}

/** A document of a line that stands, judged as if the roots had signed it. */
export function judgeDocument(state: LineState, record: Founding): Result<"next" | "known"> {
  const believed = asIfSigned(record, keysConcerned(state, record))
  if (!believed.ok) return believed
  const place = checkFounding(state, believed.value, believing)
  if (!place.ok) return place
  return place.value === "forked" ? refused("roster/forked", forkOf(record)) : ok(place.value)
}

function keysConcerned(state: LineState, record: Founding): readonly Uint8Array[] {
  const newest = [state.parties.A, state.parties.B].map((party) => party.roots.at(-1)?.document)
  const present = newest.flatMap((document) => document?.keys ?? [])
  switch (record.kind) {
    case "root":
      return [...present, ...record.core.keys]
    case "charter":
    case "roster":
      return present
    default:
      return unreachable(record)
  }
}

const believing: Verify = { verify: () => true }

/** Zeros stand where signatures will: the rulebook counts them with a verifier that believes everything, and asks the rest. */
function asIfSigned(record: Founding, keys: readonly Uint8Array[]): Result<Founding> {
  const { kind, core } = record.signed
  const signatures = keys.map((key) => ({
    algorithm: 1,
    key,
    signature: new Uint8Array(64),
  }))
  return founding({ kind, core, signatures })
}
