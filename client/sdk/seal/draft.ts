// A message that waits for a second officer. Its author signs what it will say; the releaser's envelope carries that
// signature, and anybody can recompute from the envelope what the author signed. The author's signature stands for the
// content only: sender, number and recipients are the releaser's.

import type { ClientCrypto, Signatures } from "../../../shared/crypto/ports.ts"
import { signIn, verifyIn } from "../../../shared/crypto/signatures.ts"
import { encodeAs } from "../../../shared/encoding/schema.ts"
import { draft, withdraw, type Draft, type Withdraw } from "../../../shared/records/draft.ts"
import type { EnvelopeCore } from "../../../shared/records/envelope.ts"
import { commitmentOf } from "./body.ts"
import { newOpening } from "./seal.ts"

export type DraftTerms = Omit<Draft, "format" | "commitment">

export interface SignedDraft {
  readonly draft: Draft
  readonly signature: Uint8Array
}

/** Payload and opening travel to the second officer by desk mail; the envelope must be sealed with both. */
export function makeDraft(
  crypto: ClientCrypto,
  seed: Uint8Array,
  terms: DraftTerms,
  payload: Uint8Array,
): SignedDraft & { readonly opening: Uint8Array } {
  const opening = newOpening(crypto, seed, payload)
  const made: Draft = { format: 1, ...terms, commitment: commitmentOf({ payload, opening }) }
  const bytes = encodeAs(draft, made)
  return {
    draft: made,
    signature: signIn("Parley-v1 draft", crypto.signatures, seed, bytes),
    opening,
  }
}

export function isDraftSigned(
  signatures: Pick<Signatures, "verify">,
  signed: SignedDraft,
  authorKey: Uint8Array,
): boolean {
  const bytes = encodeAs(draft, signed.draft)
  const { signature } = signed
  return verifyIn("Parley-v1 draft", signatures, authorKey, { bytes, signature })
}

/** What stands in a released envelope. */
export function authorshipOf(signed: SignedDraft): EnvelopeCore["drafted"][number] {
  return { author: signed.draft.author, t: signed.draft.t, signature: signed.signature }
}

/** What the author of a released envelope must have signed; undefined where one officer sent alone. */
export function draftOf(core: EnvelopeCore): SignedDraft | undefined {
  const [drafted] = core.drafted
  if (drafted === undefined) return undefined
  return {
    draft: {
      format: 1,
      line: core.link.line,
      message: core.message,
      commitment: core.commitment,
      precedence: core.precedence,
      owes: core.owes,
      references: core.references,
      life: core.life,
      author: drafted.author,
      t: drafted.t,
    },
    signature: drafted.signature,
  }
}

/** The author takes a draft back. */
export function signWithdrawal(
  crypto: Pick<ClientCrypto, "signatures">,
  seed: Uint8Array,
  withdrawal: Withdraw,
): Uint8Array {
  const bytes = encodeAs(withdraw, withdrawal)
  return signIn("Parley-v1 withdraw", crypto.signatures, seed, bytes)
}

export function isWithdrawalSigned(
  signatures: Pick<Signatures, "verify">,
  withdrawal: Withdraw,
  signature: Uint8Array,
  authorKey: Uint8Array,
): boolean {
  const bytes = encodeAs(withdraw, withdrawal)
  return verifyIn("Parley-v1 withdraw", signatures, authorKey, { bytes, signature })
}
