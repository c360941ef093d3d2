// A statement in any language of the catalogue: for who has all of them, such as the command line.

import { catalogue, type Catalogue } from "./catalogue.ts"
import { renderWith, type RenderContext, type Rendering } from "./rendering.ts"
import type { Said } from "./substance.ts"
import type { Language } from "./words.ts"

export function render(
  said: Said,
  language: Language,
  context: RenderContext,
  of: Catalogue = catalogue,
): Rendering {
  return renderWith(said, of.languages[language], context)
}
