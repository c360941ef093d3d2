// The watch changes hands by one record that both officers sign; until then the outgoing officer stays responsible.

import { useState, type ReactNode } from "react"
import { Button } from "react-aria-components"

import { ops, type PictureForm, type ProposalForm } from "../../../runtime/requests/ops.ts"
import { useSay } from "../../ui/settings.tsx"
import { zuluMinute } from "../../ui/times.ts"
import { Token } from "../../ui/token.tsx"
import { useFieldWords } from "../compose/sheets.tsx"
import { FailureNote } from "../failure-note.tsx"
import { useAct, useLink } from "../link/desk-link.tsx"

const shiftMs = 8 * 3_600_000
const askForMs = 120_000

/** What another device of this desk asks this one to sign. */
export function HandoverRequest({ proposal }: { readonly proposal: ProposalForm }): ReactNode {
  const say = useSay()
  const link = useLink()
  const { run, failure, isBusy, forget } = useAct()
  const { from, until, open, proposal: id } = proposal
  return (
    <article className="alert" data-urgency="low" aria-label={say("handover.title")}>
      <h2>{say("handover.title")}</h2>
      <p className="statement">
        {say("handover.asked", {
          who: from,
          time: until === null ? "" : zuluMinute(until),
          open: open.length === 0 ? say("strip.none") : open.join(", "),
        })}
      </p>
      <FailureNote failure={failure} onClose={forget} />
      <div className="buttons">
        <Button
          className="primary"
          isDisabled={isBusy}
          onPress={() => {
            run(async () => {
              await link.ask(ops.countersign, { id })
            })
          }}
        >
          {say("handover.sign")}
        </Button>
        <Button
          isDisabled={isBusy}
          onPress={() => {
            run(async () => {
              await link.ask(ops.refuseCountersign, { id, reason: "refused at the desk" })
            })
          }}
        >
          {say("handover.refuse")}
        </Button>
      </div>
    </article>
  )
}

/** This desk's watch, and taking it over from another device of it. */
export function Handover({ picture }: { readonly picture: PictureForm }): ReactNode {
  const say = useSay()
  const link = useLink()
  const { run, failure, isBusy, forget } = useAct()
  const [outcome, setOutcome] = useState<string | undefined>()
  const roleOf = useFieldWords("AK-01", "role")
  const { devices } = picture.status.ourDesk
  const own = devices.find((device) => device.this)?.watch ?? null
  const others = devices.filter((device) => !device.this && device.watch !== null)
  return (
    <section className="screen" aria-label={say("handover.title")}>
      <h2>{say("handover.title")}</h2>
      <FailureNote failure={failure} onClose={forget} />
      <p>
        {own === null
          ? say("handover.none")
          : say("handover.have", { role: roleOf(own.role), time: zuluMinute(own.until) })}
      </p>
      {outcome === undefined ? null : <p role="status">{outcome}</p>}
      <OpenItems picture={picture} />
      <div className="buttons">
        {others.map(({ callSign }) => (
          <Button
            key={callSign}
            className="primary"
            isDisabled={isBusy}
            onPress={() => {
              run(async () => {
                const what = {
                  kind: "handover",
                  outgoing: callSign,
                  role: null,
                  until: Date.now() + shiftMs,
                } as const
                const done = await link.ask(ops.propose, { what, timeoutMs: askForMs })
                setOutcome(done.outcome)
              })
            }}
          >
            {say("handover.propose", { device: callSign })}
          </Button>
        ))}
        {own === null ? null : (
          <Button
            isDisabled={isBusy}
            onPress={() => {
              run(async () => {
                await link.ask(ops.leaveWatch, {})
              })
            }}
          >
            {say("handover.leave")}
          </Button>
        )}
      </div>
    </section>
  )
}

/** Whoever takes the watch answers for these. */
function OpenItems({ picture }: { readonly picture: PictureForm }): ReactNode {
  const say = useSay()
  const { owed } = picture.status
  return (
    <dl className="values">
      {(["byUs", "byThem"] as const).map((whose) => (
        <div key={whose}>
          <dt>
            {say("arm.open")} · {say(whose === "byUs" ? "strip.ours.short" : "strip.theirs.short")}
          </dt>
          <dd>
            {owed[whose].length === 0 ? say("strip.none") : null}
            {owed[whose].map(({ serial, code }) => (
              <span key={serial}>
                <Token>{serial}</Token> <Token>{code ?? ""}</Token>{" "}
              </span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
