// The line of time as a screen draws it: both sides' tension, messages, steps of the ladder, and how long things took.

import { vocabularies } from "../../../shared/catalogue/vocabularies.ts"
import { tensionHistory, type TensionChange } from "../../../shared/dialogue/tension.ts"
import { otherSide } from "../../../shared/line/agreement.ts"
import { timelineOf, type Taken } from "../../sdk/view/timeline.ts"
import { isoTime } from "../times.ts"
import type { DeskWork } from "./desk-work.ts"
import type { LogBook } from "./log-book.ts"
import type { TimelineForm } from "./log-forms.ts"

/** A chart with more marks than this is a smear; how many are left out is said. */
const marksMost = 400

export async function timeline(
  { conversation, parts }: DeskWork,
  book: LogBook,
  asked: { readonly fromMs: number; readonly toMs: number },
): Promise<TimelineForm> {
  const progress = await book.read()
  const { state } = parts.union
  const { side } = parts.identity
  const { dialogue } = conversation
  const { messages, steps, delivered, read } = timelineOf(book.facts, state, {
    from: asked.fromMs,
    to: asked.toMs,
  })
  const { serialOf } = book.names
  const shown = messages.toSorted((a, b) => a.at - b.at).slice(-marksMost)
  return {
    ...progress,
    levels: [...vocabularies.TENSION],
    tension: {
      ours: changes(tensionHistory(dialogue, side)),
      theirs: changes(tensionHistory(dialogue, otherSide(side))),
    },
    messages: shown.map((mark) => ({
      at: isoTime(mark.at),
      serial: serialOf(mark.message) ?? null,
      direction: mark.side === side ? "out" : "in",
      precedence: mark.precedence,
    })),
    messagesBefore: messages.length - shown.length,
    flashes: messages.filter(({ precedence }) => precedence === "FLASH").length,
    steps: steps.slice(-marksMost).map(({ at, message, demand, action }) => ({
      at: isoTime(at),
      serial: serialOf(message) ?? null,
      demand,
      action,
    })),
    delivered: durations(delivered),
    acknowledged: durations(read),
  }
}

function changes(history: readonly TensionChange[]): TimelineForm["tension"]["ours"] {
  return history.map(({ at, level }) => ({ at: isoTime(at), level: level ?? null }))
}

function durations(taken: readonly Taken[]): TimelineForm["delivered"] {
  return taken.map(({ at, ms }) => ({ at: isoTime(at), ms }))
}
