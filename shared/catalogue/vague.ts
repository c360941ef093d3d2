// Words that commit nobody or that hide a "not". "Will" commits. What is only intended, and what only may be, is not said by
// code; WN-03 alone warns of what may happen.

import type { Language } from "./words.ts"

export const intends: Readonly<Record<Language, RegExp>> = {
  en: /\bintend(?:s|ed|ing)?\b/iu,
  ar: /نعتزم|تعتزم|ننوي|تنوي/u,
  ru: /намерен|намерева|планиру/iu,
  fr: /\bl’intention\b|\bcompt(?:e|ons|ent) \p{L}+r\b|\benvisage/iu,
  es: /\bintención\b|\bpretend|\bplanea|\bprevemos\b/iu,
  zh: /打算|企图|计划|拟于|意图/u,
}

export const may: Readonly<Record<Language, RegExp>> = {
  en: /\bmay\b/iu,
  ar: /(?:^|\s)(?:قد|ربما)\s/u,
  ru: /(?:^|\s)(?:может|могут|возможно)(?:\s|[.,])/iu,
  fr: /\bpeu(?:t|vent)\b|\bpourrai(?:t|ent)\b/iu,
  es: /\bpuede[ns]?\b|\bpodría[ns]?(?!\p{L})|\bquizás?(?!\p{L})/iu,
  zh: /可能|也许|或许|可以/u,
}

/** "Isn't" is misheard as "is". French and Spanish have no such short forms: an elision leaves nothing out. */
export const contraction: Readonly<Partial<Record<Language, RegExp>>> = { en: /\p{L}['’]\p{L}/u }

export const mayIsAllowed: ReadonlySet<string> = new Set(["WN-03"])
