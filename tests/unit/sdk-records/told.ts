// What tests of this folder say and ask again and again.

import { utf8 } from "../../../shared/encoding/bytes.ts"
import type { MessageId, Precedence } from "../../../shared/records/names.ts"
import type { Result } from "../../../shared/result.ts"
import { callSigns, valueOf, type CallSign } from "../../support/practice-line.ts"
import type { DeskAtWork } from "./desk-at-work.ts"
import type { LineAtWork } from "./line-at-work.ts"

export const words = utf8("Two ships of ours turn back at noon.")

/** Released by the officer of this desk; under way at once. */
export function sends(desk: DeskAtWork, precedence: Precedence = "PRIORITY"): MessageId {
  return valueOf(
    desk.act((acts, now) =>
      acts.send({ precedence, owes: ["read"], references: [], payload: words }, now),
    ),
  )
}

/** The outcome in a word: the code of a refusal, or `done`. */
export function codeOf(result: Result<unknown>): string {
  return result.ok ? "done" : result.code
}

/** What no honest line ever shows: a fork, a record that a relay refuses, a contradiction. */
export function complaints(line: LineAtWork): readonly string[] {
  const refused = Object.values(line.relays).flatMap((relay) => relay.refusals)
  const noticed = callSigns.flatMap((callSign) =>
    line.desks[callSign].notices
      .filter(({ kind }) =>
        ["violation", "refused", "stopped-signing", "unsendable"].includes(kind),
      )
      .map((notice) => `${callSign}: ${JSON.stringify(notice)}`),
  )
  return [...refused, ...noticed]
}

/** A process that loses the keys under which it promised to open, and nothing else. */
export async function losesPrekeys(line: LineAtWork, callSign: CallSign): Promise<void> {
  const desk = line.desks[callSign]
  desk.die()
  for (const key of desk.disk.rows.keys()) {
    if (key.startsWith("prekey/")) desk.disk.rows.delete(key)
  }
  await desk.start()
}
