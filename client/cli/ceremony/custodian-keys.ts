// Custodians' keys, named on the command line and opened one by one.

import {
  readCustodianKey,
  unlockCustodianKey,
  type CustodianKey,
} from "../../sdk/ceremony/custodian-key.ts"
import type { CommandLine } from "../command-line.ts"
import { nodeClientCrypto } from "../crypto.ts"
import { unwrap } from "../../runtime/failure.ts"
import { passphraseOf } from "../home/passphrase.ts"
import { readCarried } from "./carried-file.ts"

/** In the order given. The n-th line of a passphrase file is for the n-th key. */
export async function openCustodianKeys(
  paths: readonly string[],
  line: CommandLine,
): Promise<readonly CustodianKey[]> {
  const crypto = nodeClientCrypto()
  const opened: CustodianKey[] = []
  for (const [i, path] of paths.entries()) {
    const locked = unwrap(readCustodianKey(await readCarried(path)))
    const passphrase = locked.isProtected ? await passphraseOf(line, path, i + 1)() : undefined
    opened.push(unwrap(await unlockCustodianKey(crypto, locked, passphrase)))
  }
  return opened
}
