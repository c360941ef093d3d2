// A party's fingerprint as both sides compare it: digits first, because they are the same in every language.

import { fingerprintDigits, fingerprintWords } from "../../../shared/crypto/fingerprint.ts"
import type { PartyId } from "../../../shared/records/names.ts"
import type { JsonObject } from "../../runtime/json.ts"

const perLine = 4

export function fingerprintJson(party: PartyId): JsonObject {
  return { digits: fingerprintDigits(party).join(" "), words: fingerprintWords(party).join(" ") }
}

export function fingerprintLines(party: PartyId): readonly string[] {
  return [...rows(fingerprintDigits(party)), ...rows(fingerprintWords(party))]
}

function rows(parts: readonly string[]): readonly string[] {
  const count = Math.ceil(parts.length / perLine)
  return Array.from({ length: count }, (_, i) =>
    parts.slice(i * perLine, (i + 1) * perLine).join("  "),
  )
}
