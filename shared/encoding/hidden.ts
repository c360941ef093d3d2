// Characters that a reader does not see, or that turn what stands around them: nothing that is shown may hold them unmarked.

/**
 * Controls, invisible format characters, lone surrogates, line and paragraph separators, tags. Not among them: the joiners
 * that Arabic and Persian spelling needs (U+200C, U+200D) and the visible number signs of Arabic (U+0600 to U+0605, U+06DD).
 */
export const hiddenCharacter =
  /(?!\u{200c}|\u{200d}|[\u{600}-\u{605}]|\u{6dd})[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
