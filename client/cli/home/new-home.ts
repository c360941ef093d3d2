// Making a home: the keys first, because everything after them promises that they are there; the device file last, because a
// home without it is one that was never finished.

import { documentText, type CharterRecord } from "../../sdk/ceremony/founding-document.ts"
import { createVault, usualCost, type KeyBundle, type Protection } from "../../sdk/vault.ts"
import type { Founding } from "../../../shared/records/parsed.ts"
import { nodeClientCrypto } from "../crypto.ts"
import { deviceFileText, type DeviceFile } from "./device-file.ts"
import { keepDocument, makeHomeFolder } from "./home.ts"
import { createPrivate } from "./private-file.ts"

export interface NewHome {
  readonly bundle: KeyBundle
  readonly charter: CharterRecord
  readonly documents: readonly Founding[]
  readonly device: DeviceFile
  /** Undefined: whoever copies the home has the keys. For exercises only. */
  readonly passphrase: string | undefined
}

export async function newHome(folder: string, made: NewHome): Promise<void> {
  const layout = await makeHomeFolder(folder)
  const protection: Protection =
    made.passphrase === undefined
      ? { kind: "none" }
      : { kind: "passphrase", passphrase: made.passphrase, cost: usualCost }
  const { file } = await createVault(nodeClientCrypto(), made.bundle, protection)
  await createPrivate(layout.vault, file)
  await createPrivate(layout.charter, documentText(made.charter))
  for (const document of made.documents) await keepDocument(layout, document)
  await createPrivate(layout.device, deviceFileText(made.device))
}
