// What a WebSocket close code says, by the one table of errors.

import { errors, type ErrorCode } from "../../shared/errors.ts"

function isCode(code: string): code is ErrorCode {
  return code in errors
}

export const closeErrors: ReadonlyMap<number, ErrorCode> = new Map(
  Object.entries(errors).flatMap(([code, row]) =>
    row.close === undefined || !isCode(code) ? [] : [[row.close, code] as const],
  ),
)
