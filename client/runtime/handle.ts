// How a desk at work is asked: by name, over whatever lies between the one who asks and the one who answers.

/** Where a running request says what comes before its result, and learns that nobody waits for it any more. */
export interface Stream {
  send(item: unknown): void
  readonly signal: AbortSignal
}

/** Answers one request. What it gives and sends must be plain JSON. */
export type Handle = (op: string, args: unknown, stream: Stream) => Promise<unknown>

export interface Asking {
  readonly signal?: AbortSignal | undefined
  readonly onItem?: ((item: unknown) => void) | undefined
}
