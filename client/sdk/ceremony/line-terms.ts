// The first charter of a line, as a proposal that both parties read before their roots sign it.

import type { Randomness } from "../../../shared/crypto/ports.ts"
import { encodeAs } from "../../../shared/encoding/schema.ts"
import { catalogueHash } from "../../../shared/catalogue/hash.ts"
import { isUsable } from "../../../shared/catalogue/review.ts"
import { catalogueVersion, typeOf } from "../../../shared/catalogue/table.ts"
import { languages, type Language } from "../../../shared/catalogue/words.ts"
import type { Profile } from "../../../shared/line/profile.ts"
import {
  charter,
  type Charter,
  type CharterRelay,
  type Side,
} from "../../../shared/records/charter.ts"
import { ok, refused, type Refusal, type Result } from "../../../shared/result.ts"
import { judgeCharter, proposal, type CharterRecord } from "./founding-document.ts"

/** What the two parties have to agree on; each pair names what A and what B says. */
export interface LineTerms {
  readonly mode: Charter["mode"]
  readonly roots: Readonly<Record<Side, Uint8Array>>
  readonly relays: readonly CharterRelay[]
  readonly profile: Profile
  readonly languages: Readonly<Record<Side, string>>
  readonly preauthorised: Readonly<Record<Side, readonly string[]>>
  readonly telephone: Readonly<Record<Side, string>>
  readonly lifeMs: number
  readonly lineCheckEveryMs: number
  readonly created: number
}

/** Signatures, and therefore evidence, are what the parties choose with this line: the charter that they sign says so. */
const evidence =
  "What is said on this line is signed. Each party can prove to anybody what the other has said, by opening one message, without opening any other."

export const saltBytes = 16

/** A charter without signatures. Refuses terms that the catalogue or the rulebook would refuse once it is signed. */
export function proposeCharter(random: Randomness, terms: LineTerms): Result<CharterRecord> {
  const fault = termsFault(terms)
  if (fault !== undefined) return fault
  const { mode, roots, relays, profile, lifeMs, lineCheckEveryMs, created } = terms
  const core: Charter = {
    format: 1,
    version: 0,
    previous: undefined,
    suite: 1,
    mode,
    rootA: roots.A,
    rootB: roots.B,
    relays,
    timetable: profile.timetable,
    ladder: profile.ladder,
    catalogue: { version: catalogueVersion, hash: catalogueHash() },
    languages: terms.languages,
    preauthorised: terms.preauthorised,
    telephone: terms.telephone,
    lifeMs,
    lineCheckEveryMs,
    evidence,
    created,
    salt: random.bytes(saltBytes),
  }
  const record = proposal("charter", encodeAs(charter, core))
  if (!record.ok) return record
  if (record.value.kind !== "charter") return refused("form/malformed", "not a charter")
  const judged = judgeCharter(record.value)
  return judged.ok ? ok(record.value) : judged
}

/** What the catalogue has against these terms. */
export function termsFault(terms: CatalogueTerms): Refusal | undefined {
  return languageFault(terms) ?? preauthorisationFault(terms)
}

type CatalogueTerms = Pick<LineTerms, "mode" | "languages" | "preauthorised">

function languageFault({ languages: wanted, mode }: CatalogueTerms): Refusal | undefined {
  for (const language of [wanted.A, wanted.B]) {
    if (!isLanguage(language)) {
      const known = languages.join(", ")
      return refused("roster/refused", `the catalogue has ${known}; not ${language}`)
    }
    if (!isUsable(language, mode)) {
      return refused("roster/refused", `texts in ${language} are not reviewed: an exercise only`)
    }
  }
  return undefined
}

function isLanguage(language: string): language is Language {
  return languages.some((known) => known === language)
}

function preauthorisationFault({ preauthorised }: CatalogueTerms): Refusal | undefined {
  const codes = [...preauthorised.A, ...preauthorised.B]
  const wrong = codes.find((code) => typeOf(code)?.release !== "preauthorised")
  return wrong === undefined
    ? undefined
    : refused("roster/refused", `${wrong} is no statement that one officer may be authorised for`)
}
