// The closed word lists of the catalogue. A word's place in its list is its number on the wire: words are only ever added
// at the end, in a new catalogue version. The texts of the words are in texts/, one file per language.

const lists = {
  OBJ: [
    "ballistic-missile",
    "cruise-missile",
    "uav",
    "fighter",
    "large-aircraft",
    "helicopter",
    "warship",
    "submarine",
    "merchant",
    "ground-unit",
    "artillery-or-rocket-fire",
    "balloon",
    "space-launcher",
    "cyber-event",
    "person",
    "unknown",
    "other",
  ],
  OWN: ["ours", "yours", "third-party", "not-ours", "unknown"],
  CONF: ["confirmed", "assessed", "unknown"],
  CAUSE: [
    "accident",
    "technical-fault",
    "human-error",
    "loss-of-navigation",
    "weather",
    "unauthorised-act",
    "exercise",
    "routine",
    "test",
    "self-defence",
    "under-investigation",
    "other",
  ],
  RSN: [
    "no-authority",
    "not-competent",
    "facts-disputed",
    "under-study",
    "wrong-channel",
    "political-decision",
    "other",
  ],
  LVL: ["watch-officer", "watch-supervisor", "operations-chief", "minister", "head-of-government"],
  PATH: ["relay-of-a", "relay-of-b", "all-relays", "other"],
  ROLE: ["duty", "supervisor", "translator", "principal"],
  FACT: [
    "aircraft-in-flight",
    "ship-movement",
    "ground-movement",
    "firing",
    "launch-preparation",
    "dispersal",
    "radar-emission",
    "jamming",
    "airspace-closure",
    "border-approach",
    "other",
  ],
  // Where firing stops. Cyber stands among them: a cease-fire that leaves it out says so.
  DOMAIN: ["land", "air", "sea", "cyber"],
  MEDIUM: [
    "this-line",
    "telephone",
    "other-line",
    "radio",
    "public-statement",
    "social-media",
    "news",
    "other",
  ],
  YES: ["yes", "no"],
  ARMED: ["yes", "no", "unknown"],
  DESTRUCT: ["yes", "no", "failed", "unknown"],
  // `unconfirmed` holds a message without taking it back: one officer may always say it (codebook, amendment 2).
  RETRACT: ["error", "drill", "not-authorised", "unconfirmed"],
  TENSION: ["normal", "watchful", "serious", "grave"],
} as const

export type VocabularyName = keyof typeof lists
export type TensionLevel = (typeof lists)["TENSION"][number]

export const vocabularies: Readonly<Record<VocabularyName, readonly string[]>> = lists

export function isTensionLevel(word: string): word is TensionLevel {
  return lists.TENSION.some((level) => level === word)
}
