// A party's root: the signing keys held by its custodians, and the commitment to the next ones. Rotation is signed by the
// threshold of the old and of the new document, and must open the old commitment: a stolen root cannot move the party.

import { bytes, constant, list, record, text, uint, type Infer } from "../encoding/schema.ts"
import { limits } from "../limits.ts"
import { hash, instant } from "./names.ts"

export const root = record({
  format: constant(1),
  version: uint(),
  label: text(limits.labelCharsMax),
  keys: list(bytes(32), limits.rootKeysMax),
  threshold: uint(limits.rootKeysMax),
  nextCommit: hash,
  created: instant,
})
export type Root = Infer<typeof root>
