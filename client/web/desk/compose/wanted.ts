// What a form of a statement begins with, where it is opened for a reason.

export interface Wanted {
  readonly code: string
  readonly params: Readonly<Record<string, string>>
  /** The serial that this answers. */
  readonly answerTo?: string | undefined
}

/** Where a form keeps what is written: an answer never lies on what was begun before it. */
export function slotOf(wanted: Wanted | undefined): string {
  return wanted === undefined ? "new" : `${wanted.code} ${wanted.answerTo ?? ""}`
}
