// From a home and its open vault to a desk that can be opened: who it is, on which line, and what it knows before it has heard
// anything.

import type { Signatures } from "../../shared/crypto/ports.ts"
import { deviceIn } from "../../shared/line/agreement.ts"
import type { DeviceId } from "../../shared/records/names.ts"
import { ok, refused, type Result } from "../../shared/result.ts"
import { foundLine } from "../sdk/ceremony/founding-document.ts"
import type { OpenVault } from "../sdk/vault.ts"
import type { Founded } from "./desk-runtime.ts"
import type { DeskHome } from "./home.ts"

/** `who/device` where no roster names the device: it may neither connect nor sign. */
export function foundedBy(
  home: Pick<DeskHome, "charter" | "documents">,
  device: DeviceId,
  { bundle }: Pick<OpenVault, "bundle">,
  signatures: Signatures,
): Result<Omit<Founded, "stopped">> {
  const { charter, documents } = home
  const line = foundLine(charter, documents, signatures)
  if (!line.ok) return line
  const state = line.value
  const found = deviceIn(state, device)
  if (found === undefined) return refused("who/device", "no roster here names this device")
  const { side, entry } = found
  const { officer, callSign } = entry
  const { signingSeed, witnessSeed, fallbackSeed } = bundle
  const identity = {
    line: state.line,
    device,
    side,
    officer,
    callSign,
    signingSeed,
    witnessSeed,
    fallbackSeed,
  }
  return ok({ identity, state, documents: [charter, ...documents] })
}
