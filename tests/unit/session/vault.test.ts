import { describe, expect, test } from "vitest"

import {
  createVault,
  needsPassphrase,
  reprotectVault,
  unlockVault,
  usualCost,
  type Protection,
} from "../../../client/sdk/vault.ts"
import { webCrypto } from "../../../client/sdk/crypto/web.ts"
import { hexOf, joinBytes, utf8 } from "../../../shared/encoding/bytes.ts"
import type { Result } from "../../../shared/result.ts"
import { seededRandomness } from "../../support/simulated-crypto.ts"
import { flipped } from "./circuit.ts"

const random = seededRandomness("vault")
const crypto = webCrypto(random)
const bundle = {
  format: 1,
  signingSeed: random.bytes(32),
  witnessSeed: random.bytes(32),
  fallbackSeed: random.bytes(32),
}
/** Cheap, so that tests may guess often. */
const cheap = { memoryKib: 64, passes: 1 }
const guarded: Protection = { kind: "passphrase", passphrase: "two ropes, one knot", cost: cheap }

function codeOf(result: Result<unknown>): string {
  return result.ok ? "opened" : result.code
}

describe("a vault with a passphrase", async () => {
  const { file, vault } = await createVault(crypto, bundle, guarded)

  test("[SEC24] opens with it, and gives the keys back", async () => {
    const opened = await unlockVault(crypto, file, "two ropes, one knot")
    expect(opened).toMatchObject({ ok: true, value: { bundle, protected: true } })
    expect(needsPassphrase(file)).toEqual({ ok: true, value: true })
  })

  test.each(["", "two ropes, one Knot", "two ropes, one knot ", undefined])(
    "[SEC24] stays locked for %j",
    async (passphrase) => {
      expect(codeOf(await unlockVault(crypto, file, passphrase))).toBe("vault/locked")
    },
  )

  test("[SEC24] keeps no secret in the clear", () => {
    const text = hexOf(file)
    for (const seed of [bundle.signingSeed, bundle.witnessSeed, bundle.fallbackSeed]) {
      expect(text).not.toContain(hexOf(seed))
    }
  })

  test("[SEC24] opens on another keyboard", async () => {
    const typed = { ...guarded, passphrase: "Grüße".normalize("NFD") }
    const made = await createVault(crypto, bundle, typed)
    expect(codeOf(await unlockVault(crypto, made.file, "Grüße".normalize("NFC")))).toBe("opened")
  })

  test("[SEC24] with any byte changed gives no keys", async () => {
    const codes = new Set<string>()
    for (let at = 0; at < file.length; at += 1) {
      codes.add(codeOf(await unlockVault(crypto, flipped(file, at), "two ropes, one knot")))
    }
    expect(codes).not.toContain("opened")
    expect([...codes].toSorted()).toEqual(["vault/damaged", "vault/locked"])
  }, 20_000)

  test("[SEC24] changes its passphrase, and the records stay", async () => {
    const record = vault.sealRecord("prekey/7", utf8("a seed"))
    const next: Protection = { ...guarded, passphrase: "another knot" }
    const changed = await reprotectVault(crypto, file, "two ropes, one knot", next)
    const after = changed.ok ? changed.value : file
    expect(codeOf(await unlockVault(crypto, after, "two ropes, one knot"))).toBe("vault/locked")
    const opened = await unlockVault(crypto, after, "another knot")
    const read = opened.ok ? opened.value.openRecord("prekey/7", record) : opened
    expect(read).toEqual({ ok: true, value: utf8("a seed") })
    expect(codeOf(await reprotectVault(crypto, file, "wrong", next))).toBe("vault/locked")
  })

  test("[SEC24] costs what RFC 9106 recommends, unless told otherwise", async () => {
    expect(usualCost).toEqual({ memoryKib: 65_536, passes: 3 })
    const usual = await createVault(crypto, bundle, { ...guarded, cost: usualCost })
    expect(codeOf(await unlockVault(crypto, usual.file, "two ropes, one knot"))).toBe("opened")
  })
})

describe("a vault for practice", async () => {
  const { file, vault } = await createVault(crypto, bundle, { kind: "none" })

  test("[SEC25] opens without a passphrase and says that it protects nothing", async () => {
    expect(vault.protected).toBe(false)
    const opened = await unlockVault(crypto, file, undefined)
    expect(opened).toMatchObject({ ok: true, value: { bundle, protected: false } })
    expect(needsPassphrase(file)).toEqual({ ok: true, value: false })
  })

  test("[SEC25] can be given a passphrase, and is protected from then on", async () => {
    const changed = await reprotectVault(crypto, file, undefined, guarded)
    const after = changed.ok ? changed.value : file
    expect(codeOf(await unlockVault(crypto, after, undefined))).toBe("vault/locked")
    const opened = await unlockVault(crypto, after, "two ropes, one knot")
    expect(opened).toMatchObject({ ok: true, value: { protected: true } })
  })
})

describe("records in the store", async () => {
  const { vault } = await createVault(crypto, bundle, { kind: "none" })
  const sealed = vault.sealRecord("prekey/7", utf8("a seed"))

  test("[SEC24] open in their own place only", () => {
    expect(vault.openRecord("prekey/7", sealed)).toEqual({ ok: true, value: utf8("a seed") })
    expect(codeOf(vault.openRecord("prekey/8", sealed))).toBe("vault/damaged")
  })

  test("[SEC24] do not open in another vault", async () => {
    const other = await createVault(crypto, bundle, { kind: "none" })
    expect(codeOf(other.vault.openRecord("prekey/7", sealed))).toBe("vault/damaged")
  })

  test("[SEC24] open only whole", () => {
    for (let at = 0; at < sealed.length; at += 1) {
      expect(codeOf(vault.openRecord("prekey/7", flipped(sealed, at)))).toBe("vault/damaged")
    }
    expect(codeOf(vault.openRecord("prekey/7", sealed.subarray(0, 20)))).toBe("vault/damaged")
    expect(codeOf(vault.openRecord("prekey/7", joinBytes(sealed, sealed)))).toBe("vault/damaged")
  })
})

test("bytes that are no vault are damaged, not locked", async () => {
  for (const bytes of [new Uint8Array(0), utf8("{}"), new Uint8Array(5_000)]) {
    expect(codeOf(await unlockVault(crypto, bytes, "x"))).toBe("vault/damaged")
    expect(codeOf(needsPassphrase(bytes))).toBe("vault/damaged")
  }
})
