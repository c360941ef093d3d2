// What a line does because time has passed: silent circuits end, a jump of the wall clock is recorded, a head is signed, what
// has expired is swept. Steps of the ladder are not here: they are work like any other, and begin where work begins.

import { limits } from "../../shared/limits.ts"
import { dismissSilent, dismissUnentitled } from "./attendance.ts"
import { emptied } from "./desk-mail.ts"
import { sizeOf } from "./folded.ts"
import { noteOf, signHead, signingDueAt } from "./heads.ts"
import { watchWall, type Moment } from "./line-clock.ts"
import { rested } from "./quotas.ts"
import { timeOf, type LineRelay } from "./line-relay.ts"
import type { Outbox } from "./relay-event.ts"

export function upkeep(relay: LineRelay, moment: Moment, out: Outbox): LineRelay {
  const attended = dismissUnentitled(dismissSilent(relay, moment, out), moment, out)
  return sign(sweep(watchClock(attended, moment, out), moment, out), moment, out)
}

/** Deadlines do not follow the wall clock; that it was moved is a fact both sides should see. */
function watchClock(relay: LineRelay, moment: Moment, out: Outbox): LineRelay {
  const { clock, jumpMs } = watchWall(relay.clock, moment)
  if (jumpMs === undefined) return { ...relay, clock }
  out.push({ kind: "note", note: { what: "clock-jump", jumpMs } })
  const intent = { kind: "record", relayed: { kind: "clock", jumpMs } } as const
  return { ...relay, clock, intents: [...relay.intents, intent] }
}

function sweep(relay: LineRelay, moment: Moment, out: Outbox): LineRelay {
  if (moment.mono - relay.sweptAt < limits.sweepEveryMs) return relay
  const t = timeOf(relay, moment)
  out.push({ kind: "sweep", t })
  const { mono } = moment
  return {
    ...relay,
    boxes: emptied(relay.boxes, t),
    quotas: rested(relay.quotas, mono),
    sweptAt: mono,
  }
}

function sign(relay: LineRelay, moment: Moment, out: Outbox): LineRelay {
  const { identity, folded } = relay
  const dueAt = signingDueAt(relay.heads, sizeOf(folded))
  if (dueAt === undefined || dueAt > moment.mono) return relay
  const heads = signHead(relay.heads, { identity, folded }, moment.mono)
  const note = noteOf(heads, folded.state)
  if (note !== undefined) {
    for (const circuit of relay.circuits.values()) {
      if (circuit.isAttached) out.send(circuit.id, { kind: "checkpoint", note })
    }
  }
  return { ...relay, heads }
}
