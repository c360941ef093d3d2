// Which rows of a long list are on the screen: only those are made.

export interface Scrolled {
  readonly top: number
  readonly height: number
  readonly rowHeight: number
  readonly total: number
}

/** Rows that are made beyond what is seen, so that a quick hand meets no emptiness. */
const beyond = 12

/** From `first` to before `end`. */
export function rowsInView({ top, height, rowHeight, total }: Scrolled): {
  readonly first: number
  readonly end: number
} {
  const seen = Math.floor(Math.max(0, top) / rowHeight)
  const first = Math.min(Math.max(0, seen - beyond), Math.max(0, total - 1))
  const end = Math.min(total, seen + Math.ceil(height / rowHeight) + 1 + beyond)
  return { first, end: Math.max(first, end) }
}

/** The pages that hold these places, newest first on the screen, oldest first in the log. */
export function pagesOf(
  { first, end }: { readonly first: number; readonly end: number },
  total: number,
  pageSize: number,
): readonly number[] {
  if (end <= first) return []
  const oldest = Math.floor((total - end) / pageSize)
  const newest = Math.floor((total - 1 - first) / pageSize)
  return Array.from({ length: newest - oldest + 1 }, (_, i) => newest - i)
}
