// An answer that may be a refusal. Refusals are expected; they are values with a code from the one table in errors.ts.

import type { ErrorCode } from "./errors.ts"

export interface Refusal {
  readonly ok: false
  readonly code: ErrorCode
  /** What exactly was wrong, for a log or a person; never content of a message. */
  readonly detail: string
}

export type Result<T> = { readonly ok: true; readonly value: T } | Refusal

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

export function refused(code: ErrorCode, detail: string): Refusal {
  return { ok: false, code, detail }
}
