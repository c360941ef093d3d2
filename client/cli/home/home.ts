// The home of one device: read, judged and unlocked. A home that somebody else could have read, or that lacks a part, is
// refused with what to do about it.

import { mkdir, readdir, readFile } from "node:fs/promises"
import { join } from "node:path"

import type { ClientCrypto } from "../../../shared/crypto/ports.ts"
import { deviceIn } from "../../../shared/line/agreement.ts"
import type { LineState } from "../../../shared/line/state.ts"
import type { Founding } from "../../../shared/records/parsed.ts"
import {
  documentText,
  foundLine,
  readCharter,
  readDocument,
} from "../../sdk/ceremony/founding-document.ts"
import { needsPassphrase, unlockVault, type OpenVault } from "../../sdk/vault.ts"
import { Failure, unwrap } from "../../runtime/failure.ts"
import type { DeskHome } from "../../runtime/home.ts"
import { readDeviceFile, type DeviceFile } from "./device-file.ts"
import { homeLayout, type HomeLayout } from "./layout.ts"
import { readZones } from "./zones.ts"
import { isErrno, readPrivate, refuseShared, writePrivate } from "./private-file.ts"

const ownerOnly = 0o700

/** A home as it lies on disk, with its keys still locked. */
export interface Home extends DeskHome {
  readonly layout: HomeLayout
  readonly device: DeviceFile
  readonly vault: Uint8Array
}

/** Where a passphrase comes from, asked only when one is needed. */
export type PassphraseSource = () => Promise<string>

export async function readHome(folder: string): Promise<Home> {
  const layout = homeLayout(folder)
  await refuseOpenFolder(layout)
  const [vault, device, charter] = await Promise.all([
    readPrivate(layout.vault),
    readPrivate(layout.device),
    readPrivate(layout.charter),
  ])
  if (vault === undefined || device === undefined || charter === undefined) throw noHome(layout)
  return {
    layout,
    device: readDeviceFile(device.toString("utf8"), layout.device),
    vault: new Uint8Array(vault),
    isProtected: unwrap(needsPassphrase(vault)),
    charter: unwrap(readCharter(charter.toString("utf8"))),
    documents: await readDocuments(layout),
    zones: await readZones(layout),
  }
}

async function refuseOpenFolder(layout: HomeLayout): Promise<void> {
  try {
    await refuseShared(layout.folder)
  } catch (error) {
    if (isErrno(error, "ENOENT")) throw noHome(layout)
    throw error
  }
}

function noHome({ folder }: HomeLayout): Failure {
  return new Failure(
    "cli/missing",
    `there is no home of a device in ${folder}`,
    "Nothing was done. Name a home with --home <folder> or PARLEY_HOME. `parley enrol <invitation>` makes one; `parley practice` makes four to try things on.",
  )
}

async function readDocuments({ documents }: HomeLayout): Promise<readonly Founding[]> {
  const names = await readdir(documents)
  const texts = names
    .filter((name) => !name.endsWith(".new"))
    .toSorted()
    .map(async (name) => await readFile(join(documents, name), "utf8"))
  return (await Promise.all(texts)).map((text) => unwrap(readDocument(text)))
}

/** A folder for a new home, closed to others. Refuses one in which something is. */
export async function makeHomeFolder(folder: string): Promise<HomeLayout> {
  const layout = homeLayout(folder)
  await mkdir(layout.folder, { recursive: true, mode: ownerOnly })
  if ((await readdir(layout.folder)).length > 0) {
    throw new Failure(
      "cli/input",
      `${layout.folder} is not empty`,
      "Nothing was changed. Name a folder that does not exist yet: a home holds the keys of one device only.",
    )
  }
  await refuseShared(layout.folder)
  await mkdir(layout.documents, { mode: ownerOnly })
  return layout
}

/** Files are named by kind, version and hash, so that two documents of one version are both kept: that is evidence. */
export async function keepDocument(layout: HomeLayout, record: Founding): Promise<void> {
  const name = `${record.kind}-${String(record.core.version)}-${record.hash.slice(0, 16)}`
  await writePrivate(join(layout.documents, name), documentText(record))
}

/** The line as this home's documents found it: what a desk knows before it has heard anything. */
export function foundHome(home: Home, crypto: Pick<ClientCrypto, "signatures">): LineState {
  return unwrap(foundLine(home.charter, home.documents, crypto.signatures))
}

/** The device as its party's roster names it: without that, it may neither connect nor sign. */
export function enrolledDevice(
  home: Home,
  state: LineState,
): NonNullable<ReturnType<typeof deviceIn>> {
  const found = deviceIn(state, home.device.device)
  if (found !== undefined) return found
  throw new Failure(
    "who/device",
    `no roster in ${home.layout.folder} names this device`,
    "The device waits to be enrolled. Give its request to your custodian, and run `parley enrol finish <roster>` with the roster that comes back.",
  )
}

export async function unlockHome(
  home: Home,
  crypto: Pick<ClientCrypto, "bodies" | "random">,
  passphrases: PassphraseSource,
): Promise<OpenVault> {
  const passphrase = home.isProtected ? await passphrases() : undefined
  return unwrap(await unlockVault(crypto, home.vault, passphrase))
}
