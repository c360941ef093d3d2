// Makes a value that nobody can change, so that a fold which writes into its argument fails at once instead of somewhere else.

function refuse(): never {
  throw new TypeError("a state must not be changed")
}

/** The same value, frozen all the way down; maps lose what changes them. Bytes cannot be frozen and stay as they are. */
export function frozen<T>(value: T): T {
  freeze(value)
  return value
}

function freeze(value: unknown): void {
  if (typeof value !== "object" || value === null) return
  if (Object.isFrozen(value) || ArrayBuffer.isView(value)) return
  if (value instanceof Map) {
    Object.assign(value, { set: refuse, delete: refuse, clear: refuse })
    for (const content of value.values()) freeze(content)
  }
  Object.freeze(value)
  for (const content of Object.values(value)) freeze(content)
}
