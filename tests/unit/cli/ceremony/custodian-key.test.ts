import { describe, expect, test } from "vitest"

import {
  custodianKeyText,
  readCustodianKey,
  unlockCustodianKey,
} from "../../../../client/sdk/ceremony/custodian-key.ts"
import { valueOf } from "../../../support/practice-line.ts"
import { crypto, north, rootOfVersion } from "./two-parties.ts"

const [seed = new Uint8Array(32)] = rootOfVersion(north, 0).seeds
const key = { party: north.party, version: 0, number: 1, seed }
/** Cheap, so that the test may guess. */
const cost = { memoryKib: 64, passes: 1 }

describe("a custodian's key", () => {
  test("opens with its passphrase, and says whose it is before", async () => {
    const protection = { kind: "passphrase", passphrase: "a long passphrase", cost } as const
    const locked = valueOf(readCustodianKey(await custodianKeyText(crypto, key, protection)))
    expect(locked).toMatchObject({ party: north.party, version: 0, number: 1, isProtected: true })
    expect(await unlockCustodianKey(crypto, locked, "another passphrase")).toMatchObject({
      code: "vault/locked",
    })
    expect(valueOf(await unlockCustodianKey(crypto, locked, "a long passphrase"))).toEqual(key)
  })

  test("without a passphrase says so", async () => {
    const text = await custodianKeyText(crypto, key, { kind: "none" })
    const locked = valueOf(readCustodianKey(text))
    expect(locked.isProtected).toBe(false)
    expect(valueOf(await unlockCustodianKey(crypto, locked, undefined))).toEqual(key)
  })
})
