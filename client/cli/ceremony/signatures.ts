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
import { Failure, unwrap } from "../../runtime/failure.ts"

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
export function signedBy(
  record: Founding,
  keys: readonly CustodianKey[],
  signatories: readonly Signatory[],
): Founding {
  const { signatures } = nodeClientCrypto()
  return keys.reduce((known, key) => {
    if (hasSay(record, key, signatories)) return unwrap(withSignature(signatures, known, key.seed))
    throw new Failure(
      "cli/refused",
      `the key of custodian ${String(key.number)}, root ${String(key.version)}, has no say in this ${record.kind}`,
      "Nothing was signed. Look whether this is the right document, and the right key: a root that was changed signs nothing new.",
    )
  }, record)
}

/** Where the line is not known, a roster at least names the party whose keys sign it. */
function hasSay(record: Founding, key: CustodianKey, signatories: readonly Signatory[]): boolean {
  if (signatories.length === 0) return record.kind === "roster" && key.party === record.core.party
  const publicKey = nodeClientCrypto().signatures.publicKey(key.seed)
  return signatories.some(({ document }) =>
    document.keys.some((known) => equalBytes(known, publicKey)),
  )
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
  const isOfChange = progress.some(({ version }) => version > 0)
  return progress.map(({ label, version, signed, threshold, isEnough }) => {
    const who = signed.length === 0 ? "nobody" : `custodian ${signed.join(", ")}`
    const verdict = isEnough
      ? "that is enough"
      : `${String(threshold)} ${threshold === 1 ? "is" : "are"} needed`
    const whose = isOfChange ? `${label}, root ${String(version)}` : label
    return `${whose}: signed by ${who}; ${verdict}`
  })
}
