// One entry's place in a journal, in one text file that can be checked without asking anybody (C2SP tlog-proof): the index,
// the inclusion proof and the checkpoint with its cosignatures. Other tools than ours can check it too.

import { limits } from "../limits.ts"
import { ok, refused, type Result } from "../result.ts"
import { ofBase64, toBase64 } from "./base64.ts"
import { isCount } from "./tree.ts"

const title = "c2sp.org/tlog-proof@v1"
/** A tree of 2^53 leaves has no longer path. */
const pathMax = 53

export interface TlogProof {
  readonly index: number
  readonly path: readonly Uint8Array[]
  /** A signed note. It is carried as it is: open it with `openCheckpoint`, then check the path with `isIncluded`. */
  readonly checkpoint: string
}

export function formatProof(proof: TlogProof): string {
  const path = proof.path.map((hash) => `${toBase64(hash)}\n`).join("")
  return `${title}\nindex ${String(proof.index)}\n${path}\n${proof.checkpoint}`
}

/** Refuses any text that `formatProof` does not write, and extra data, which nothing here would authenticate. */
export function parseProof(written: string): Result<TlogProof> {
  // The path has no empty line in it, so the first one is where the checkpoint begins.
  const end = written.indexOf("\n\n")
  const [first, second = "", ...encoded] = written.slice(0, Math.max(0, end)).split("\n")
  const index = Number(second.slice("index ".length))
  const path = encoded.map(ofBase64).filter((hash) => hash?.length === 32)
  if (first !== title || !isCount(index) || path.length > pathMax) {
    return refused("form/malformed", "no proof")
  }
  const checkpoint = written.slice(end + 2)
  const proof = { index, path: path.filter((hash) => hash !== undefined), checkpoint }
  if (checkpoint.length > limits.noteCharsMax || formatProof(proof) !== written) {
    return refused("form/malformed", "no proof")
  }
  return ok(proof)
}
