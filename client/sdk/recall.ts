// An envelope wanted back from the store, to give its key to one more device or to open it once more. The desk never waits:
// the store is asked by effects, one envelope at a time, first where its record stands, then what stands there.

import { decodeAs } from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import type { DeviceId, Hash, MessageId, RelayId } from "../../shared/records/names.ts"
import type { ParsedEnvelope } from "../../shared/records/parsed.ts"
import type { Effect } from "./ports.ts"
import { chainRow, keys } from "./store-layout.ts"
import { readEntry, type Memo } from "./union.ts"

/** An envelope by its author's own count. */
export interface Place {
  readonly message: MessageId
  readonly header: Hash
  readonly from: DeviceId
  readonly seq: number
}

/** `envelope` is absent where the store does not hold that record; `enclosure` is empty where the body is not here. */
export interface Recalled {
  readonly place: Place
  readonly envelope: ParsedEnvelope | undefined
  readonly enclosure: Uint8Array
}

type Asked =
  | { readonly phase: "nothing" }
  | { readonly phase: "place"; readonly place: Place }
  | { readonly phase: "entry"; readonly place: Place; readonly chained: Chained }

interface Chained {
  readonly key: string
  readonly relay: RelayId
  readonly epoch: number
  readonly index: number
}

const none = new Uint8Array(0)

export class Recall {
  readonly #wanted: Place[] = []
  #asked: Asked = { phase: "nothing" }

  /** Nothing is kept of it: after a restart, whoever wanted the envelope asks again. */
  want(place: Place): void {
    if (!this.#wanted.some((known) => known.header === place.header)) this.#wanted.push(place)
  }

  /** The next question to the store; nothing while one is open. `relay` only says whose turn the answer is. */
  ask(relay: RelayId): Effect | undefined {
    if (this.#asked.phase !== "nothing") return undefined
    const place = this.#wanted.shift()
    if (place === undefined) return undefined
    this.#asked = { phase: "place", place }
    return load(relay, [keys.chain(place.from, place.seq)])
  }

  /** The envelope that was asked for, or the question that finds it. */
  loaded(relay: RelayId, memo: Memo): Recalled | Effect | undefined {
    const asked = this.#asked
    this.#asked = { phase: "nothing" }
    if (asked.phase === "nothing") return undefined
    const { place } = asked
    if (asked.phase === "place") {
      const chained = chainedIn(memo.get(keys.chain(place.from, place.seq)))
      if (chained === undefined) return { place, envelope: undefined, enclosure: none }
      this.#asked = { phase: "entry", place, chained }
      return load(relay, [chained.key, keys.enclosure(place.header)])
    }
    const enclosure = memo.get(keys.enclosure(place.header)) ?? none
    return { place, envelope: envelopeIn(asked, memo), enclosure }
  }
}

function load(relay: RelayId, wanted: readonly string[]): Effect {
  return { kind: "load", relay, purpose: "recall", keys: wanted }
}

function chainedIn(bytes: Uint8Array | undefined): Chained | undefined {
  const read = bytes === undefined ? undefined : decodeAs(chainRow, bytes, limits.recordBytesMax)
  if (read?.ok !== true) return undefined
  const { relay, epoch, index } = read.value
  return { key: keys.entry(relay, epoch, index), relay, epoch, index }
}

/** Only the very envelope that is wanted: of two releases of one draft each has a header of its own. */
function envelopeIn(
  { place, chained }: Extract<Asked, { phase: "entry" }>,
  memo: Memo,
): ParsedEnvelope | undefined {
  const bytes = memo.get(chained.key)
  const { relay, epoch, index } = chained
  const arrived = bytes === undefined ? undefined : readEntry(relay, { epoch, index }, bytes)
  if (arrived?.ok !== true || arrived.value.said.by !== "party") return undefined
  const { record } = arrived.value.said
  return record.kind === "envelope" && record.hash === place.header ? record : undefined
}
