// The proof: what the journals of this desk prove, and what they do not. The worker checks; the page waits and says how far it is.

import { useState, type ReactNode } from "react"
import { Button } from "react-aria-components"

import type { AuditForm } from "../../../runtime/log/audit-form.ts"
import type { ProofForm } from "../../../runtime/requests/log-forms.ts"
import { ops } from "../../../runtime/requests/ops.ts"
import type { WordKey } from "../../ui/words/en.ts"
import { useSay } from "../../ui/settings.tsx"
import { zulu } from "../../ui/times.ts"
import { Token } from "../../ui/token.tsx"
import { FailureNote } from "../failure-note.tsx"
import { useAct, useLink } from "../link/desk-link.tsx"

export function ProofView(): ReactNode {
  const say = useSay()
  const link = useLink()
  const { run, failure, isBusy, forget } = useAct()
  const [proof, setProof] = useState<ProofForm | undefined>()
  const prove = async (): Promise<void> => {
    let form = await link.ask(ops.proof, { anew: true })
    setProof(form)
    while (form.phase !== "done") {
      form = await link.ask(ops.proof, { anew: false })
      setProof(form)
    }
  }
  return (
    <div>
      <p>{say("proof.text")}</p>
      <Button
        className="primary"
        isDisabled={isBusy}
        onPress={() => {
          run(prove)
        }}
      >
        {say("proof.begin")}
      </Button>
      <FailureNote failure={failure} onClose={forget} />
      {proof === undefined ? null : <Progress proof={proof} />}
      {proof?.audit === undefined || proof.audit === null ? null : (
        <Found proof={proof} audit={proof.audit} />
      )}
    </div>
  )
}

function Progress({ proof }: { readonly proof: ProofForm }): ReactNode {
  const say = useSay()
  const { phase, done, of, at, audit } = proof
  const time = at === null ? "" : zulu(at)
  const words = {
    reading: say("proof.reading", { done, of }),
    judging: say("proof.judging", { done, of }),
    done: say(audit?.verified === true ? "proof.good" : "proof.bad", { time }),
  }
  return (
    <>
      <p
        role="status"
        className="verdict"
        data-good={phase === "done" ? audit?.verified : undefined}
      >
        {words[phase]}
      </p>
      {phase === "done" ? null : (
        <progress aria-label={words[phase]} value={done} max={Math.max(1, of)} />
      )}
    </>
  )
}

function Found({
  proof,
  audit,
}: {
  readonly proof: ProofForm
  readonly audit: AuditForm
}): ReactNode {
  const say = useSay()
  return (
    <>
      <dl className="values">
        <div>
          <dt>{say("proof.line")}</dt>
          <dd>
            <Token>{audit.line ?? ""}</Token>
          </dd>
        </div>
        <div>
          <dt>{say("proof.state")}</dt>
          <dd>
            <Token>{audit.state ?? ""}</Token>
          </dd>
        </div>
      </dl>
      {proof.held.map((held) => (
        <Journal
          key={held.relay}
          held={held}
          proven={audit.journals.find((each) => each.relay === held.relay)}
        />
      ))}
      <p className="small">{say("proof.state.help")}</p>
      <Missing audit={audit} />
      <Faults audit={audit} />
    </>
  )
}

const nothingProven = { proven: 0, entries: 0, root: null, cosignedBy: [] }

function Journal({
  held: { name, size },
  proven,
}: {
  readonly held: ProofForm["held"][number]
  readonly proven: AuditForm["journals"][number] | undefined
}): ReactNode {
  const say = useSay()
  const { proven: reach, entries, root, cosignedBy } = proven ?? nothingProven
  const found: readonly (readonly [label: WordKey, value: ReactNode])[] = [
    ["proof.proven", <Token key="proven">{reach}</Token>],
    ["proof.gaps", <Token key="gaps">{reach - entries}</Token>],
    ["proof.unproved", <Token key="unproved">{Math.max(0, size - reach)}</Token>],
    ["proof.head", root === null ? say("proof.unsigned") : <Token key="head">{root}</Token>],
    [
      "proof.cosigned",
      cosignedBy.length === 0 ? (
        say("proof.nobody")
      ) : (
        <Token key="by">{cosignedBy.join(" ")}</Token>
      ),
    ],
  ]
  return (
    <section aria-label={name}>
      <h3>{name}</h3>
      <dl className="values">
        {found.map(([label, value]) => (
          <div key={label}>
            <dt>{say(label)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Missing({ audit }: { readonly audit: AuditForm }): ReactNode {
  const say = useSay()
  const nameOf = (relay: string): string =>
    audit.journals.find((each) => each.relay === relay)?.name ?? relay
  const missing = Object.entries(audit.facts.missing).filter(([, count]) => count > 0)
  if (missing.length === 0) return <p>{say("proof.whole")}</p>
  return missing.map(([relay, count]) => (
    <p key={relay} className="warning">
      {say("proof.missing", { number: count, relay: nameOf(relay) })}
    </p>
  ))
}

function Faults({ audit }: { readonly audit: AuditForm }): ReactNode {
  const say = useSay()
  const faults = audit.faults.map(({ kind, offset, detail }) =>
    say("proof.fault", { kind, offset, detail }),
  )
  const refused = audit.refused.map(({ relay, index, detail }) =>
    say("proof.refused", { relay, index, detail }),
  )
  const all = [...faults, ...refused]
  if (all.length === 0) return null
  return (
    <>
      <h3>{say("proof.faults")}</h3>
      <ul>
        {all.map((each) => (
          <li key={each} className="error">
            {each}
          </li>
        ))}
      </ul>
    </>
  )
}
