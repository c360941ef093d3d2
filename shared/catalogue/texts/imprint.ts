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
  en: unreviewed("02f93b314cdfc53a569e74563ebaa46200326e2c44c60f02f62b87ab16724a10"),
  ar: unreviewed("f7742abc0d342b8a213df0dd2243dffc1a736f0d5f8fe6d39fa35fbef6c3d8ba"),
  ru: unreviewed("ce1a26c3787c456a3594727874be18fe6c551277b10a3f3440adaca671255982"),
  fr: unreviewed("b740e17d14cf2b91f055bc825dd43ac586ef8d70025d995907956cceb48cb9bd"),
  es: unreviewed("6051b8a5b09b3d97e1ac89207f9cbbc5bafbce8c796ac80bf17f7129fba0fdef"),
  zh: unreviewed("5a72dd2a30cf35ee2890f6fb3916ee9a7e009f14c618a2ec4302f1384c8346ca"),
}

function unreviewed(digest: string): Imprint {
  return { digest: branded<Hash>(digest), review: "unreviewed" }
}
