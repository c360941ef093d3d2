// The state of a line as bytes, so that a start need not fold the past again. Equal states give equal bytes, in whatever order
// they were reached: maps are written in the order of their keys, and everything else the fold keeps in one order already.

import { compareText } from "../encoding/bytes.ts"
import { Malformed } from "../encoding/item.ts"
import {
  bytes,
  choice,
  constant,
  decodeAs,
  encodeAs,
  list,
  optional,
  record,
  text,
  uint,
  type Infer,
  type Schema,
} from "../encoding/schema.ts"
import { limits } from "../limits.ts"
import { charter } from "../records/charter.ts"
import { deviceId, hash, lineId, partyId, relayId, role } from "../records/names.ts"
import { root } from "../records/root.ts"
import { roster } from "../records/roster.ts"
import { hashOf } from "../records/signed.ts"
import { ok, type Result } from "../result.ts"
import { row, type LineState, type Row, type Versioned } from "./state.ts"

/** Raised whenever the same entries would fold to other bytes; a test holds the digest of one story against it. */
const rules = 6
export const rulebookVersion = `parley rulebook ${String(rules)}`

/** More devices than a line ever names, over all its rosters. */
const devicesEverMax = 65_536
/** Open messages; far more than memory holds rows, so that no honest line meets it. */
const rowsMax = 1_048_576

/** A founding document travels as the bytes that were signed; its version, hash and fields follow from them. */
function versioned<T extends { readonly version: number }>(
  schema: Schema<T>,
): Schema<Versioned<T>> {
  const raw = bytes(1, limits.recordBytesMax)
  return {
    encode: (value) => raw.encode(value.bytes),
    decode(item, path) {
      const signedBytes = raw.decode(item, path)
      const document = decodeAs(schema, signedBytes, limits.recordBytesMax)
      if (!document.ok) throw new Malformed(`${path}: ${document.detail}`)
      const { version } = document.value
      return { version, hash: hashOf(signedBytes), bytes: signedBytes, document: document.value }
    },
  }
}

/** A map as a list in the order of its keys; a list in another order was not written here and is refused. */
function mapOf<K extends string, V>(
  key: Schema<K>,
  value: Schema<V>,
  max: number,
): Schema<ReadonlyMap<K, V>> {
  const entries = list(record({ key, value }), max)
  return {
    encode: (map) =>
      entries.encode(
        [...map]
          .toSorted(([a], [b]) => compareText(a, b))
          .map(([name, content]) => ({ key: name, value: content })),
      ),
    decode(item, path) {
      const decoded = entries.decode(item, path)
      const isSorted = decoded.every(
        (entry, i) => i === 0 || (decoded[i - 1]?.key ?? "") < entry.key,
      )
      if (!isSorted) throw new Malformed(`${path}: keys out of order`)
      return new Map(decoded.map((entry) => [entry.key, entry.value]))
    },
  }
}

/** A row is a byte string of its own, the same that is stored beside a journal: it names its message itself. */
function rowsOf(): Schema<ReadonlyMap<Row["message"], Row>> {
  const raw = list(bytes(1, limits.stateBytesMax), rowsMax)
  return {
    encode: (rows) =>
      raw.encode(
        [...rows.values()]
          .toSorted((a, b) => compareText(a.message, b.message))
          .map((each) => encodeAs(row, each)),
      ),
    decode(item, path) {
      const rows = raw.decode(item, path).map((encoded) => {
        const read = decodeAs(row, encoded, limits.stateBytesMax)
        if (!read.ok) throw new Malformed(`${path}: ${read.detail}`)
        return read.value
      })
      return new Map(rows.map((each) => [each.message, each]))
    },
  }
}

const ended = record({ relay: relayId, effective: uint(), from: uint() })
const documents = limits.documentsEverMax
const party = record({
  party: partyId,
  roots: list(versioned(root), documents),
  rosters: list(versioned(roster), limits.rostersRemembered),
})

const state = record({
  rules: constant(rules),
  line: lineId,
  charters: list(versioned(charter), documents),
  parties: record({ A: party, B: party }),
  heads: mapOf(deviceId, record({ seq: uint(), hash, serial: uint() }), devicesEverMax),
  rows: rowsOf(),
  watches: mapOf(
    deviceId,
    record({ seq: uint(), act: choice({ take: 1, leave: 2 }), role, until: uint(), t: uint() }),
    devicesEverMax,
  ),
  relieved: mapOf(deviceId, uint(), devicesEverMax),
  suspensions: mapOf(deviceId, list(ended, limits.relaysEverMax), devicesEverMax),
  removals: mapOf(deviceId, list(ended, limits.relaysEverMax), devicesEverMax),
  forked: mapOf(deviceId, uint(), devicesEverMax),
  journals: mapOf(
    relayId,
    record({ epoch: uint(), t: uint(), chains: mapOf(deviceId, uint(), devicesEverMax) }),
    limits.relaysEverMax,
  ),
  violations: list(
    record({
      what: choice({ "chain/fork": 0, "roster/forked": 1, "log/forged": 2 }),
      device: optional(deviceId),
      detail: text(limits.labelCharsMax),
    }),
    limits.violationsMax,
  ),
})

export function encodeState(value: LineState): Uint8Array {
  const content: Infer<typeof state> = { rules, ...value }
  return encodeAs(state, content)
}

/** The state of bytes that `encodeState` of this very rulebook wrote; anything else is refused and the past is folded anew. */
export function decodeState(encoded: Uint8Array): Result<LineState> {
  const read = decodeAs(state, encoded, limits.stateBytesMax)
  if (!read.ok) return read
  const { rules: _, ...value } = read.value
  return ok(value)
}
