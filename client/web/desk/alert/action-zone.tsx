// The zone between the strip and the traffic: empty words when all is quiet, else the one thing that comes first.

import { useEffect, useState, type ReactNode } from "react"

import { unreachable } from "../../../../shared/assert.ts"
import type { PictureForm } from "../../../runtime/requests/ops.ts"
import { useSay } from "../../ui/settings.tsx"
import { repeatMs, type Speaker } from "../../ui/sounds.ts"
import { zuluMinute } from "../../ui/times.ts"
import { useKey } from "../../ui/use-key.ts"
import { useTitles } from "../compose/sheets.tsx"
import type { Wanted } from "../compose/wanted.ts"
import { Draft } from "../release/draft.tsx"
import { HandoverRequest } from "../release/handover.tsx"
import { alertsOf, isNoted, shownOf, type Alert } from "./alerts.ts"
import { Incoming } from "./incoming.tsx"
import { Note, noteWords } from "./note.tsx"
import { Owed } from "./owed.tsx"
import { ringing, ringingsOf } from "./ringing.ts"
import { Compare } from "./compare.tsx"

export function ActionZone({
  picture,
  speaker,
  onCompose,
}: {
  readonly picture: PictureForm
  readonly speaker: Speaker
  readonly onCompose: (wanted: Wanted) => void
}): ReactNode {
  const say = useSay()
  const alerts = alertsOf(picture)
  const shown = useHeld(alerts)
  const silence = useSounding(alerts, speaker)
  useTitle(alerts)
  const waiting = alerts.filter(({ kind, key }) => kind === "incoming" && key !== shown?.key).length
  const notes = alerts.filter(isNoted)
  return (
    <section className="action-zone" aria-label={say("action.desk")}>
      <Announcements alert={alerts[0]} status={picture.status} />
      {shown === undefined ? null : (
        <Shown
          key={shown.key}
          alert={shown}
          picture={picture}
          more={waiting}
          onSilence={silence}
          onCompose={onCompose}
        />
      )}
      {notes.map((alert) => (
        <Note key={alert.key} alert={alert} status={picture.status} />
      ))}
      {alerts.length === 0 ? <Quiet nextCheck={picture.status.line.nextCheck.at} /> : null}
    </section>
  )
}

function Quiet({ nextCheck }: { readonly nextCheck: string }): ReactNode {
  const say = useSay()
  return (
    <div className="quiet">
      <p className="statement">✓ {say("quiet.title")}</p>
      <p className="muted">{say("quiet.check", { time: zuluMinute(nextCheck) })}</p>
    </div>
  )
}

function Shown({
  alert,
  picture,
  more,
  onSilence,
  onCompose,
}: {
  readonly alert: NonNullable<ReturnType<typeof shownOf>>
  readonly picture: PictureForm
  readonly more: number
  readonly onSilence: () => void
  readonly onCompose: (wanted: Wanted) => void
}): ReactNode {
  switch (alert.kind) {
    case "incoming": {
      const { message, urgency } = alert
      return <Incoming message={message} urgency={urgency} more={more} onSilence={onSilence} />
    }
    case "owed":
      return <Owed message={alert.message} onCompose={onCompose} />
    case "compare":
      return <Compare message={alert.message} />
    case "draft":
      return <Draft draft={alert.draft} own={picture.status.ourDesk.callSign} />
    case "handover":
      return <HandoverRequest proposal={alert.proposal} />
    default:
      return unreachable(alert)
  }
}

function useHeld(alerts: readonly Alert[]): ReturnType<typeof shownOf> {
  const [heldKey, setHeldKey] = useState<string | undefined>()
  const shown = shownOf(alerts, heldKey)
  useEffect(() => {
    setHeldKey(shown?.key)
  }, [shown?.key])
  return shown
}

/** Sounds as long as its cause lasts and nobody has silenced it; a tick sounds once. */
function useSounding(alerts: readonly Alert[], speaker: Speaker): () => void {
  const [silenced, setSilenced] = useState<ReadonlySet<string>>(new Set())
  const now = ringing(alerts, silenced)
  const { sound, cause } = now ?? {}
  useEffect(() => {
    if (sound === undefined || cause === undefined) return undefined
    speaker.play(sound)
    const every = repeatMs(sound)
    if (!Number.isFinite(every)) {
      setSilenced((before) => new Set([...before, cause]))
      return undefined
    }
    const timer = setInterval(() => {
      speaker.play(sound)
    }, every)
    return () => {
      clearInterval(timer)
    }
  }, [sound, cause, speaker])
  const silence = (): void => {
    // What is over need not be remembered: only what is there now is silent.
    setSilenced(new Set(ringingsOf(alerts).map((each) => each.cause)))
  }
  useKey("Alt+KeyS", silence)
  return silence
}

/** A desk behind other windows says so in its title. */
function useTitle(alerts: readonly Alert[]): void {
  const [first] = alerts
  const urgent = first?.kind === "incoming" ? `${first.message.precedence} ` : ""
  useEffect(() => {
    document.title = `${urgent === "" ? "" : "■ "}${urgent}Parley`
  }, [urgent])
}

/** Both regions are there from the first paint, empty: a screen reader hears what changes in them, not that they came. */
function Announcements({
  alert,
  status,
}: {
  readonly alert: Alert | undefined
  readonly status: PictureForm["status"]
}): ReactNode {
  const say = useSay()
  const titleOf = useTitles()
  const isUrgent = alert !== undefined && alert.urgency !== "low"
  const words = alert === undefined ? "" : announced(alert)
  return (
    <>
      <div className="hidden" role="alert">
        {isUrgent ? words : ""}
      </div>
      <div className="hidden" role="status">
        {isUrgent ? "" : words}
      </div>
    </>
  )

  function announced(of: Alert): string {
    if (isNoted(of)) return noteWords(of, status, say)
    if (of.kind === "handover") return say("handover.title")
    const { message } = of.kind === "draft" ? of.draft : of
    const title = titleOf(message.code) ?? ""
    if (of.kind === "draft") return say("alert.draft", { who: message.from, title })
    return `${message.precedence} ${message.serial ?? ""} ${title}`
  }
}
