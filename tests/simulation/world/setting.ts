// What a world is made of, and who watches it.

import type { Notice } from "../../../client/sdk/notices.ts"
import type { Write } from "../../../client/sdk/ports.ts"
import type { RelayName } from "../../support/practice-line.ts"
import type { Cast, Keys } from "./cast.ts"
import type { DeskNode } from "./desk-node.ts"
import type { Dice } from "./dice.ts"
import type { Counts, HostileKind } from "./faults.ts"
import type { History } from "./history.ts"
import type { Hostility } from "./hostility.ts"
import type { DurableJournal } from "./relay-journal.ts"
import type { Timeline } from "./timeline.ts"

/** Who watches the world and judges it. */
export interface Watcher {
  stored(desk: DeskNode, writes: readonly Write[]): void
  notice(desk: DeskNode, notice: Notice): void
  broke(who: string, error: unknown): void
}

export interface WorldSetting {
  readonly timeline: Timeline
  readonly dice: Dice
  readonly history: History
  readonly cast: Cast
  readonly keys: Keys
  readonly journals: Readonly<Record<RelayName, DurableJournal>>
  /** Which relay is hostile, and how; an honest world has none. */
  readonly hostile: { readonly name: RelayName; readonly manner: Hostility } | undefined
  readonly manipulations: Counts<HostileKind>
}
