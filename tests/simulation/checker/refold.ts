// A desk's copies of both journals, folded from the beginning in another interleaving.

import type { LineState } from "../../../shared/line/state.ts"
import type { RelayId } from "../../../shared/records/names.ts"
import { readEntry, Union } from "../../../client/sdk/union.ts"
import type { DeskNode } from "../world/desk-node.ts"
import type { World } from "../world/world.ts"

interface Card {
  readonly epoch: number
  readonly index: number
  readonly bytes: Uint8Array
}

/** Everything that a desk holds of one relay, in its order, while it is dealt out. */
interface Hand {
  readonly relay: RelayId
  readonly cards: readonly Card[]
  next: number
}

/** The interleaving follows from the desk's call sign and what it holds, so that it is another one each time. */
export function refold(world: World, desk: DeskNode): LineState {
  const { cast, dice } = world.setting
  const shuffle = dice.of(`refold ${desk.callSign}`)
  const hands = handsOf(desk)
  const union = new Union(cast.line.state, cast.line.signatures)
  const chain = new Map<string, Uint8Array>()
  for (;;) {
    const open = hands.filter((hand) => hand.next < hand.cards.length)
    if (open.length === 0) break
    const hand = shuffle.pick(open)
    // Runs of several: an outage hands over many entries of one journal at once.
    const run = shuffle.between(1, 12)
    for (let i = 0; i < run && hand.next < hand.cards.length; i += 1) foldNext(union, hand, chain)
  }
  return union.state
}

function foldNext(union: Union, hand: Hand, chain: Map<string, Uint8Array>): void {
  const card = hand.cards[hand.next]
  hand.next += 1
  if (card === undefined) return
  const arrived = readEntry(hand.relay, card, card.bytes)
  if (!arrived.ok) return
  const memo = new Map(union.wants(arrived.value).map((key) => [key, chain.get(key)]))
  const folded = union.fold(arrived.value, memo)
  if (!folded.ok) return
  for (const { key, value } of folded.value.writes) if (value !== undefined) chain.set(key, value)
}

/** Of all epochs: what a desk has learned from a relay before it began anew still counts. */
function handsOf(desk: DeskNode): readonly Hand[] {
  return [...(desk.parts?.links.keys() ?? [])].map((relay) => {
    const cards = desk.disk.rowsOf(`entry/${relay}/`).map(([key, bytes]) => {
      const [, , epoch = "", index = ""] = key.split("/")
      return { epoch: Number(epoch), index: Number(index), bytes }
    })
    return { relay, cards, next: 0 }
  })
}
