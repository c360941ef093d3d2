// The closed vocabularies and their numbers. A word that is added to a vocabulary does not compile here until it is listed.

import { contexts } from "../../../../shared/crypto/signatures.ts"
import type { Item } from "../../../../shared/encoding/item.ts"
import type { Schema } from "../../../../shared/encoding/schema.ts"
import { errorNumbers } from "../../../../shared/errors.ts"
import { ladderAction, mode, side } from "../../../../shared/records/charter.ts"
import { speaker } from "../../../../shared/records/entry.ts"
import { demand, permission, precedence, role } from "../../../../shared/records/names.ts"
import { recordKind } from "../../../../shared/records/signed.ts"
import { level } from "../../../../shared/records/stage.ts"

export interface Vocabulary {
  readonly name: string
  readonly schema: Schema<unknown>
  readonly numbers: Readonly<Record<string, Item>>
}

function vocabulary<T extends string>(
  name: string,
  schema: Schema<T>,
  words: Readonly<Record<T, true>>,
): Vocabulary {
  const numbers: Record<string, Item> = {}
  for (const word in words) numbers[word] = schema.encode(word)
  return { name, schema, numbers }
}

export const vocabularies: readonly Vocabulary[] = [
  vocabulary("precedence", precedence, {
    ROUTINE: true,
    PRIORITY: true,
    IMMEDIATE: true,
    FLASH: true,
  }),
  vocabulary("demand", demand, {
    received: true,
    read: true,
    understood: true,
    authority: true,
    answered: true,
  }),
  vocabulary("permission", permission, {
    view: true,
    send: true,
    acknowledge: true,
    flash: true,
    release: true,
    cosign: true,
    rewrap: true,
    invite: true,
    suspend: true,
  }),
  vocabulary("role", role, { duty: true, supervisor: true, translator: true, principal: true }),
  vocabulary("recordKind", recordKind, {
    envelope: true,
    stage: true,
    watch: true,
    handover: true,
    rewrap: true,
    suspend: true,
    roster: true,
    charter: true,
    root: true,
  }),
  vocabulary("speaker", speaker, { party: true, relay: true }),
  vocabulary("side", side, { A: true, B: true }),
  vocabulary("mode", mode, { exercise: true, live: true }),
  vocabulary("ladderAction", ladderAction, {
    repeat: true,
    supervisor: true,
    "every-path": true,
    query: true,
    "no-answer": true,
  }),
  vocabulary("level", level, {
    "watch-officer": true,
    "watch-supervisor": true,
    "operations-chief": true,
    minister: true,
    "head-of-government": true,
  }),
]

/** Everything that is a word on this side and a number or a fixed string in signed bytes. */
export const words: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(vocabularies.map(({ name, numbers }) => [name, numbers])),
  error: errorNumbers,
  context: contexts,
}
