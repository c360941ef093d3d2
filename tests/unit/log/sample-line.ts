// A small line to export: two relays, one of them restored once, that hold the same records in different orders.

import { createHash } from "node:crypto"

import { present } from "../../../shared/assert.ts"
import { branded, encodeAs } from "../../../shared/encoding/schema.ts"
import {
  addCosignatures,
  cosignatureBytes,
  originOf,
  signCheckpoint,
} from "../../../shared/log/checkpoint.ts"
import type { KeysOf, RelayKeys } from "../../../shared/log/export-proof.ts"
import type { JournalCopy, LineExport } from "../../../shared/log/export.ts"
import { emptyFrontier, grow, leafHash, rootOf } from "../../../shared/log/tree.ts"
import { entry } from "../../../shared/records/entry.ts"
import type { DeviceId, LineId, RelayId } from "../../../shared/records/names.ts"
import { nodeSignatures } from "./node-signatures.ts"

export const line = branded<LineId>("11".repeat(32))

export function relay(number: number): RelayId {
  return branded<RelayId>(number.toString(16).padStart(16, "0"))
}

export function device(number: number): DeviceId {
  return branded<DeviceId>(number.toString(16).padStart(32, "0"))
}

export function seedOf(name: string): Uint8Array {
  return Uint8Array.from(createHash("sha256").update(name).digest())
}

const witnessKeys = new Map(
  [device(1), device(2)].map((who) => [who, nodeSignatures.publicKey(seedOf(who))] as const),
)
const relays = new Map<RelayId, RelayKeys>(
  [relay(1), relay(2)].map((who) => [
    who,
    { logKey: nodeSignatures.publicKey(seedOf(`log ${who}`)), witnessKeys },
  ]),
)

/** What relays and devices sign with here; in life these keys stand in the charter and the rosters of this very line. */
export function keysFrom(reading: { readonly line: LineId | undefined }): KeysOf {
  return (who) => (reading.line === line ? relays.get(who) : undefined)
}

/** `who` said `words`, or the relay itself did. */
export interface Said {
  readonly who: "party" | "relay"
  readonly words: string
}

export function entryOf(at: RelayId, said: Said, index: number): Uint8Array {
  return encodeAs(entry, {
    format: 1,
    relay: at,
    speaker: said.who,
    t: 1_790_000_000_000 + index,
    terr: 3,
    salt: seedOf(`${at} ${String(index)}`).subarray(0, 16),
    record: Buffer.from(said.words),
    carried: index % 3 === 2 ? Buffer.from("an acceptance from elsewhere") : new Uint8Array(0),
  })
}

/** A journal with checkpoints over its first `sizes` entries, each cosigned by both devices. */
export function copyOf(
  at: RelayId,
  epoch: number,
  said: readonly Said[],
  sizes: readonly number[],
): JournalCopy {
  const entries = said.map((one, index) => entryOf(at, one, index))
  const checkpoints = sizes.map((size) => noteOver(at, epoch, entries.slice(0, size)))
  return { relay: at, epoch, entries, checkpoints }
}

export function noteOver(at: RelayId, epoch: number, entries: readonly Uint8Array[]): string {
  const { frontier } = grow(emptyFrontier, entries.map(leafHash))
  const origin = originOf(line, at, epoch)
  const checkpoint = { origin, size: frontier.size, root: rootOf(frontier) }
  const note = signCheckpoint(checkpoint, nodeSignatures, seedOf(`log ${at}`))
  const cosigned = addCosignatures(
    note,
    [...witnessKeys].map(([who, witnessKey]) => {
      const seconds = 1_790_000_000
      const signature = nodeSignatures.sign(seedOf(who), cosignatureBytes(checkpoint, seconds))
      return { witnessKey, cosignature: { device: who, seconds, signature } }
    }),
  )
  return present(cosigned.ok ? cosigned.value : undefined, "a cosigned note")
}

const party = (words: string): Said => ({ who: "party", words })
const own = (words: string): Said => ({ who: "relay", words })

export const sample: LineExport = {
  line,
  journals: [
    copyOf(relay(1), 0, [own("started"), party("ping"), party("pong"), own("overdue")], [2, 4]),
    copyOf(relay(2), 0, [party("pong"), party("ping")], [2]),
    copyOf(relay(2), 1, [own("restored"), party("pong")], [2]),
  ],
}

/** Few bytes, so that each of them can be altered: both kinds of entry, one record in two journals, a cosigned checkpoint. */
export const smallSample: LineExport = {
  line,
  journals: [
    copyOf(relay(1), 0, [own("started"), party("ping")], [2]),
    copyOf(relay(2), 0, [party("ping")], [1]),
  ],
}
