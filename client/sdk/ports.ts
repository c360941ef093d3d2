// What a desk asks of the world, as data. The desk itself never waits: an event comes in with the time, effects go out, and
// the shell performs them strictly in order. So one schedule gives one history, in a browser, in Node and in the simulation.

import type { RelayId } from "../../shared/records/names.ts"
import type { Notice } from "./notices.ts"

/** `wall` in Unix milliseconds by this device's clock; `mono` never runs backwards and counts intervals. */
export interface Now {
  readonly wall: number
  readonly mono: number
}

/**
 * deliver: rows an arriving entry speaks about. carry: records to hand to a relay that lacks them. heads: hashes of a
 * copy's tree, to compare a head with. recall: an envelope whose key is to be wrapped once more, or that is to be opened by such a wrap. compare: entries that a relay has accepted anew.
 */
type LoadPurpose = "deliver" | "carry" | "recall" | "compare" | "heads"

/** One row of the desk's store; an absent value deletes. */
export interface Write {
  readonly key: string
  readonly value: Uint8Array | undefined
}

/**
 * `store` is durable before the next effect is performed: what is sent was kept first. A process that dies between two
 * effects leaves a desk that sends the same bytes again; it can never have promised what it forgot.
 */
export type Effect =
  /** `ticket`: what the relay gave on an earlier circuit, to be shown when this one is opened. */
  | {
      readonly kind: "connect"
      readonly relay: RelayId
      readonly url: string
      readonly ticket: Uint8Array | undefined
    }
  | { readonly kind: "transmit"; readonly relay: RelayId; readonly bytes: Uint8Array }
  | { readonly kind: "disconnect"; readonly relay: RelayId }
  | { readonly kind: "store"; readonly writes: readonly Write[] }
  | {
      readonly kind: "load"
      readonly relay: RelayId
      readonly purpose: LoadPurpose
      readonly keys: readonly string[]
    }
  | { readonly kind: "notice"; readonly notice: Notice }

/** What the world tells the desk about one circuit. */
export type CircuitEvent =
  | { readonly kind: "connected"; readonly relay: RelayId }
  | { readonly kind: "received"; readonly relay: RelayId; readonly bytes: Uint8Array }
  | { readonly kind: "disconnected"; readonly relay: RelayId; readonly closeCode: number }

export type DeskEvent =
  | CircuitEvent
  | {
      readonly kind: "loaded"
      readonly relay: RelayId
      readonly purpose: LoadPurpose
      readonly values: ReadonlyMap<string, Uint8Array | undefined>
    }
  | { readonly kind: "ticked" }

/** Where a desk's parts put their effects, in the order in which they are to happen. */
export class Outgoing {
  readonly #effects: Effect[] = []

  push(effect: Effect): void {
    this.#effects.push(effect)
  }

  store(...writes: Write[]): void {
    if (writes.length > 0) this.#effects.push({ kind: "store", writes })
  }

  notice(notice: Notice): void {
    this.#effects.push({ kind: "notice", notice })
  }

  take(): readonly Effect[] {
    return this.#effects.splice(0)
  }
}

/** Durable rows of one desk. A batch is atomic and survives kill -9 once `write` has answered. */
export interface Store {
  read(key: string): Promise<Uint8Array | undefined>
  /** Rows whose key begins with `prefix`, in the order of their keys. */
  range(prefix: string): Promise<readonly Write[]>
  write(writes: readonly Write[]): Promise<void>
  close(): Promise<void>
}
