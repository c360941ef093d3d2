// A message as a client opened and verified it: what was signed in the clear and the statement inside. This is all that the
// dialogue knows; who may sign, which keys and which chain were the rulebook's business before.

import { writtenParameters } from "../catalogue/compose.ts"
import type { Statement } from "../catalogue/value.ts"
import type { Side } from "../records/charter.ts"
import type { Demand, DeviceId, MessageId, Precedence, RelayId } from "../records/names.ts"

/** One relay's word for when it took the message. Times of two relays are never subtracted. */
export interface AcceptedAt {
  readonly relay: RelayId
  readonly t: number
}

export interface OpenedMessage {
  readonly message: MessageId
  readonly side: Side
  /** The device that sealed and sent it: the sender of record. */
  readonly device: DeviceId
  readonly serial: string
  /** The officer of that device. */
  readonly released: string
  /** The officer of the author's device, where a draft signature is attached. */
  readonly drafted: string | undefined
  readonly precedence: Precedence
  readonly owes: readonly Demand[]
  readonly references: readonly MessageId[]
  /** The time the sender signed, Unix milliseconds. */
  readonly writtenAt: number
  readonly accepted: readonly AcceptedAt[]
  /** The list of the author's party in the charter that the message names. */
  readonly preauthorised: readonly string[]
  readonly statement: Statement
}

/** The officers who stand behind a copy; two signatures of one officer are one officer. */
export function officersOf(opened: OpenedMessage): ReadonlySet<string> {
  const officers = new Set([opened.released])
  if (opened.drafted !== undefined) officers.add(opened.drafted)
  return officers
}

/** What the message says, as one string: equal for the copies of one draft. */
export function contentOf({ statement }: OpenedMessage): string {
  return JSON.stringify([statement.code, writtenParameters(statement), statement.remark ?? ""])
}

/** Tells copies of a message apart: everything that the sender signed, and nothing that relays add. */
export function copyNameOf(opened: OpenedMessage): string {
  const { device, serial, released, drafted, precedence, owes, references, writtenAt } = opened
  return JSON.stringify([
    serial,
    device,
    released,
    drafted ?? "",
    precedence,
    owes,
    references.toSorted(),
    writtenAt,
    opened.preauthorised.toSorted(),
    contentOf(opened),
  ])
}

/** The same copy seen at one more relay. A relay that names two times for it keeps its earlier one. */
export function withAcceptances(
  opened: OpenedMessage,
  accepted: readonly AcceptedAt[],
): OpenedMessage {
  const byRelay = new Map<RelayId, number>()
  for (const { relay, t } of [...opened.accepted, ...accepted]) {
    byRelay.set(relay, Math.min(t, byRelay.get(relay) ?? t))
  }
  const merged = [...byRelay].map(([relay, t]) => ({ relay, t }))
  return { ...opened, accepted: merged.toSorted((a, b) => (a.relay < b.relay ? -1 : 1)) }
}
