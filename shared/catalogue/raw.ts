// Values that no text of ours can show, because another catalogue version wrote them: exactly as they came, and no more.

import { hexOf } from "../encoding/bytes.ts"
import type { Item } from "../encoding/item.ts"
import { visibleLine } from "./visible.ts"

/** One line for people who must compare by voice: numbers, quoted text, `h'…'` for bytes, brackets for lists. */
export function rawText(item: Item): string {
  if (typeof item === "number") return String(item)
  if (typeof item === "string") return `"${visibleLine(item)}"`
  if (item instanceof Uint8Array) return `h'${hexOf(item)}'`
  return `[${item.map(rawText).join(", ")}]`
}
