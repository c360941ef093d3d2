// Our own mistakes, not the world's and not a stranger's: they stop the process, and the journal is replayed.

class Broken extends Error {
  override readonly name = "Broken"
}

/** Stops on a state that our own code must never reach. */
export function assert(condition: boolean, truth: string): asserts condition {
  if (!condition) throw new Broken(`broken promise: ${truth}`)
}

/** Closes a `switch` over a union: the compiler proves that no case is left. */
export function unreachable(value: never): never {
  throw new Broken(`unreachable: ${String(value)}`)
}

/** The value, where an earlier check has made sure that there is one. */
export function present<T>(value: T | undefined, truth: string): T {
  if (value === undefined) throw new Broken(`broken promise: ${truth}`)
  return value
}
