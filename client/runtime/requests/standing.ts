// Taking and leaving the watch, and the desk at a glance.

import { deviceIn } from "../../../shared/line/agreement.ts"
import { watchOf } from "../../../shared/line/watch.ts"
import type { Role } from "../../../shared/records/names.ts"
import type { Result } from "../../../shared/result.ts"
import { ownRole } from "../../sdk/follow.ts"
import { Failure, unwrap } from "../failure.ts"
import type { DeskView } from "../desk-runtime.ts"
import type { DeskWork } from "./desk-work.ts"
import type { StatusForm } from "./status-form.ts"
import { statusJson } from "./status-json.ts"

/** How long the record may take to stand in a journal before the command says that it waits. */
const watchAcceptedMs = 5_000
/** Eight hours is a shift; nobody is on watch for days. */
const longestWatchMs = 24 * 3_600_000

export async function takeWatch(
  work: DeskWork,
  asked: { readonly role: Role | null; readonly until: number },
  signal: AbortSignal,
): Promise<StatusForm> {
  return await change(work, signal, ({ parts, acts, now }) => {
    if (asked.until <= now.wall || asked.until > now.wall + longestWatchMs) {
      throw new Failure("cli/input", "a watch ends later than now, and within 24 hours")
    }
    return acts.takeWatch(asked.role ?? ownRole(parts, now), asked.until, now)
  })
}

export async function leaveWatch(work: DeskWork, signal: AbortSignal): Promise<StatusForm> {
  return await change(work, signal, ({ parts, acts, now }) => {
    if (watchOf(parts.union.state, parts.identity.device, now.wall) === undefined) {
      throw new Failure("cli/refused", "this device does not have the watch")
    }
    return acts.leaveWatch(now)
  })
}

async function change(
  work: DeskWork,
  signal: AbortSignal,
  deed: (desk: DeskView) => Result<true>,
): Promise<StatusForm> {
  refuseWithoutPermission(work)
  await work.caughtUp(signal)
  const before = work.runtime.act((desk) => {
    const seq = watchSeq(work)
    unwrap(deed(desk))
    return seq
  })
  await work.runtime.settled()
  const isDone = await work.runtime.until(() => (watchSeq(work) === before ? undefined : true), {
    timeoutMs: watchAcceptedMs,
    signal,
  })
  if (isDone === true) return statusJson(work)
  throw new Failure("cli/unreachable", "no relay has the watch record yet")
}

function watchSeq({ parts }: DeskWork): number {
  return parts.union.state.watches.get(parts.identity.device)?.seq ?? 0
}

function refuseWithoutPermission({ parts }: DeskWork): void {
  const own = deviceIn(parts.union.state, parts.identity.device)?.entry.permissions ?? []
  if (own.includes("acknowledge")) return
  throw new Failure("who/permission", "this device may not take the watch")
}

/** After a moment for circuits and proofs of life, where the desk was just opened. */
export async function status(
  work: DeskWork,
  asked: { readonly patienceMs: number },
  signal: AbortSignal,
): Promise<StatusForm> {
  await work.runtime.until(
    (parts) => {
      const heard = [...parts.links.values()].some((link) => link.clock.latencyMs !== undefined)
      return work.isCaughtUp() && heard ? true : undefined
    },
    { timeoutMs: asked.patienceMs, signal },
  )
  return statusJson(work)
}
