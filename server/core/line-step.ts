// The one door of the core: a line, an event and the moment it came give the next line and what the world has to do. Nothing
// here waits, reads a clock or draws randomness, so a history of events can be played again and gives the same journal.

import { unreachable } from "../../shared/assert.ts"
import { connect, dismissAll } from "./attendance.ts"
import { open, takeRead } from "./catching-up.ts"
import { takeFrame } from "./client-frames.ts"
import { deliver, deliverMail, pump, takeWritten } from "./deliveries.ts"
import { takeKeptElsewhere } from "./kept-elsewhere.ts"
import type { Moment } from "./line-clock.ts"
import { circuitOf, withoutCircuit, type LineRelay } from "./line-relay.ts"
import { withSighting } from "./presence.ts"
import { Outbox, type RelayEffect, type RelayEvent } from "./relay-event.ts"
import { goOn, takeAppended, takeConflict, takeFailure, takeLoaded } from "./turns.ts"
import { upkeep } from "./upkeep.ts"

export interface LineStep {
  readonly relay: LineRelay
  /** To be performed in this order. */
  readonly effects: readonly RelayEffect[]
}

export function step(relay: LineRelay, event: RelayEvent, moment: Moment): LineStep {
  if (relay.work.kind === "ended") return { relay, effects: [] }
  const out = new Outbox()
  let next = take(relay, event, { moment, out })
  if (next.isOpen && next.work.kind !== "ended") next = upkeep(next, moment, out)
  // A turn that needed nothing from the journal is over at once, and the next one may begin.
  for (;;) {
    const further = goOn(next, moment, out)
    if (further === next) break
    next = further
  }
  return { relay: next, effects: out.effects }
}

interface World {
  readonly moment: Moment
  readonly out: Outbox
}

function take(relay: LineRelay, event: RelayEvent, world: World): LineRelay {
  if (isFromJournal(event)) return takeFromJournal(relay, event, world)
  if (isFromSibling(event)) return takeFromSibling(relay, event, world)
  return isForCircuit(event)
    ? takeForCircuit(relay, event, world)
    : takeFromOutside(relay, event, world)
}

type Kind = RelayEvent["kind"]
type EventOf<K extends Kind> = Extract<RelayEvent, { readonly kind: K }>

/** Answers to the one question that the journal has been asked. */
type FromJournal = EventOf<
  "opened" | "read" | "loaded" | "appended" | "conflict" | "journal-failed"
>
const fromJournal: ReadonlySet<Kind> = new Set<FromJournal["kind"]>([
  "opened",
  "read",
  "loaded",
  "appended",
  "conflict",
  "journal-failed",
])

function isFromJournal(event: RelayEvent): event is FromJournal {
  return fromJournal.has(event.kind)
}

function takeFromJournal(relay: LineRelay, event: FromJournal, { moment, out }: World): LineRelay {
  switch (event.kind) {
    case "opened":
      return open(relay, event.rows, out)
    case "read":
      return takeRead(relay, event, moment, out)
    case "loaded":
      return takeLoaded(relay, event.supply, moment, out)
    case "appended":
      return takeAppended(relay, event.size, moment, out)
    case "conflict":
      return takeConflict(relay, event.size, out)
    case "journal-failed":
      return takeFailure(relay, out)
    default:
      return unreachable(event)
  }
}

/** Something that was fetched, kept or written on behalf of a circuit; that may have gone in the meantime. */
type ForCircuit = EventOf<"kept" | "fetched" | "mail-fetched" | "bodies-fetched" | "written">
const forCircuit: ReadonlySet<Kind> = new Set<ForCircuit["kind"]>([
  "kept",
  "fetched",
  "mail-fetched",
  "bodies-fetched",
  "written",
])

function isForCircuit(event: RelayEvent): event is ForCircuit {
  return forCircuit.has(event.kind)
}

function takeForCircuit(relay: LineRelay, event: ForCircuit, { out }: World): LineRelay {
  switch (event.kind) {
    case "fetched":
      return deliver(relay, event.circuit, event, out)
    case "mail-fetched":
      return deliverMail(relay, event.circuit, event.row, out)
    case "written":
      return takeWritten(relay, event.circuit, out)
    case "bodies-fetched": {
      const { circuit, number, message, enclosure } = event
      if (relay.circuits.has(circuit)) {
        out.send(circuit, { kind: "body", number, message, enclosure })
      }
      return relay
    }
    case "kept":
      return tellOfMail(relay, event, out)
    default:
      return unreachable(event)
  }
}

function takeFromOutside(
  relay: LineRelay,
  event: Exclude<RelayEvent, FromJournal | ForCircuit | FromSibling>,
  world: World,
): LineRelay {
  switch (event.kind) {
    case "connected":
      return connect(relay, event, world.moment, world.out)
    case "disconnected":
      return withoutCircuit(relay, event.circuit)
    case "frame": {
      const circuit = relay.circuits.get(event.circuit)
      return circuit === undefined ? relay : takeFrame(relay, circuit, event.frame, world)
    }
    case "journal-away":
      return dismissAll(relay, "relay/journal", world.out)
    case "ticked":
      return relay
    case "drain":
      return drain(relay, event.reason)
    default:
      return unreachable(event)
  }
}

/** Another process of this relay has written or heard something. */
type FromSibling = EventOf<"grown" | "heard" | "kept-elsewhere">
const fromSibling: ReadonlySet<Kind> = new Set<FromSibling["kind"]>([
  "grown",
  "heard",
  "kept-elsewhere",
])

function isFromSibling(event: RelayEvent): event is FromSibling {
  return fromSibling.has(event.kind)
}

function takeFromSibling(relay: LineRelay, event: FromSibling, { moment, out }: World): LineRelay {
  switch (event.kind) {
    case "grown":
      return { ...relay, knownSize: Math.max(relay.knownSize, event.size) }
    case "heard": {
      const { sighting, ageMs } = event
      return { ...relay, presence: withSighting(relay.presence, sighting, moment.mono - ageMs) }
    }
    case "kept-elsewhere":
      // Before a line is open everything is read anyway.
      return relay.isOpen ? takeKeptElsewhere(relay, event.rows, out) : relay
    default:
      return unreachable(event)
  }
}

/** The mail is durable: its sender may forget it, and recipients who are here get it now. */
function tellOfMail(
  relay: LineRelay,
  { kept }: Extract<RelayEvent, { kind: "kept" }>,
  out: Outbox,
): LineRelay {
  if (kept.kind !== "mail") return relay
  const { circuit: sender, mail, recipients } = kept
  if (relay.circuits.has(sender)) out.send(sender, { kind: "desk-mail-kept", mail })
  const posting = new Set(relay.posting)
  posting.delete(mail)
  let next: LineRelay = { ...relay, posting }
  for (const device of recipients) {
    const circuit = circuitOf(next, device)
    if (circuit === undefined || circuit.mail.includes(mail)) continue
    next = pump(next, { ...circuit, mail: [...circuit.mail, mail] }, out)
  }
  return next
}

/** Nothing new is taken; what waits is still judged, and `stopped` is the last entry of this process. */
function drain(relay: LineRelay, reason: string): LineRelay {
  if (relay.isDraining) return relay
  const intent = { kind: "record", relayed: { kind: "stopped", reason } } as const
  return { ...relay, isDraining: true, intents: [...relay.intents, intent] }
}
