// Where things lie in the home of a device. Everything in it is for one user's eyes.

import { join, resolve } from "node:path"

export interface HomeLayout {
  readonly folder: string
  /** The device's keys, sealed: see client/sdk/vault.ts. */
  readonly vault: string
  /** What the device is called, for people and for questions that need no keys. */
  readonly device: string
  /** The first charter: it names the line. */
  readonly charter: string
  /** Rosters, and later charters and roots. */
  readonly documents: string
  /** Where relays are found when not where the charter says: see addresses.ts. */
  readonly addresses: string
  /** The time zones of both capitals: see zones.ts. */
  readonly zones: string
  /** The desk's rows. Whoever has them open is the one writer of the home. */
  readonly store: string
  /** How often the store was opened, counted here as well as in it. */
  readonly openings: string
  /** Where the writer listens, and what it asks of those who come. */
  readonly socket: string
  readonly doorbell: string
}

export function homeLayout(folder: string): HomeLayout {
  const home = resolve(folder)
  const at = (name: string): string => join(home, name)
  return {
    folder: home,
    vault: at("vault"),
    device: at("device.json"),
    charter: at("line.charter"),
    documents: at("documents"),
    addresses: at("addresses.json"),
    zones: at("zones.json"),
    store: at("store"),
    openings: at("openings"),
    socket: at("desk.sock"),
    doorbell: at("desk.json"),
  }
}
