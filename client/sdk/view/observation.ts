// What this desk sees of its circuits and hears of other devices, in the form from which the rulebook draws its verdicts.

import { otherSide } from "../../../shared/line/agreement.ts"
import { verdictOn } from "../../../shared/line/silence.ts"
import type { CircuitSeen, Observation, ProofSeen, Verdict } from "../../../shared/line/verdict.ts"
import type { Side } from "../../../shared/records/charter.ts"
import type { DeviceId, MessageId, RelayId } from "../../../shared/records/names.ts"
import { activeDevices } from "../addressing.ts"
import type { Parts } from "../desk.ts"
import type { Now } from "../ports.ts"
import type { RelayLink } from "../relay-link.ts"

/** Since when each circuit has been up, by wall time: whoever listens to the desk's notices knows. */
export type UpSince = ReadonlyMap<RelayId, number>

export function observationOf(parts: Parts, upSince: UpSince, now: Now): Observation {
  const circuits = [...parts.links.values()].map((link) => circuitSeen(link, upSince, now))
  return { now: now.wall, circuits, heard: proofsSeen(parts, now) }
}

function circuitSeen(link: RelayLink, upSince: UpSince, now: Now): CircuitSeen {
  const { circuit, clock, isCurrent } = link
  const isAlive = circuit.phase === "up"
  const downFor = circuit.down === undefined ? 0 : now.mono - circuit.down.since
  return {
    relay: circuit.id,
    isAlive,
    since: isAlive ? (upSince.get(circuit.id) ?? now.wall) : now.wall - downFor,
    lineTime: clock.lineTime(now),
    isCaughtUp: isCurrent,
  }
}

/** A device is heard over every living circuit alike: which of them brought a proof first does not matter here. */
function proofsSeen(parts: Parts, now: Now): readonly ProofSeen[] {
  const living = [...parts.links.values()].filter((link) => link.circuit.phase === "up")
  return (["A", "B"] as const)
    .flatMap((side) => activeDevices(parts.union.state, side, now.wall))
    .flatMap(({ device }) => {
      const ageMs = parts.presence.ageMs(device, now)
      if (ageMs === undefined) return []
      const onWatch = parts.presence.saidOnWatch(device)
      return living.map((link) => ({ device, relay: link.circuit.id, ageMs, onWatch }))
    })
}

/** What may be said about one of our messages, or about one of theirs as they must see it. */
export function verdictView(
  parts: Parts,
  about: { readonly message: MessageId; readonly author: Side },
  observation: Observation,
  now: Now,
): Verdict | undefined {
  const stored = parts.union.rowOf(about.message)
  if (stored === undefined) return undefined
  const row = parts.disproofs.believed(parts.union.state, stored)
  // A relay whose clock runs wrong must not make anybody late: see own-clock.ts.
  const circuits = observation.circuits.map((seen) => {
    const link = parts.links.get(seen.relay)
    return link === undefined
      ? seen
      : { ...seen, lineTime: parts.alarms.lineTime(row, link.reading(now)) }
  })
  return verdictOn(parts.union.state, { row, author: about.author }, { ...observation, circuits })
}

/** The newest proof of life of anybody at the other desk; undefined where nobody was heard since this desk started. */
export function theirNewestProof(
  parts: Parts,
  now: Now,
): { readonly device: DeviceId; readonly ageMs: number } | undefined {
  return activeDevices(parts.union.state, otherSide(parts.identity.side), now.wall)
    .flatMap(({ device }) => {
      const ageMs = parts.presence.ageMs(device, now)
      return ageMs === undefined ? [] : [{ device, ageMs }]
    })
    .toSorted((a, b) => a.ageMs - b.ageMs)[0]
}
