// The line at a glance, in the order in which a watch officer reads it; it never scrolls away. Grey is normal: colour is for what
// is not, and always with a word.

import type { ReactNode } from "react"

import type { StatusForm } from "../../../runtime/requests/status-form.ts"
import { useSay } from "../../ui/settings.tsx"
import { age, countdown, zulu, zuluDate, zuluMinute } from "../../ui/times.ts"
import { Token } from "../../ui/token.tsx"
import { useFieldWords } from "../compose/sheets.tsx"
import { useNow } from "../link/desk-link.tsx"
import { Cell, type Tone } from "./cell.tsx"

export function Strip({
  status,
  isArmed,
  testedAt,
}: {
  readonly status: StatusForm
  readonly isArmed: boolean
  readonly testedAt: number | undefined
}): ReactNode {
  const say = useSay()
  return (
    <section className="strip" aria-label={say("strip.label")}>
      <Clocks status={status} />
      <OurDesk status={status} />
      <Line status={status} />
      <TheirDesk status={status} />
      <Keys status={status} />
      <Tension status={status} />
      <Owed status={status} />
      <Cell
        label={say("strip.sound")}
        tone={isArmed ? "plain" : "alarm"}
        value={`♪ ${say(isArmed ? "strip.armed" : "strip.notArmed")}`}
      >
        {testedAt === undefined ? null : say("strip.tested", { time: zuluMinute(testedAt) })}
      </Cell>
    </section>
  )
}

function Clocks({ status }: { readonly status: StatusForm }): ReactNode {
  const now = useNow()
  const { localTimes, clock } = status
  const say = useSay()
  return (
    <div className="cell clocks" data-tone={clock.verdict === "wrong" ? "alarm" : "plain"}>
      <div className="zulu">
        <Token>{zulu(now)}</Token>
      </div>
      <div className="small">
        <Token>{zuluDate(now)}</Token>
        {clock.verdict === "right" || clock.verdict === "not-measured" ? null : (
          <strong> {say(clock.verdict === "warn" ? "clock.warn" : "clock.wrong")}</strong>
        )}
      </div>
      {localTimes === null ? null : (
        <div className="small">
          <Token>
            A {localTimes.A.weekday} {localTimes.A.at.slice(11, 16)}
          </Token>{" "}
          <Token>
            B {localTimes.B.weekday} {localTimes.B.at.slice(11, 16)}
          </Token>
        </div>
      )}
    </div>
  )
}

function OurDesk({ status }: { readonly status: StatusForm }): ReactNode {
  const say = useSay()
  const { ourDesk } = status
  const watch = ourDesk.devices.find((device) => device.this)?.watch
  const words = {
    "on-line": { glyph: "●", word: say("state.on-line"), tone: "ok" },
    degraded: { glyph: "◐", word: say("state.degraded"), tone: "warn" },
    "off-line": { glyph: "✕", word: say("state.off-line"), tone: "alarm" },
  } as const
  const { glyph, word, tone } = words[ourDesk.state]
  return (
    <Cell label={say("strip.ours")} tone={tone} value={`${glyph} ${word}`}>
      <Token>{ourDesk.callSign}</Token>{" "}
      {watch === undefined || watch === null
        ? say("strip.nobody")
        : say("strip.until", { time: zuluMinute(watch.until) })}
    </Cell>
  )
}

function Line({ status }: { readonly status: StatusForm }): ReactNode {
  const say = useSay()
  const { line } = status
  const { latencyMs, latency, proofOfLifeAgeMs, lastAnsweredCheck } = line
  const value = line.up && latencyMs !== null ? `${String(Math.round(latencyMs))} ms` : undefined
  return (
    <Cell
      label={say("strip.line")}
      tone={line.up ? "plain" : "alarm"}
      value={
        value === undefined ? say(line.up ? "strip.up" : "strip.down") : <Token>{value}</Token>
      }
    >
      {latency === null
        ? null
        : `${say("strip.p99", { ms: `${String(Math.round(latency.p99Ms))} ms` })} · `}
      {proofOfLifeAgeMs === null
        ? say("strip.unheard")
        : say("strip.heard", { age: age(proofOfLifeAgeMs) })}
      {" · "}
      {lastAnsweredCheck === null
        ? say("strip.check.none")
        : say("strip.check", { time: zuluMinute(lastAnsweredCheck.answeredAt) })}
    </Cell>
  )
}

