// What a relay is told at its start, already checked: where it listens, who it is, which lines it carries.

import type { RelayId } from "../../shared/records/names.ts"
import type { FoundingDocuments } from "../core/line-relay.ts"
import type { RedisTarget } from "../redis/url.ts"
import type { LogLevel } from "./log.ts"
import type { ListeningPlace } from "./metrics-page.ts"
import type { StartLink } from "./start-page.ts"
import type { WebhookTarget } from "./webhook.ts"

/** One or the other for the whole life of a relay: it never falls back from one to the other. */
export type JournalChoice =
  | { readonly kind: "embedded" }
  | { readonly kind: "redis"; readonly target: RedisTarget; readonly replicas: number }

export interface RelaySettings {
  readonly host: string
  readonly port: number
  readonly dataFolder: string
  readonly relay: RelayId
  readonly signingSeed: Uint8Array
  readonly logSeed: Uint8Array
  readonly lines: readonly FoundingDocuments[]
  /** Of browser pages that may open circuits, exactly as a browser says them. */
  readonly origins: ReadonlySet<string>
  /** Addresses whose word about where a connection comes from is taken. */
  readonly proxies: ReadonlySet<string>
  /** Desks that the page at this relay's address leads to: on a practice line. Empty: there is no page. */
  readonly links: readonly StartLink[]
  readonly clockErrorMs: number
  readonly logLevel: LogLevel
  readonly journal: JournalChoice
  /** Where Prometheus reads; absent: nowhere. */
  readonly metrics: ListeningPlace | undefined
  /** Who calls people; absent: whoever reads the log. */
  readonly pager: WebhookTarget | undefined
}

/** Something the operator has to put right; the message says where and what. */
export class SettingsFault extends Error {
  override readonly name = "SettingsFault"
}
