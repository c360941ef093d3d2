// How a journal says no. These are for the operator and the process, not for a client: the relay turns them into
// `relay/journal` on its circuits.

/**
 * locked: another process has it open. damaged: what is stored is not what was written. unwritable: a write failed, and what
 * became of it is unknown until the next start. closed: asked after `close`. unusable: it cannot be opened at all. unreachable:
 * the server that keeps it does not answer; what became of a write is unknown, and asking again is safe.
 */
export type JournalFailureKind =
  | "locked"
  | "damaged"
  | "unwritable"
  | "closed"
  | "unusable"
  | "unreachable"

export class JournalFailure extends Error {
  override readonly name = "JournalFailure"
  readonly kind: JournalFailureKind

  constructor(kind: JournalFailureKind, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.kind = kind
  }
}
