// `parley countersign`: what another officer of this desk asks this one to sign. `parley suspend`: a device of ours is to be heard
// no more. `parley watch relieve` is in watch-command.ts.

import type { Command } from "commander"
import * as v from "valibot"

import { commandLine, type CommandLine } from "../command-line.ts"
import { Failure } from "../../runtime/failure.ts"
import { examplesOf } from "../output/help.ts"
import type { Io } from "../output/io.ts"
import { clockTime } from "../../runtime/times.ts"
import { ask, ops, type OutcomeForm, type ProposalForm } from "../../runtime/requests/ops.ts"
import { timeoutOf } from "./send-command.ts"
import { withDesk } from "./with-desk.ts"

const examples = `Examples:
  parley --home data/a-2 countersign                       what is asked of this officer
  parley --home data/a-2 countersign 01936d2e              agree, while the other desk is open
  parley --home data/a-2 countersign 01936d2e --refuse "not before the answer is sent"
`

/** As long as a colleague may take to look up from something else. */
export const officerMs = 120_000

export function registerCountersign(program: Command, io: Io): void {
  program
    .command("countersign [id]")
    .description("what another officer of this desk asks to be signed: list, agree, refuse")
    .option("--refuse <reason>", "do not agree; or take back what this officer has proposed")
    .addHelpText("beforeAll", examplesOf(examples))
    .action(async (id: string | undefined, given: unknown, command: Command) => {
      const line = commandLine(command, io)
      const { refuse } = v.parse(v.object({ refuse: v.optional(v.string()) }), given)
      await withDesk(line, async (desk) => {
        const signal = io.stop
        if (id === undefined) {
          const { proposals } = await ask(desk, ops.proposals, {}, { signal })
          list(line, proposals)
        } else if (refuse === undefined) {
          tell(line, await ask(desk, ops.countersign, { id }, { signal }))
        } else {
          const asked = { id, reason: refuse }
          tell(line, await ask(desk, ops.refuseCountersign, asked, { signal }), "refused")
        }
      })
    })
  program
    .command("suspend <callSign>")
    .description("a device of ours is to be heard no more; another officer agrees with countersign")
    .requiredOption("--reason <text>", "why; it stands in the journal")
    .option("--timeout <time>", "how long to wait for the other officer; two minutes without it")
    .addHelpText(
      "beforeAll",
      examplesOf('Examples:\n  parley --home data/a-1 suspend A3 --reason "console stolen"\n'),
    )
    .action(async (device: string, given: unknown, command: Command) => {
      const line = commandLine(command, io)
      const { reason, timeout } = v.parse(suspendOptions, given)
      const timeoutMs = timeoutOf(timeout) ?? officerMs
      const what = { kind: "suspend", device, reason } as const
      await withDesk(line, async (desk) => {
        tell(line, await ask(desk, ops.propose, { what, timeoutMs }, { signal: io.stop }))
      })
    })
}

const suspendOptions = v.object({ reason: v.string(), timeout: v.optional(v.string()) })

function list({ output, io }: CommandLine, proposals: readonly ProposalForm[]): void {
  output.data({ proposals: proposals.map((each) => ({ ...each })) }, () =>
    proposals.length === 0
      ? "Nothing waits for this officer's signature."
      : proposals.map((each) => proposalWords(each, io.now())).join("\n"),
  )
}

function proposalWords(proposal: ProposalForm, now: number): string {
  const { from, device, role, until, reason, open } = proposal
  const what =
    proposal.kind === "handover"
      ? `${from} takes over the watch from ${device} as ${role ?? "duty"} until ${until === null ? "" : clockTime(Date.parse(until), now)}, ${String(open.length)} messages open`
      : `${from} asks that ${device} be heard no more: ${reason ?? ""}`
  const id = proposal.proposal.slice(0, 12)
  return `${id}  ${what}\n  Agree: parley countersign ${id}`
}

const outcomeWords: Readonly<Record<OutcomeForm["outcome"], string>> = {
  done: "✓ signed by both, and on the line",
  refused: "✕ refused",
  withdrawn: "— taken back",
  lapsed: "✕ lapsed: nobody agreed in time",
  waiting: "… waiting for the other officer",
}

/** `wanted`: the outcome that is no failure. */
export function tell(
  { output, io }: CommandLine,
  result: OutcomeForm,
  wanted: OutcomeForm["outcome"] = "done",
): void {
  const { outcome, reason, proposal } = result
  output.data(
    { ...result },
    () => `${outcomeWords[outcome]}${reason === null ? "" : `: ${reason}`}`,
  )
  if (outcome === wanted || outcome === "withdrawn" || io.stop.aborted) return
  if (outcome === "waiting") {
    throw new Failure(
      "cli/timeout",
      `the other officer has not signed ${proposal} yet`,
      "It waits until it lapses. Both desks have to be open at the same time: keep `parley watch` running.",
    )
  }
  throw new Failure("cli/failed", `it was ${outcome}: ${reason ?? "no reason given"}`)
}
