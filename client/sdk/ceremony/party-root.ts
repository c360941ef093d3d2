// A party's root is made once: the keys of its custodians, and with them the roots that may follow. Each document names the
// hash of the next, so a stolen root cannot move the party to keys of a thief's choosing; the next keys must then be kept
// somewhere else than the present ones.

import type { ClientCrypto } from "../../../shared/crypto/ports.ts"
import { decodeAs, encodeAs, branded } from "../../../shared/encoding/schema.ts"
import { partyIdOf, rootCommitment } from "../../../shared/line/agreement.ts"
import { limits } from "../../../shared/limits.ts"
import type { Hash, PartyId } from "../../../shared/records/names.ts"
import { root, type Root } from "../../../shared/records/root.ts"
import { ok, refused, type Result } from "../../../shared/result.ts"
import { armoured, unarmoured } from "./armour.ts"

export interface RootPlan {
  readonly label: string
  readonly custodians: number
  readonly threshold: number
  /** How many times this party will be able to change its root. */
  readonly successors: number
  readonly created: number
}

/** One version of a root, with the seed of each custodian's key in the order of the document. */
export interface MadeRoot {
  readonly document: Root
  readonly bytes: Uint8Array
  readonly seeds: readonly Uint8Array[]
}

/** Nothing hashes to it: a root with this commitment is the last one, and its party must then be founded anew. */
const noSuccessor = branded<Hash>("0".repeat(64))
const seedBytes = 32

/** Version 0 first. Made from the last to the first, because each document commits to the whole of the next. */
export function makeRoots(
  crypto: Pick<ClientCrypto, "random" | "signatures">,
  plan: RootPlan,
): readonly MadeRoot[] {
  const made: MadeRoot[] = []
  for (let version = plan.successors; version >= 0; version -= 1) {
    const seeds = Array.from({ length: plan.custodians }, () => crypto.random.bytes(seedBytes))
    const next = made[0]
    const document: Root = {
      format: 1,
      version,
      label: plan.label,
      keys: seeds.map((seed) => crypto.signatures.publicKey(seed)),
      threshold: plan.threshold,
      nextCommit: next === undefined ? noSuccessor : rootCommitment(next.bytes),
      created: plan.created,
    }
    made.unshift({ document, bytes: encodeAs(root, document), seeds })
  }
  return made
}

/** A first root document: it needs no signature, because its hash is the party's name. */
export interface PartyRoot {
  readonly party: PartyId
  readonly document: Root
  readonly bytes: Uint8Array
}

export function rootText(bytes: Uint8Array): string {
  return armoured("root", bytes)
}

export function readRoot(text: string): Result<PartyRoot> {
  const bytes = unarmoured("root", text)
  return bytes.ok ? rootOf(bytes.value) : bytes
}

export function rootOf(bytes: Uint8Array): Result<PartyRoot> {
  const document = decodeAs(root, bytes, limits.recordBytesMax)
  if (!document.ok) return document
  return document.value.version === 0
    ? ok({ party: partyIdOf(bytes), document: document.value, bytes })
    : refused("roster/refused", "a party is named by its first root; this is a later one")
}