function TheirDesk({ status }: { readonly status: StatusForm }): ReactNode {
  const say = useSay()
  const roleOf = useFieldWords("AK-01", "role")
  const { theirDesk } = status
  const words = {
    staffed: { glyph: "●", word: say("state.staffed"), tone: "ok" },
    unattended: { glyph: "◐", word: say("state.unattended"), tone: "warn" },
    "not-heard": { glyph: "✕", word: say("state.not-heard"), tone: "alarm" },
  } as const
  const { glyph, word, tone } = words[theirDesk.state]
  const onWatch = theirDesk.devices.filter(({ watch }) => watch !== null)
  return (
    <Cell label={say("strip.theirs")} tone={tone} value={`${glyph} ${word}`}>
      {onWatch.length === 0
        ? say("strip.nobody")
        : onWatch.map(({ callSign, watch }) => (
            <span key={callSign}>
              <Token>{callSign}</Token> {watch === null ? null : roleOf(watch.role)}{" "}
            </span>
          ))}
    </Cell>
  )
}

function Keys({ status }: { readonly status: StatusForm }): ReactNode {
  const say = useSay()
  const { keys } = status
  const isBroken = keys.forked.length > 0 || keys.violations.length > 0
  const agreed = keys.journals.flatMap((journal) => journal.agreed?.size ?? [])
  return (
    <Cell
      label={say("strip.keys")}
      tone={isBroken ? "alarm" : "plain"}
      value={`${isBroken ? "✕" : "✓"} ${say("strip.devices", { count: keys.devices })}`}
    >
      {agreed.length === 0
        ? say("strip.notAgreed")
        : say("strip.agreed", { size: `#${agreed.join(" #")}` })}
    </Cell>
  )
}

function Tension({ status }: { readonly status: StatusForm }): ReactNode {
  const say = useSay()
  const levelOf = useFieldWords("TN-01", "level")
  const { ours, theirs } = status.tension
  const isRaised = [ours, theirs].some((each) => each !== null && each.level !== "normal")
  return (
    <div className="cell" data-tone={isRaised ? "warn" : "plain"}>
      <div className="label">{say("strip.tension")}</div>
      <dl className="two-columns">
        <dt>{say("strip.ours.short")}</dt>
        <dd>{ours === null ? say("strip.undeclared") : levelOf(ours.level)}</dd>
        <dt>{say("strip.theirs.short")}</dt>
        <dd>{theirs === null ? say("strip.undeclared") : levelOf(theirs.level)}</dd>
      </dl>
    </div>
  )
}

/** Both directions: what the other side waits for is as much our business as what we wait for. */
function Owed({ status }: { readonly status: StatusForm }): ReactNode {
  const say = useSay()
  const now = useNow()
  const { unacknowledged, answersDue, queue } = status
  const oldest = (counted: StatusForm["unacknowledged"]["byUs"]): string => {
    const dueAt = counted.oldest?.dueAt
    return dueAt === null || dueAt === undefined ? "" : countdown(Date.parse(dueAt) - now)
  }
  const row = (counted: StatusForm["unacknowledged"]["byUs"], whose: string): ReactNode => (
    <>
      {whose} <strong>{counted.count}</strong> <Token>{oldest(counted)}</Token>
    </>
  )
  const isOpen = unacknowledged.byUs.count + unacknowledged.byThem.count > 0
  const heldTone: Tone = queue.held > 0 ? "alarm" : "plain"
  return (
    <>
      <div className="cell" data-tone={isOpen ? "alarm" : "plain"}>
        <div className="label">{say("strip.unacknowledged")}</div>
        <div>{row(unacknowledged.byUs, say("strip.ours.short"))}</div>
        <div>{row(unacknowledged.byThem, say("strip.theirs.short"))}</div>
      </div>
      <div className="cell" data-tone={answersDue.byUs.count > 0 ? "warn" : "plain"}>
        <div className="label">{say("strip.answers")}</div>
        <div>{row(answersDue.byUs, say("strip.ours.short"))}</div>
        <div>{row(answersDue.byThem, say("strip.theirs.short"))}</div>
      </div>
      <Cell
        label={say("strip.queue")}
        tone={heldTone}
        value={queue.count === 0 ? say("strip.none") : String(queue.count)}
      >
        {queue.held === 0 ? null : say("strip.held", { count: queue.held })}
      </Cell>
    </>
  )
}
