// What sounds, for how long, and what silences it. Silencing is about what is there: whatever comes later sounds, and so does each
// further step of a ladder, for a message that nobody reads must not stay silent because somebody pressed a button once.

import type { Sound } from "../../ui/sounds.ts"
import type { Alert } from "./alerts.ts"

export interface Ringing {
  readonly sound: Sound
  /** Why: the alert, and how far its ladder was climbed. */
  readonly cause: string
}

const order: readonly Sound[] = ["flash", "immediate", "line", "tick"]

/** Everything that may sound, the most urgent sound first. */
export function ringingsOf(alerts: readonly Alert[]): readonly Ringing[] {
  return alerts
    .flatMap((alert) => {
      const sound = soundOf(alert)
      return sound === undefined ? [] : [{ sound, cause: causeOf(alert) }]
    })
    .toSorted((a, b) => order.indexOf(a.sound) - order.indexOf(b.sound))
}

/** What sounds now: the first that was not heard and silenced before. */
export function ringing(
  alerts: readonly Alert[],
  silenced: ReadonlySet<string>,
): Ringing | undefined {
  return ringingsOf(alerts).find(({ cause }) => !silenced.has(cause))
}

function soundOf(alert: Alert): Sound | undefined {
  if (alert.urgency === "emergency") return "flash"
  if (alert.kind === "incoming") return alert.urgency === "high" ? "immediate" : "tick"
  if (alert.kind === "owed" || alert.kind === "compare") return undefined
  return alert.urgency === "high" ? "line" : "tick"
}

function causeOf(alert: Alert): string {
  return "message" in alert ? `${alert.key} ${String(alert.message.steps.length)}` : alert.key
}
