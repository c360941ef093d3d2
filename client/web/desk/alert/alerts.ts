// What needs an officer now, in order: pure, from the picture alone. One is shown at a time, the most urgent and oldest first; what
// is shown is never replaced by what comes later with the same urgency.

import type { MessageForm } from "../../../runtime/requests/message-form.ts"
import type { DraftForm, PictureForm, ProposalForm } from "../../../runtime/requests/ops.ts"

/** emergency: a FLASH nobody here has read. high: what stops the line from being one. low: what can wait a minute. */
export type Urgency = "emergency" | "high" | "low"

export type Alert =
  | {
      readonly kind: "incoming"
      readonly key: string
      readonly urgency: Urgency
      readonly message: MessageForm
    }
  | {
      readonly kind: "cannot-open"
      readonly key: string
      readonly urgency: "high"
      readonly message: MessageForm
    }
  | {
      readonly kind: "owed"
      readonly key: string
      readonly urgency: "low"
      readonly message: MessageForm
    }
  | {
      readonly kind: "compare"
      readonly key: string
      readonly urgency: "low"
      readonly message: MessageForm
    }
  | { readonly kind: "line-down"; readonly key: string; readonly urgency: "high" }
  | {
      readonly kind: "stopped"
      readonly key: string
      readonly urgency: "high"
      readonly detail: string
    }
  | {
      readonly kind: "forked"
      readonly key: string
      readonly urgency: "high"
      readonly who: string
    }
  | {
      readonly kind: "silent"
      readonly key: string
      readonly urgency: "high"
      readonly message: MessageForm
    }
  | {
      readonly kind: "held"
      readonly key: string
      readonly urgency: "high"
      readonly message: MessageForm
    }
  | {
      readonly kind: "draft"
      readonly key: string
      readonly urgency: "low"
      readonly draft: DraftForm
    }
  | {
      readonly kind: "handover"
      readonly key: string
      readonly urgency: "low"
      readonly proposal: ProposalForm
    }

type Acted = Extract<
  Alert,
  { readonly kind: "incoming" | "owed" | "compare" | "draft" | "handover" }
>
export type Noted = Exclude<Alert, Acted>

const acted: readonly Alert["kind"][] = ["incoming", "owed", "compare", "draft", "handover"]

/** Something is to be done by hand; the others are to be known, and end with their cause. */
function isActed(alert: Alert): alert is Acted {
  return acted.includes(alert.kind)
}

export function isNoted(alert: Alert): alert is Noted {
  return !isActed(alert)
}

const order: readonly Urgency[] = ["emergency", "high", "low"]
const precedences = ["FLASH", "IMMEDIATE", "PRIORITY", "ROUTINE"]

export function alertsOf(picture: PictureForm): readonly Alert[] {
  const found: readonly Alert[] = [
    ...picture.messages.flatMap(messageAlerts),
    ...deskAlerts(picture),
    ...picture.drafts
      .filter(({ obstacle }) => obstacle === null)
      .map(
        (draft) =>
          ({ kind: "draft", key: `draft ${draft.message.id}`, urgency: "low", draft }) as const,
      ),
    ...picture.proposals.map(
      (proposal) =>
        ({
          kind: "handover",
          key: `handover ${proposal.proposal}`,
          urgency: "low",
          proposal,
        }) as const,
    ),
  ]
  return found.toSorted(
    (a, b) =>
      order.indexOf(a.urgency) - order.indexOf(b.urgency) ||
      precedenceOf(a) - precedenceOf(b) ||
      writtenAt(a) - writtenAt(b),
  )
}

function messageAlerts(message: MessageForm): readonly Alert[] {
  const open = new Set(message.open.map(({ demand }) => demand))
  const { id, direction } = message
  if (direction === "out") return ownAlerts(message, open)
  if (message.state === "cannot-open" || (message.unreadable !== null && message.code === null)) {
    return [{ kind: "cannot-open", key: `cannot-open ${id}`, urgency: "high", message }]
  }
  if (open.has("read")) {
    return [{ kind: "incoming", key: `incoming ${id}`, urgency: urgencyOf(message), message }]
  }
  return open.size === 0 ? [] : [{ kind: "owed", key: `owed ${id}`, urgency: "low", message }]
}

function ownAlerts(message: MessageForm, open: ReadonlySet<string>): readonly Alert[] {
  const { id, state } = message
  const alerts: Alert[] = []
  if (state === "held") alerts.push({ kind: "held", key: `held ${id}`, urgency: "high", message })
  if (state === "read-back" || state === "read-back-differs") {
    alerts.push({ kind: "compare", key: `compare ${id}`, urgency: "low", message })
  }
  // Past the end of the ladder: the people behind both desks have been told, and the telephone is left.
  if (message.overdue && open.has("read")) {
    alerts.push({ kind: "silent", key: `silent ${id}`, urgency: "high", message })
  }
  return alerts
}

function deskAlerts({ status }: PictureForm): readonly Alert[] {
  const alerts: Alert[] = []
  if (!status.line.up) alerts.push({ kind: "line-down", key: "line-down", urgency: "high" })
  const { stopped } = status.ourDesk
  if (stopped !== null)
    alerts.push({ kind: "stopped", key: "stopped", urgency: "high", detail: stopped })
  const { forked } = status.keys
  if (forked.length > 0) {
    alerts.push({ kind: "forked", key: "forked", urgency: "high", who: forked.join(", ") })
  }
  return alerts
}

function urgencyOf({ precedence }: MessageForm): Urgency {
  if (precedence === "FLASH") return "emergency"
  return precedence === "IMMEDIATE" ? "high" : "low"
}

function messageOf(alert: Alert): MessageForm | undefined {
  return "message" in alert ? alert.message : undefined
}

function precedenceOf(alert: Alert): number {
  const message = messageOf(alert)
  return message === undefined ? precedences.length : precedences.indexOf(message.precedence)
}

function writtenAt(alert: Alert): number {
  const at = Date.parse(messageOf(alert)?.writtenAt ?? "")
  return Number.isNaN(at) ? 0 : at
}

/**
 * Of what is to be done, the one thing that is shown. It stays while it lasts, unless something more urgent comes: no text is
 * replaced under a reader's eyes.
 */
export function shownOf(
  alerts: readonly Alert[],
  shownBefore: string | undefined,
): Acted | undefined {
  const hands = alerts.filter(isActed)
  const [first] = hands
  const held = hands.find(({ key }) => key === shownBefore)
  return held !== undefined && first?.urgency === held.urgency ? held : first
}

/** When the soonest of these demands falls due, in Unix milliseconds. */
export function dueOf({ open }: Pick<MessageForm, "open">, demand?: string): number | undefined {
  const times = open
    .filter((each) => demand === undefined || each.demand === demand)
    .flatMap(({ dueAt }) => (dueAt === null ? [] : Date.parse(dueAt)))
  return times.length === 0 ? undefined : Math.min(...times)
}
