// Who owes what to whom: messages nobody has acknowledged, read-backs that wait, answers that are due. Both directions, because
// the officer must know what the other side is waiting for as well.

import { openDemands } from "../../../shared/line/delivery.ts"
import type { Demand } from "../../../shared/records/names.ts"
import type { Now } from "../ports.ts"
import type { Conversation } from "./conversation.ts"
import { messageViews, type MessageView } from "./message.ts"

export interface Obligations {
  /** Messages of ours to which they still owe something, soonest due first. */
  readonly theyOwe: readonly MessageView[]
  /** Messages of theirs to which we still owe something. */
  readonly weOwe: readonly MessageView[]
}

export function obligations(conversation: Conversation, now: Now): Obligations {
  const { union, disproofs } = conversation.parts
  const open: MessageView[] = []
  for (const row of union.state.rows.values()) {
    // A ladder that has come to its end closes nothing: what nobody answered stays in the list.
    if (openDemands(union.state, disproofs.believed(union.state, row)).length === 0) continue
    const views = messageViews(conversation, row.message, now)
    open.push(...views.filter((view) => view.open.length > 0))
  }
  const inOrder = open.toSorted((a, b) => soonest(a) - soonest(b) || a.writtenAt - b.writtenAt)
  return {
    theyOwe: inOrder.filter((view) => view.isOurs),
    weOwe: inOrder.filter((view) => !view.isOurs),
  }
}

/** When the next open demand of these kinds falls due, by this device's clock. */
export function dueAt(view: MessageView, kinds?: readonly Demand[]): number | undefined {
  const times = view.demands
    .filter((demand) => !demand.isMet && (kinds?.includes(demand.demand) ?? true))
    .flatMap((demand) => demand.dueAt ?? [])
  return times.length === 0 ? undefined : Math.min(...times)
}

function soonest(view: MessageView): number {
  return dueAt(view) ?? Number.MAX_SAFE_INTEGER
}
