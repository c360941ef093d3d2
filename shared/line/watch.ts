// Who is responsible at a desk: per device, the watch record of the highest `seq`, unless a handover has ended it.

import type { DeviceId } from "../records/names.ts"
import type { Chained } from "../records/parsed.ts"
import type { Side } from "../records/charter.ts"
import { enrolledDevices } from "./agreement.ts"
import { withEntry, type LineState, type Watching } from "./state.ts"

/** The state with a device's watch record, if it is the newest of that device. */
export function foldWatch(
  state: LineState,
  record: Extract<Chained, { kind: "watch" }>,
): LineState {
  const { act, link } = record.core
  const watching: Watching =
    act.kind === "take"
      ? { seq: link.seq, act: "take", role: act.role, until: act.until, t: link.t }
      : { seq: link.seq, act: "leave", role: "duty", until: 0, t: link.t }
  return withNewer(state, link.from, watching)
}

/** The incoming device takes the watch; the outgoing one's ends up to the `seq` that both signed. */
export function foldHandover(
  state: LineState,
  record: Extract<Chained, { kind: "handover" }>,
): LineState {
  const { link, role, until, outgoing, endsSeq } = record.core
  const taken = state.forked.has(link.from)
    ? state
    : withNewer(state, link.from, { seq: link.seq, act: "take", role, until, t: link.t })
  const ended = Math.max(endsSeq, state.relieved.get(outgoing) ?? 0)
  return { ...taken, relieved: withEntry(taken.relieved, outgoing, ended) }
}

function withNewer(state: LineState, device: DeviceId, watching: Watching): LineState {
  const known = state.watches.get(device)
  if (known !== undefined && known.seq >= watching.seq) return state
  return { ...state, watches: withEntry(state.watches, device, watching) }
}

/** The watch a device holds at `now`, if any. */
export function watchOf(state: LineState, device: DeviceId, now: number): Watching | undefined {
  const watching = state.watches.get(device)
  if (watching === undefined || watching.act === "leave" || watching.until <= now) return undefined
  if (watching.seq <= (state.relieved.get(device) ?? 0) || state.suspensions.has(device))
    return undefined
  return watching
}

/** The devices of a party that hold the watch at `now`. */
export function onWatch(state: LineState, side: Side, now: number): readonly DeviceId[] {
  return enrolledDevices(state, side)
    .map((entry) => entry.device)
    .filter((device) => watchOf(state, device, now) !== undefined)
}
