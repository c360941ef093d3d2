// Line time: what the entries of one journal carry. It follows the process's monotonic clock from an anchor set once, so a
// wall clock that is put forward or back moves no deadline. Jumps of the wall clock are noticed and recorded.

import { limits } from "../../shared/limits.ts"

/** What the world gives with every event. `mono` counts milliseconds and never goes back; `wall` is Unix milliseconds. */
export interface Moment {
  readonly mono: number
  readonly wall: number
  /** 32 fresh random bytes, from which the salts of new entries are drawn. */
  readonly random: Uint8Array
}

export interface LineClock {
  readonly anchorMono: number
  readonly anchorTime: number
  /** Wall minus monotonic time when the present window began, and when that was. */
  readonly offset: number
  readonly since: number
}

/** Anchors line time at the later of the newest entry and the wall clock: time in a journal never runs backwards. */
export function anchor(moment: Moment, newestEntry: number): LineClock {
  return {
    anchorMono: moment.mono,
    anchorTime: Math.max(newestEntry, Math.floor(moment.wall)),
    offset: moment.wall - moment.mono,
    since: moment.mono,
  }
}

export function lineTime(clock: LineClock, moment: Pick<Moment, "mono">): number {
  return clock.anchorTime + Math.max(0, Math.floor(moment.mono - clock.anchorMono))
}

/**
 * Compares the wall clock with the monotonic one. `jumpMs` is how far it has moved since the window began, where that is more
 * than a disciplined clock moves in one window.
 */
export function watchWall(
  clock: LineClock,
  moment: Moment,
): { readonly clock: LineClock; readonly jumpMs: number | undefined } {
  const offset = moment.wall - moment.mono
  const jumpMs = Math.round(offset - clock.offset)
  const renewed = { ...clock, offset, since: moment.mono }
  if (Math.abs(jumpMs) > limits.clockJumpMs) return { clock: renewed, jumpMs }
  const isOver = moment.mono - clock.since >= limits.clockWindowMs
  return { clock: isOver ? renewed : clock, jumpMs: undefined }
}
