// What takes the signatures of two officers of one desk: handing over the watch, and suspending a device. The officer who wants it
// proposes; another one agrees; their machines do the rest while both desks are open.

import { callSignOf } from "../../sdk/view/naming.ts"
import { enrolledDevices } from "../../../shared/line/agreement.ts"
import type { DeviceId, MessageId, Role } from "../../../shared/records/names.ts"
import { ownRole } from "../../sdk/follow.ts"
import type { Notice } from "../../sdk/notices.ts"
import type { DeskView } from "../desk-runtime.ts"
import type { Result } from "../../../shared/result.ts"
import { Failure, unwrap } from "../failure.ts"
import { isoTime } from "../times.ts"
import type { DeskWork } from "./desk-work.ts"
import type { OutcomeForm, ProposalForm } from "./ops.ts"

/** Once an officer has agreed only machines are between us: this is long for them. */
const machinesMs = 15_000
const mailMs = 3_000

type Wish =
  | {
      readonly kind: "handover"
      readonly outgoing: string
      readonly role: Role | null
      readonly until: number
    }
  | { readonly kind: "suspend"; readonly device: string; readonly reason: string }

/** Proposes, and waits until it is signed by both, refused, or the time is over. */
export async function propose(
  work: DeskWork,
  { what, timeoutMs }: { readonly what: Wish; readonly timeoutMs: number },
  signal: AbortSignal,
): Promise<OutcomeForm> {
  await work.caughtUp(signal)
  return await untilOver(work, (desk) => proposed(work, what, desk), { timeoutMs, signal })
}

function proposed(work: DeskWork, what: Wish, { acts, parts, now }: DeskView): Result<MessageId> {
  if (what.kind === "suspend") {
    return acts.proposeSuspension(
      { device: deviceNamed(work, what.device), reason: what.reason },
      now,
    )
  }
  const role = what.role ?? ownRole(parts, now)
  return acts.proposeHandover(
    { outgoing: deviceNamed(work, what.outgoing), role, until: what.until },
    now,
  )
}

function deviceNamed({ parts }: DeskWork, callSign: string): DeviceId {
  const devices = enrolledDevices(parts.union.state, parts.identity.side)
  const found = devices.find((each) => each.callSign.toUpperCase() === callSign.toUpperCase())
  if (found !== undefined) return found.device
  const known = devices.map((each) => each.callSign).join(", ")
  throw new Failure("cli/input", `our roster names no ${callSign}. It names ${known}`)
}

/** What has become of it, told by the desk's own notices: they come once the record is folded. */
async function untilOver(
  work: DeskWork,
  deed: (desk: DeskView) => Result<MessageId>,
  patience: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<OutcomeForm> {
  const heard: Notice[] = []
  const forget = work.runtime.onNotice((notice) => {
    heard.push(notice)
  })
  try {
    const proposal = work.runtime.act((desk) => unwrap(deed(desk)))
    await work.runtime.settled()
    const over = await work.runtime.until(() => outcomeIn(heard, proposal), patience)
    return over ?? { proposal, outcome: "waiting", reason: null }
  } finally {
    forget()
  }
}

function outcomeIn(heard: readonly Notice[], proposal: MessageId): OutcomeForm | undefined {
  for (const notice of heard) {
    if (notice.kind === "handed-over" || notice.kind === "suspended") {
      return { proposal, outcome: "done", reason: null }
    }
    if (notice.kind === "proposal-ended" && notice.proposal === proposal) {
      return { proposal, outcome: notice.how, reason: notice.reason }
    }
  }
  return undefined
}

/** What others ask of this device, after the desk mail has had a moment to come. */
export async function proposals(
  work: DeskWork,
  signal: AbortSignal,
): Promise<readonly ProposalForm[]> {
  await work.caughtUp(signal)
  await work.runtime.until(
    (parts) => (parts.countersignRequests.all.length > 0 ? true : undefined),
    {
      timeoutMs: mailMs,
      signal,
    },
  )
  return proposalForms(work)
}

/** What is asked now; nothing is waited for. */
export function proposalForms({ parts }: DeskWork): readonly ProposalForm[] {
  const { state } = parts.union
  return parts.countersignRequests.all.map(({ proposal, from, terms }) => {
    const isHandover = terms.kind === "handover"
    return {
      proposal,
      kind: terms.kind,
      from: callSignOf(state, from),
      device: callSignOf(state, isHandover ? terms.outgoing : terms.device),
      role: isHandover ? terms.role : null,
      until: isHandover ? isoTime(terms.until) : null,
      reason: isHandover ? null : terms.reason,
      open: isHandover ? [...terms.open] : [],
    }
  })
}

async function proposalNamed(
  work: DeskWork,
  name: string,
  signal: AbortSignal,
): Promise<MessageId> {
  const isIt = (proposal: string): boolean => proposal.startsWith(name.toLowerCase())
  await proposals(work, signal)
  const asked = work.parts.countersignRequests.all.map(({ proposal }) => proposal)
  const own = work.parts.proposals.open?.proposal
  const [found, ...more] = [...asked, ...(own === undefined ? [] : [own])].filter(isIt)
  if (found === undefined)
    throw new Failure("cli/not-held", `nothing of id ${name} waits at this desk`)
  if (more.length > 0) throw new Failure("cli/input", `${name} begins the id of more than one`)
  return found
}

export async function countersign(
  work: DeskWork,
  { id }: { readonly id: string },
  signal: AbortSignal,
): Promise<OutcomeForm> {
  const proposal = await proposalNamed(work, id, signal)
  const deed = ({ acts, now }: DeskView): Result<MessageId> => acts.countersign(proposal, now)
  return await untilOver(work, deed, { timeoutMs: machinesMs, signal })
}

export async function refuseCountersign(
  work: DeskWork,
  asked: { readonly id: string; readonly reason: string },
  signal: AbortSignal,
): Promise<OutcomeForm> {
  const proposal = await proposalNamed(work, asked.id, signal)
  const isOurs = work.parts.proposals.open?.proposal === proposal
  unwrap(work.runtime.act(({ acts, now }) => acts.refuse(proposal, asked.reason, now)))
  await work.runtime.settled()
  await work.runtime.until((parts) => (parts.mailbox.unkept.length === 0 ? true : undefined), {
    timeoutMs: mailMs,
    signal,
  })
  return { proposal, outcome: isOurs ? "withdrawn" : "refused", reason: asked.reason }
}
