// What a script learns from a command without reading its output. The numbers are a promise: they follow sysexits where it has
// one, and never change their meaning.

import type { ErrorCode } from "../../shared/errors.ts"
import { isOwn, type FailureCode, type OwnCode } from "../runtime/failure.ts"

export const exitCodes = {
  ok: 0,
  failed: 1,
  expectations: 2,
  verification: 3,
  timeout: 4,
  usage: 64,
  input: 65,
  missing: 66,
  unreachable: 69,
  internal: 70,
  again: 75,
  refused: 77,
  configuration: 78,
  interrupted: 130,
} as const

export type Exit = keyof typeof exitCodes

export const exitMeanings: Readonly<Record<Exit, string>> = {
  ok: "done",
  failed: "the operation failed",
  expectations: "thresholds or expectations were missed (drills, benchmarks)",
  verification: "a journal or a signature did not verify",
  timeout: "timed out waiting for an acknowledgement, a read-back or an answer",
  usage: "the command was not understood",
  input: "a file or a parameter is not what it should be",
  missing: "a file or a home is not there",
  unreachable: "no relay could be reached; what was released waits in this home",
  internal: "a mistake in this program; report it",
  again: "cannot be done just now; try again",
  refused: "the rules of the line do not allow it; nothing was sent",
  configuration: "the configuration or the home is not usable",
  interrupted: "interrupted, after a clean stop",
}

const byArea: readonly (readonly [start: string, exit: Exit])[] = [
  ["form/", "input"],
  ["wire/", "unreachable"],
  ["who/permission", "refused"],
  ["who/", "configuration"],
  ["sign/", "verification"],
  ["chain/", "verification"],
  ["roster/missing", "again"],
  ["roster/", "verification"],
  ["envelope/body", "again"],
  ["envelope/", "refused"],
  ["stage/", "refused"],
  ["statement/", "refused"],
  ["time/", "configuration"],
  ["relay/", "again"],
  ["open/", "verification"],
  ["log/", "verification"],
  ["vault/", "configuration"],
]

const ownExits: Readonly<Record<OwnCode, Exit>> = {
  "cli/usage": "usage",
  "cli/input": "input",
  "cli/missing": "missing",
  "cli/no-input": "usage",
  "cli/not-held": "missing",
  "cli/timeout": "timeout",
  "cli/unreachable": "unreachable",
  "cli/refused": "refused",
  "cli/verification": "verification",
  "cli/again": "again",
  "cli/configuration": "configuration",
  "cli/interrupted": "interrupted",
  "cli/failed": "failed",
  "cli/internal": "internal",
}

/** The exit of a failure on this machine, or of a refusal that came from the desk or a relay. */
export function exitOf(code: FailureCode): Exit {
  return isOwn(code) ? ownExits[code] : exitOfRefusal(code)
}

function exitOfRefusal(code: ErrorCode): Exit {
  return byArea.find(([start]) => code.startsWith(start))?.[1] ?? "failed"
}
