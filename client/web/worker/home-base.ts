// The home of a device in a browser: the database of this origin. The vault is sealed by its passphrase; everything else that
// is written here is known to every relay, or sealed by the vault (see client/runtime/sealed-store.ts).

import { openDB, type DBSchema, type IDBPDatabase } from "idb"

import type { DeviceId, PartyId } from "../../../shared/records/names.ts"

export interface StoredDevice {
  readonly device: DeviceId
  readonly party: PartyId
  readonly callSign: string
  readonly vault: Uint8Array
  /** Armoured documents: the first charter, and what followed it before this device connected. Empty: not on a roster yet. */
  readonly charter: string
  readonly documents: readonly string[]
}

export interface HomeSchema extends DBSchema {
  readonly device: { readonly key: "own"; readonly value: StoredDevice }
  readonly rows: { readonly key: string; readonly value: Uint8Array }
}

const version = 1

export async function openHomeBase(): Promise<IDBPDatabase<HomeSchema>> {
  return await openDB<HomeSchema>("parley-desk", version, {
    upgrade(database) {
      database.createObjectStore("device")
      database.createObjectStore("rows")
    },
  })
}

export async function storedDevice(
  database: IDBPDatabase<HomeSchema>,
): Promise<StoredDevice | undefined> {
  return await database.get("device", "own")
}

/** Nothing of the device that lived here is left. */
export async function emptyHome(database: IDBPDatabase<HomeSchema>): Promise<void> {
  const transaction = database.transaction(["device", "rows"], "readwrite", {
    durability: "strict",
  })
  const stores = [transaction.objectStore("device"), transaction.objectStore("rows")]
  await Promise.all([...stores.map(async (store) => await store.clear()), transaction.done])
}

/** Durable when it answers: a request that leaves after it speaks for keys that are kept. */
export async function storeDevice(
  database: IDBPDatabase<HomeSchema>,
  device: StoredDevice,
): Promise<void> {
  const transaction = database.transaction("device", "readwrite", { durability: "strict" })
  await Promise.all([transaction.store.put(device, "own"), transaction.done])
}
