// Answers of Redis as what they are read for. A list that is none reads as empty, a text that is none too.

export function listOf(reply: unknown): readonly unknown[] {
  return Array.isArray(reply) ? reply : []
}

/** INFO is text to the protocol; settings, names and numbers that are stored come as bytes. */
export function textOf(reply: unknown): string {
  if (typeof reply === "string") return reply
  return Buffer.isBuffer(reply) ? reply.toString("latin1") : ""
}
