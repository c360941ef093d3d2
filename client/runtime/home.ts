// What a desk at work knows of its home, wherever that lies: a folder, or a browser's database.

import type { Side } from "../../shared/records/charter.ts"
import type { Founding } from "../../shared/records/parsed.ts"
import type { CharterRecord } from "../sdk/ceremony/founding-document.ts"

/** The time zones of both capitals, by name, such as Europe/Helsinki. */
export type Zones = Readonly<Record<Side, string>>

export interface DeskHome {
  /** False: whoever copies the home has the keys. Screens must show it. */
  readonly isProtected: boolean
  readonly charter: CharterRecord
  readonly documents: readonly Founding[]
  /** Undefined: only Zulu is shown. */
  readonly zones: Zones | undefined
}
