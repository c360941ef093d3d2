// How much each note of a line matters to an operator.

import { unreachable } from "../../shared/assert.ts"
import type { LineId } from "../../shared/records/names.ts"
import type { Note } from "../core/relay-event.ts"
import type { Log } from "./log.ts"

export function writeNote(log: Log, line: LineId, note: Note): void {
  const about = { line: line.slice(0, 8), ...note }
  switch (note.what) {
    case "opened":
      log.info(about, "the line is being folded")
      return
    case "appended":
      log.debug({ ...about, counted: undefined }, "entries are confirmed")
      return
    case "refused":
      log.info(about, "something was refused")
      return
    case "conflict":
      log.info(about, "the journal has moved on, or may have: what waits is judged again")
      return
    case "clock-jump":
      log.warn(about, "the wall clock was moved; line time was not")
      return
    case "slow-journal":
      log.warn(about, "the disk was slow")
      return
    case "device-ahead":
      log.error(
        about,
        "a device holds more of this journal than the relay: was an old copy restored?",
      )
      return
    case "not-signing":
      log.error(about, "no checkpoint is signed any more: this journal has lost its end")
      return
    default:
      unreachable(note)
  }
}
