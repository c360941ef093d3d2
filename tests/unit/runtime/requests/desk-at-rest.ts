// The process at work in a home, with what a scene has told it and no wire at all: what it refuses, it refuses before anything
// would leave, and what it would send is in its outbox.

import { nodeClientCrypto } from "../../../../client/cli/crypto.ts"
import { catalogueHash } from "../../../../shared/catalogue/hash.ts"
import type { LineState } from "../../../../shared/line/state.ts"
import { DeskWork } from "../../../../client/runtime/requests/desk-work.ts"
import { readHome } from "../../../../client/cli/home/home.ts"
import { DeskRuntime } from "../../../../client/runtime/desk-runtime.ts"
import { practiceHome } from "../../cli/practice-home.ts"
import { MemoryStore } from "../memory-store.ts"
import type { ClientCrypto } from "../../../../shared/crypto/ports.ts"
import { present } from "../../../../shared/assert.ts"
import { emptyFrontier } from "../../../../shared/log/tree.ts"
import { valueOf } from "../../../support/practice-line.ts"
import { copyOf, epoch } from "../../sdk-view/entries.ts"
import { encodeAs } from "../../../../shared/encoding/schema.ts"
import { isFounding } from "../../../../shared/records/parsed.ts"
import type { Write } from "../../../../client/sdk/ports.ts"
import { chainRow, keys } from "../../../../client/sdk/store-layout.ts"
import type { PracticeJournal } from "../../../support/practice-journal.ts"
import { line, type Scene } from "../../sdk-view/scene.ts"

/** For requests that nobody waits for: they look once and answer. */
export const impatient = AbortSignal.abort()

export async function deskAtRest(
  scene: Scene,
  crypto: ClientCrypto = nodeClientCrypto(),
): Promise<DeskWork> {
  const { identity, union, inbox } = scene.parts
  const founded = { identity, state: agreed(union.state), documents: [], stopped: undefined }
  const runtime = await DeskRuntime.open(founded, new MemoryStore(), {
    crypto,
    clocks: () => scene.now,
    transport: () => ({
      connect: () => undefined,
      transmit: () => undefined,
      disconnect: () => undefined,
      close: () => Promise.resolve(),
    }),
  })
  runtime.act(({ parts }) => {
    for (const opened of inbox.all) parts.inbox.keep(opened)
  })
  return new DeskWork(runtime, await readHome(await practiceHome("a-1")))
}

/** The charter names the catalogue of this program, as both parties would have it. */
function agreed(state: LineState): LineState {
  const charters = state.charters.map((charter) => ({
    ...charter,
    document: {
      ...charter.document,
      catalogue: { version: "1.0", hash: catalogueHash() },
      languages: { A: "en", B: "ar" },
    },
  }))
  return { ...state, charters }
}

/** What waits in the outbox, item by item. */
export function waiting({ parts }: DeskWork): readonly (readonly string[])[] {
  return parts.outbox.items.map((item) =>
    item.parts.map((part) => (part.kind === "stage" ? part.fact.kind : part.kind)),
  )
}

/** The same, with the scene's journals as its copies: on its disk entry by entry, under a head that each relay has signed. */
export async function deskWithJournals(scene: Scene): Promise<DeskWork> {
  const work = await deskAtRest(scene, { ...nodeClientCrypto(), signatures: line.signatures })
  work.runtime.act(({ parts }) => {
    for (const journal of [scene.journals.N, scene.journals.S]) {
      const link = present(parts.links.get(journal.relay.relay), "a relay of the charter")
      const { entries, checkpoints } = copyOf(journal)
      link.copy.restore(epoch, emptyFrontier)
      for (const [index, entry] of entries.entries()) {
        parts.out.store(...link.copy.append({ index, entry, enclosure: new Uint8Array(0) }))
      }
      parts.out.store(...chainRows(journal))
      for (const note of checkpoints) {
        valueOf(link.copy.compare(note, new Map(), parts.crypto.signatures))
      }
    }
  })
  await work.runtime.settled()
  return work
}

/** Every record of a device under its number, as a desk keeps what it has believed. */
function chainRows({ relay: { relay }, entries }: PracticeJournal): readonly Write[] {
  return entries.flatMap(({ at: { index }, said }) => {
    if (said.by === "relay" || isFounding(said.record)) return []
    const { hash, core } = said.record
    const value = encodeAs(chainRow, { hash, relay, epoch, index })
    return [{ key: keys.chain(core.link.from, core.link.seq), value }]
  })
}
