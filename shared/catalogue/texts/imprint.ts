// What is known of each language without its texts: their digest, and whether both parties have reviewed them. A test computes
// both anew, so a text that changes without its imprint is found.

import { branded } from "../../encoding/schema.ts"
import type { Hash } from "../../records/names.ts"
import type { Language, Review } from "../words.ts"

interface Imprint {
  readonly digest: Hash
  readonly review: Review
}

export const imprint: Readonly<Record<Language, Imprint>> = {
  en: unreviewed("f7b2539fdb6eb7c337af75d88ca2b28b53b86ec90a0f063325595610851b7fc8"),
  ar: unreviewed("87f5a4afc3825700c66b8d1c3c7cb4391fce13b814b3bd65a07291d202d52cdb"),
  ru: unreviewed("8bba98b32dc16a103fa70493ce96833ef05a621294ee04b98c8a3c2af2a03687"),
  fr: unreviewed("b477f4dc5cb9582d67848577560a484dea6498fdcfbed2e9f6488a97186c65be"),
  es: unreviewed("9fb4661ca68440e7ed13e32dd35868c995b912a45bfadefa294a1d6962cf5103"),
  zh: unreviewed("fe7c6cbbe68552f093dc1d877aeb103cfbc50f95262963a5acde37bbfbe86cad"),
}

function unreviewed(digest: string): Imprint {
  return { digest: branded<Hash>(digest), review: "unreviewed" }
}
