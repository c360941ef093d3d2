// Messages as two desks would have sent and opened them: the catalogue's examples, properly released unless told otherwise.

import { referencesOf } from "../../../shared/catalogue/substance.ts"
import { owesOfStatement, rowOf } from "../../../shared/catalogue/table.ts"
import type { Code } from "../../../shared/catalogue/value.ts"
import type { OpenedMessage } from "../../../shared/dialogue/opened.ts"
import {
  emptyDialogue,
  foldOpened,
  heldOf,
  type DialogueState,
  type Held,
} from "../../../shared/dialogue/state.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import type { DeviceId, MessageId, Precedence, RelayId } from "../../../shared/records/names.ts"
import { exampleStatement } from "../catalogue/example.ts"

/** 2026-11-22 14:00:00Z */
export const noon = Date.UTC(2026, 10, 22, 14)
export const relayOfA = branded<RelayId>("0a".repeat(8))
export const relayOfB = branded<RelayId>("0b".repeat(8))

/** The id of the n-th message. */
export function id(n: number): MessageId {
  return branded<MessageId>(n.toString(16).padStart(32, "0"))
}

/** A message of party A in FLASH (or as its type allows), written n seconds after noon and accepted at once. */
export function tell(
  n: number,
  code: Code,
  typed: Readonly<Record<string, string>> = {},
  more: Partial<OpenedMessage> = {},
): OpenedMessage {
  const statement = more.statement ?? exampleStatement(code, typed)
  const { precedences } = rowOf(code)
  const usual: Precedence = precedences.rule === "own" ? precedences.usual : "FLASH"
  const precedence = more.precedence ?? usual
  const side = more.side ?? "A"
  const at = noon + n * 1_000
  return {
    message: id(n),
    side,
    device: branded<DeviceId>((side === "A" ? "a1" : "b1").repeat(16)),
    serial: `${side}1-${String(n).padStart(4, "0")}`,
    released: "officer two",
    drafted: "officer one",
    precedence,
    owes: owesOfStatement(statement, precedence),
    references: referencesOf(statement),
    writtenAt: at,
    accepted: [{ relay: relayOfA, t: at }],
    preauthorised: [],
    statement,
    ...more,
  }
}

/** The same from party B. */
export function answer(
  n: number,
  code: Code,
  typed: Readonly<Record<string, string>> = {},
  more: Partial<OpenedMessage> = {},
): OpenedMessage {
  return tell(n, code, typed, { side: "B", ...more })
}

/** The n-th message as a state holds it, of whichever side. */
export function get(state: DialogueState, n: number): Held {
  const held = heldOf(state, "A", id(n)) ?? heldOf(state, "B", id(n))
  if (held === undefined) throw new Error(`message ${String(n)} is not held`)
  return held
}

export function dialogueOf(...opened: readonly OpenedMessage[]): DialogueState {
  return foldOpened(emptyDialogue, opened)
}

/** A cease-fire proposal, message 1 of party A, from 15:00 to 20:00. */
export const proposal = tell(1, "PR-01", {
  area: "zone:K-12",
  domains: "land,air",
  from: "2026-11-22T15:00:00Z",
  until: "2026-11-22T20:00:00Z",
  authority: "minister@2026-11-22T13:50:00Z@FO-221",
})

/** Its acceptance by party B as message n, with every value repeated, or with some of them changed. */
export function acceptance(
  n: number,
  changed: Readonly<Record<string, string>> = {},
): OpenedMessage {
  const values = {
    area: "zone:K-12",
    domains: "land,air",
    from: "2026-11-22T15:00:00Z",
    until: "2026-11-22T20:00:00Z",
    authority: "minister@2026-11-22T13:50:00Z@FO-221",
    ...changed,
  }
  const typed = Object.entries(values).map(([name, value]) => `${name}=${value}`)
  const readBack = `PR-01 ${typed.join("; ")}`
  return answer(n, "DC-01", { ref: id(1), effective: "2026-11-22T15:30:00Z", readBack })
}
