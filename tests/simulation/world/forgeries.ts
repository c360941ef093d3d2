// Things that a hostile relay makes up with the one set of keys that it has: acceptances of what it will not keep, and entries
// of its own journal that no rule allows.

import { encodeAs } from "../../../shared/encoding/schema.ts"
import { stepIdOf } from "../../../shared/line/deadlines.ts"
import { acceptance } from "../../../shared/records/acceptance.ts"
import { entry, type Entry } from "../../../shared/records/entry.ts"
import type { DeviceId, Hash, LineId, MessageId } from "../../../shared/records/names.ts"
import { parseRecord, type Parsed } from "../../../shared/records/parsed.ts"
import { relayed, type Relayed } from "../../../shared/records/relayed.ts"
import { hashOf, signed } from "../../../shared/records/signed.ts"
import { stage } from "../../../shared/records/stage.ts"
import type { ClientFrame } from "../../../shared/wire/frames.ts"
import type { RelayIdentity } from "../../../server/core/relay-identity.ts"
import type { Dice } from "./dice.ts"

/** What an acceptance of these submissions would say, were they entered from this index on. */
export function forgedAcceptance(
  at: { readonly identity: RelayIdentity; readonly line: LineId; readonly index: number },
  frame: Extract<ClientFrame, { kind: "submit" }>,
): Uint8Array | undefined {
  const hashes: Hash[] = []
  for (const { record } of frame.submissions) {
    const parsed = parseRecord(record)
    if (!parsed.ok) return undefined
    hashes.push(parsed.value.hash)
  }
  return encodeAs(acceptance, {
    format: 1,
    relay: at.identity.relay,
    line: at.line,
    epoch: 1,
    entries: hashes.map((record, i) => ({
      index: at.index + i,
      leaf: record,
      record,
      t: 1_767_700_000_000,
      salt: new Uint8Array(16),
    })),
    mergeDelay: 2_000,
  })
}

/** What a forger knows of its journal. */
export interface Material {
  readonly identity: RelayIdentity
  readonly t: number
  readonly records: readonly Parsed[]
  readonly dice: Dice
}

function entryOf(material: Material, speaker: Entry["speaker"], record: Uint8Array): Uint8Array {
  const { identity, t } = material
  const salt = new Uint8Array(16)
  const carried = new Uint8Array(0)
  return encodeAs(entry, {
    format: 1,
    relay: identity.relay,
    speaker,
    t,
    terr: 50,
    salt,
    record,
    carried,
  })
}

/** A record of the relay itself that says what is not so. */
export function falseRelayed(material: Material): Uint8Array {
  const { dice } = material
  const messages = material.records.flatMap((record) =>
    record.kind === "envelope" ? [record.core.message] : [],
  )
  const devices = material.records.flatMap((record) =>
    "link" in record.core ? [record.core.link.from] : [],
  )
  const said: Relayed[] = [
    { kind: "clock", jumpMs: -7_200_000 },
    { kind: "stopped", reason: "tired" },
    { kind: "restored", epoch: 1, oldSize: 3, oldRoot: hashOf(new Uint8Array(1)) },
    ...messages.slice(-1).map((message) => overdueOf(message, dice)),
    ...devices.slice(-1).map(accusation),
  ]
  return entryOf(material, "relay", encodeAs(relayed, dice.pick(said)))
}

/** The last step of a ladder, long before its time: that nobody answered. */
function overdueOf(message: MessageId, dice: Dice): Relayed {
  const number = dice.between(0, 60)
  const demand = dice.pick(["received", "read", "understood", "authority", "answered"] as const)
  const step = stepIdOf(message, demand, number)
  return {
    kind: "overdue",
    step,
    message,
    demand,
    number,
    action: "no-answer",
    dueAt: 0,
    presence: [],
  }
}

function accusation(device: DeviceId): Relayed {
  const nothing = new Uint8Array(0)
  return {
    kind: "evidence",
    format: 1,
    what: "chain/fork",
    device,
    first: nothing,
    second: nothing,
  }
}

/** A record in a party's name that this party never signed so; undefined where there is nothing to make it of. */
export function falseRecord(material: Material): Uint8Array | undefined {
  const { dice, records } = material
  const stages = records.flatMap((record) => (record.kind === "stage" ? [record] : []))
  const [last] = stages.slice(-1)
  if (last === undefined) return undefined
  const { core } = last
  const { link } = core
  const read = { kind: "read", role: "duty" } as const
  const forged = [
    // The next record of a device, with the signature of its last: a reading that nobody did.
    { ...core, fact: read, link: { ...link, seq: link.seq + 1, prev: last.hash } },
    // Another record in the place of one that is there: a fork that the device never made.
    { ...core, fact: read },
    // A record from nowhere: its predecessors do not exist.
    { ...core, fact: read, link: { ...link, seq: link.seq + 7 } },
  ]
  const bytes = encodeAs(stage, dice.pick(forged))
  const record = encodeAs(signed, { ...last.signed, core: bytes })
  return entryOf(material, "party", record)
}

/** A record that stands in the journal already, once more. */
export function repeatedRecord(material: Material): Uint8Array | undefined {
  const { dice, records } = material
  if (records.length === 0) return undefined
  return entryOf(material, "party", encodeAs(signed, dice.pick(records).signed))
}
