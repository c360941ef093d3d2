// What devices say of a message in a practice story, said shortly.

import type { Fact } from "../../shared/records/stage.ts"

/** Facts that say nothing more than their kind; `read` is by the duty officer. */
export type PlainFact =
  | "received"
  | "read"
  | "read-back"
  | "confirmed"
  | "differs"
  | "answered"
  | "declined"
  | "cannot-open"

export function factOf(said: Fact | PlainFact): Fact {
  if (typeof said !== "string") return said
  return said === "read" ? { kind: "read", role: "duty" } : { kind: said }
}
