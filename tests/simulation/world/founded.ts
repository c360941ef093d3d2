// The relays' journals as they stand when a schedule begins: founded an hour before, with the documents of both parties.
// Founding is checked by the real core, once a process; checking a roster's keys takes longer than a schedule may.

import { foundedAt, type RelayName } from "../../support/practice-line.ts"
import type { Cast, Keys } from "./cast.ts"
import { Dice } from "./dice.ts"
import { DurableJournal } from "./relay-journal.ts"
import { RelayNode } from "./relay-node.ts"
import { Timeline } from "./timeline.ts"

export const day = 24 * 3_600_000
const hour = 3_600_000

const remembered = new WeakMap<Cast, Readonly<Record<RelayName, DurableJournal>>>()

/** Journals of one's own: what is written to them is not seen by the next who asks. */
export async function foundedJournals(
  cast: Cast,
  keys: Keys,
): Promise<Readonly<Record<RelayName, DurableJournal>>> {
  const known = remembered.get(cast) ?? {
    N: await found("N", cast, keys),
    S: await found("S", cast, keys),
  }
  remembered.set(cast, known)
  const { line } = cast.line
  return { N: known.N.copy(line), S: known.S.copy(line) }
}

async function found(name: RelayName, cast: Cast, keys: Keys): Promise<DurableJournal> {
  const timeline = new Timeline()
  const journal = new DurableJournal()
  const silent = (): void => undefined
  const relay = new RelayNode(
    {
      name,
      identity: cast.operators[name],
      crypto: keys.relay(`founding ${name}`),
      documents: cast.documents,
      manner: undefined,
      devicesOfB: new Set(),
      journal,
      world: {
        timeline,
        dice: new Dice(1),
        crashed: silent,
        slow: silent,
        paged: silent,
        said: silent,
        broke: (error) => {
          throw error
        },
      },
    },
    foundedAt + day - hour,
  )
  relay.start()
  timeline.stir()
  await timeline.runUntil(1_000)
  relay.crash("process")
  return journal
}
