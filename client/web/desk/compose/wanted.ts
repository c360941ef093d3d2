// What a form of a statement begins with, where it is opened for a reason.

export interface Wanted {
  readonly code: string
  readonly params: Readonly<Record<string, string>>
  /** The serial that this answers. */
  readonly answerTo?: string | undefined
}
