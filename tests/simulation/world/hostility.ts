// What a hostile relay does to its desks, frame by frame. It has the relay's keys and nobody else's; what it does with them is
// drawn from the schedule's dice and counted, so that a run can be asked whether it met every kind.

import { decodeAs, encodeAs } from "../../../shared/encoding/schema.ts"
import { signIn } from "../../../shared/crypto/signatures.ts"
import { limits } from "../../../shared/limits.ts"
import { acceptance, type SignedAcceptance } from "../../../shared/records/acceptance.ts"
import { entry } from "../../../shared/records/entry.ts"
import type { DeviceId, LineId } from "../../../shared/records/names.ts"
import { parseRecord } from "../../../shared/records/parsed.ts"
import type { ClientFrame, RelayFrame } from "../../../shared/wire/frames.ts"
import type { RelayIdentity } from "../../../server/core/relay-identity.ts"
import type { Dice } from "./dice.ts"
import type { Counts, HostileKind } from "./faults.ts"
import { forgedAcceptance } from "./forgeries.ts"
import type { Manner } from "./relay-hall.ts"

type Of<K extends RelayFrame["kind"]> = Extract<RelayFrame, { kind: K }>

export interface HostilityWorld {
  readonly dice: Dice
  readonly counts: Counts<HostileKind>
  readonly identity: RelayIdentity
  readonly line: LineId
}

const remembered = 64

export class Hostility implements Manner {
  readonly #world: HostilityWorld
  readonly #dice: Dice
  readonly #active = new Set<HostileKind>()
  /** Whom it has picked out, once it has. */
  #victim: DeviceId | undefined
  /** How far it lets each desk see its journal from which it withholds. */
  readonly #shownTo = new Map<DeviceId, number>()
  readonly #said: RelayFrame[] = []
  readonly #proofs: Of<"heartbeat">["heard"][number][] = []
  #accepted = 0
  /** What it said to have of devices' own chains: up to which number, and of whom. */
  readonly claimed: { readonly device: DeviceId; readonly seq: number }[] = []

  constructor(world: HostilityWorld) {
    this.#world = world
    this.#dice = world.dice
  }

  begin(kind: HostileKind): void {
    this.#active.add(kind)
  }

  end(kind: HostileKind): void {
    this.#active.delete(kind)
  }

  #does(kind: HostileKind, chance = 1): boolean {
    if (!this.#active.has(kind) || (chance < 1 && !this.#dice.chance(chance))) return false
    this.#world.counts.add(kind)
    return true
  }

