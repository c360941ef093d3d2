// Who has to sign a document, who has, and adding a signature: only by a key that has a say in it.

import { unreachable } from "../../../shared/assert.ts"
import { equalBytes } from "../../../shared/encoding/bytes.ts"
import { decodeAs } from "../../../shared/encoding/schema.ts"
import { newest, partyIdOf, rootCommitment } from "../../../shared/line/agreement.ts"
import type { LineState } from "../../../shared/line/state.ts"
import { limits } from "../../../shared/limits.ts"
import type { PartyId } from "../../../shared/records/names.ts"
import type { Founding } from "../../../shared/records/parsed.ts"
import { root, type Root } from "../../../shared/records/root.ts"
import type { CustodianKey } from "../../sdk/ceremony/custodian-key.ts"
import {
  signersOf,
  withSignature,
  type CharterRecord,
} from "../../sdk/ceremony/founding-document.ts"
import { nodeClientCrypto } from "../crypto.ts"
import { Failure, unwrap } from "../failure.ts"

/** A root whose custodians have to sign. */
export interface Signatory {
  readonly party: PartyId
  readonly document: Root
}

export function signatoriesOfCharter({ core }: CharterRecord): readonly Signatory[] {
  return [core.rootA, core.rootB].map((bytes) => ({
    party: partyIdOf(bytes),
    document: unwrap(decodeAs(root, bytes, limits.recordBytesMax)),
  }))
}

/** The roots that have to sign this on a line; a change of root belongs to the one that has committed to it. */
export function signatoriesOn(state: LineState, record: Founding): readonly Signatory[] {
  const parties = [state.parties.A, state.parties.B].map(({ party, roots }) => ({
    party,
    document: newest(roots).document,
  }))
  switch (record.kind) {
    case "charter":
      return parties
    case "roster":
      return parties.filter(({ party }) => party === record.core.party)
    case "root": {
      const commitment = rootCommitment(record.signed.core)
      const present = parties.filter(({ document }) => document.nextCommit === commitment)
      return present.flatMap((each) => [each, { party: each.party, document: record.core }])
    }
    default:
      return unreachable(record)
  }
}

/** The document with these keys' signatures. A key that has no say in it is a slip, and nothing is signed. */
export function signedBy(record: Founding, keys: readonly CustodianKey[]): Founding {
  const { signatures } = nodeClientCrypto()
  return keys.reduce((known, key) => {
    if (hasSay(record, key, signatures.publicKey(key.seed))) {
      return unwrap(withSignature(signatures, known, key.seed))
    }
    throw new Failure(
      "cli/refused",
      `the key of custodian ${String(key.number)}, root ${String(key.version)}, has no say in this ${record.kind}`,
      "Nothing was signed. Look whether this is the right document, and the right key.",
    )
  }, record)
}

function hasSay(record: Founding, key: CustodianKey, publicKey: Uint8Array): boolean {
  switch (record.kind) {
    case "charter":
      return signatoriesOfCharter(record).some(({ party }) => party === key.party)
    case "roster":
      return key.party === record.core.party
    case "root":
      return (
        key.version + 1 === record.core.version ||
        record.core.keys.some((known) => equalBytes(known, publicKey))
      )
    default:
      return unreachable(record)
  }
}

export interface Progress {
  readonly label: string
  readonly version: number
  readonly signed: readonly number[]
  readonly threshold: number
  readonly isEnough: boolean
}

export function progressOf(
  record: Founding,
  signatories: readonly Signatory[],
): readonly Progress[] {
  const { signatures } = nodeClientCrypto()
  return signatories.map(({ document }) => {
    const signed = signersOf(record, document, signatures)
    const { label, threshold, version } = document
    return { label, version, signed, threshold, isEnough: signed.length >= threshold }
  })
}

export function progressLines(progress: readonly Progress[]): readonly string[] {
  return progress.map(({ label, signed, threshold, isEnough }) => {
    const who = signed.length === 0 ? "nobody" : `custodian ${signed.join(", ")}`
    const verdict = isEnough ? "that is enough" : `${String(threshold)} are needed`
    return `${label}: signed by ${who}; ${verdict}`
  })
}