  #isVictim(device: DeviceId): boolean {
    this.#victim ??= device
    return this.#victim === device
  }

  says(device: DeviceId, frame: RelayFrame): readonly RelayFrame[] {
    const said = this.#altered(device, frame)
    if (said === undefined) return []
    this.#said.push(said)
    if (this.#said.length > remembered) this.#said.shift()
    if (!this.#does("replays frames", 0.15)) return [said]
    return [said, this.#dice.pick(this.#said)]
  }

  #altered(device: DeviceId, frame: RelayFrame): RelayFrame | undefined {
    switch (frame.kind) {
      case "deliver":
        return this.#deliver(device, frame)
      case "heartbeat":
        return this.#heartbeat(device, frame)
      case "attached":
        return this.#attached(device, frame)
      case "accepted":
        return this.#does("backdates acceptances") ? this.#redated(frame) : frame
      case "checkpoint":
        return this.#shownTo.has(device) ? undefined : frame
      case "prekeys":
        return this.#does("withholds prekeys") ? { ...frame, prekeys: [] } : frame
      default:
        return frame
    }
  }

  /** Entries of a journal are consecutive, so whoever keeps one back keeps back all that follow. */
  #deliver(device: DeviceId, frame: Of<"deliver">): Of<"deliver"> | undefined {
    const first = frame.deliveries[0]?.index ?? 0
    if (this.#isVictim(device) && !this.#shownTo.has(device) && this.#does("withholds entries")) {
      this.#shownTo.set(device, first)
    }
    const stage = frame.deliveries.find((each) => isStage(each.entry))
    if (
      stage !== undefined &&
      this.#isVictim(device) &&
      !this.#shownTo.has(device) &&
      this.#does("withholds stages")
    ) {
      this.#shownTo.set(device, stage.index)
    }
    const shown = this.#shownTo.get(device) ?? Number.MAX_SAFE_INTEGER
    const deliveries = frame.deliveries.filter(({ index }) => index < shown)
    if (deliveries.length === 0) return undefined
    return this.#does("invents bad entries", 0.1)
      ? this.#spoiled(deliveries)
      : { ...frame, deliveries }
  }

  /** One entry says something else than the journal has. */
  #spoiled(deliveries: Of<"deliver">["deliveries"]): Of<"deliver"> {
    const victim = this.#dice.pick(deliveries)
    const spoiled = deliveries.map((each) => {
      if (each !== victim) return each
      const bytes = each.entry.slice()
      const place = this.#dice.between(0, bytes.length - 1)
      bytes[place] = (bytes[place] ?? 0) ^ (1 << this.#dice.between(0, 7))
      return { ...each, entry: bytes }
    })
    return { kind: "deliver", deliveries: spoiled }
  }

  #heartbeat(device: DeviceId, frame: Of<"heartbeat">): Of<"heartbeat"> {
    const shown = this.#shownTo.get(device)
    const size = shown === undefined ? frame.size : Math.min(frame.size, shown)
    let { heard } = frame
    this.#proofs.push(...heard)
    this.#proofs.splice(0, Math.max(0, this.#proofs.length - remembered))
    if (heard.length > 0 && this.#does("lies about age")) {
      heard = heard.map((each) => ({ ...each, ageMs: 0 }))
    }
    if (this.#proofs.length > 0 && this.#does("replays proofs of life", 0.5)) {
      heard = [{ ...this.#dice.pick(this.#proofs), ageMs: this.#dice.between(0, 900) }]
    }
    return { ...frame, size, heard }
  }

  #attached(device: DeviceId, frame: Of<"attached">): Of<"attached"> {
    const shown = this.#shownTo.get(device)
    let said = shown === undefined ? frame : { ...frame, size: Math.min(frame.size, shown) }
    if (this.#does("claims records")) {
      const heads = said.heads.map((head) =>
        head.device === device ? { ...head, seq: head.seq + 5 } : head,
      )
      this.claimed.push(...heads.filter((head) => head.device === device))
      said = { ...said, heads }
    }
    return this.#does("begins anew", 0.5)
      ? { ...said, epoch: said.epoch + this.#dice.between(1, 3) }
      : said
  }

  #redated(frame: Of<"accepted">): Of<"accepted"> {
    const read = decodeAs(acceptance, frame.acceptance.core, limits.recordBytesMax)
    if (!read.ok) return frame
    const by = this.#dice.pick([-7_200_000, -60_000, 60_000, 7_200_000, 3_000_000_000])
    const entries = read.value.entries.map((each) => ({ ...each, t: Math.max(0, each.t + by) }))
    return { ...frame, acceptance: this.#signed(encodeAs(acceptance, { ...read.value, entries })) }
  }

  #signed(core: Uint8Array): SignedAcceptance {
    const { signatures, signingSeed } = this.#world.identity
    return { core, signature: signIn("Parley-v1 acceptance", signatures, signingSeed, core) }
  }

  hears(
    device: DeviceId,
    frame: ClientFrame,
  ): { readonly taken: ClientFrame | undefined; readonly answers: readonly RelayFrame[] } {
    if (frame.kind !== "submit") return { taken: frame, answers: [] }
    const refused = this.#refusal(device, frame.number)
    if (refused !== undefined) return { taken: undefined, answers: [refused] }
    if (!this.#does("drops what it accepted", 0.5)) return { taken: frame, answers: [] }
    const { identity, line } = this.#world
    this.#accepted += 1
    const core = forgedAcceptance({ identity, line, index: 10_000 + this.#accepted * 100 }, frame)
    if (core === undefined) return { taken: frame, answers: [] }
    const answer: RelayFrame = {
      kind: "accepted",
      number: frame.number,
      acceptance: this.#signed(core),
    }
    return { taken: undefined, answers: [answer] }
  }

  #refusal(device: DeviceId, number: number): RelayFrame | undefined {
    const base = { kind: "refused", number, position: 0, want: 0, detail: "no" } as const
    if (this.#isVictim(device) && this.#does("accuses of forks", 0.5)) {
      return { ...base, code: "chain/fork" }
    }
    if (!this.#does("refuses everything")) return undefined
    const codes = [
      "relay/full",
      "sign/bad",
      "chain/gap",
      "who/device",
      "roster/missing",
      "envelope/form",
    ] as const
    return { ...base, code: this.#dice.pick(codes), want: this.#dice.between(0, 3) }
  }
}

function isStage(bytes: Uint8Array): boolean {
  const read = decodeAs(entry, bytes, limits.entryBytesMax)
  if (!read.ok || read.value.speaker === "relay") return false
  const record = parseRecord(read.value.record)
  return record.ok && record.value.kind === "stage"
}
