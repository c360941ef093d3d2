import { describe, expect, test } from "vitest"

import { isSealedAtRest, SealedStore } from "../../../client/runtime/sealed-store.ts"
import { webCrypto } from "../../../client/sdk/crypto/web.ts"
import { keys } from "../../../client/sdk/store-layout.ts"
import { createVault, type OpenVault } from "../../../client/sdk/vault.ts"
import { utf8 } from "../../../shared/encoding/bytes.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import { seededRandomness } from "../../support/simulated-crypto.ts"
import { MemoryStore } from "./memory-store.ts"

const canary = utf8("the canary sings in clear text")

async function vaultOf(seed: string): Promise<OpenVault> {
  const random = seededRandomness(seed)
  const bundle = {
    format: 1,
    signingSeed: random.bytes(32),
    witnessSeed: random.bytes(32),
    fallbackSeed: random.bytes(32),
  }
  return (await createVault(webCrypto(random), bundle, { kind: "none" })).vault
}

const id = "00".repeat(16)
const secret: readonly string[] = [
  keys.outgoing("1-1"),
  keys.opened(branded(id)),
  keys.prekey(7),
  keys.mail(branded(id)),
  keys.request(branded(id)),
  keys.enclosure(branded(id)),
  keys.snapshot,
  keys.proposal,
  "what-nobody-has-thought-of/yet",
]
const clear: readonly string[] = [
  keys.entry(branded("00".repeat(8)), 1, 0),
  keys.copy(branded("00".repeat(8))),
  keys.node(branded(id), 1, { level: 0, index: 1 }),
  keys.claimedAt(branded(id)),
  keys.chain(branded(id), 1),
  keys.row(branded(id)),
  keys.founding(branded(id)),
  keys.peerPrekey(branded(id)),
  keys.ownHead,
]

describe("a desk's store under its vault", async () => {
  const vault = await vaultOf("sealed store")

  test.each(secret)("[RUN4] has %s sealed on disk", async (key) => {
    const inner = new MemoryStore()
    const store = new SealedStore(inner, vault)
    await store.write([{ key, value: canary }])
    const onDisk = Buffer.from(inner.rows.get(key) ?? [])
    expect(onDisk.length).toBeGreaterThan(canary.length)
    expect(onDisk.includes(Buffer.from(canary))).toBe(false)
    expect(await store.read(key)).toEqual(canary)
    expect(await store.range(key)).toEqual([{ key, value: canary }])
  })

  test.each(clear)("has %s as every relay has it", async (key) => {
    const inner = new MemoryStore()
    await new SealedStore(inner, vault).write([{ key, value: canary }])
    expect(inner.rows.get(key)).toEqual(canary)
    expect(isSealedAtRest(key)).toBe(false)
  })

  test("[RUN4] does not open a row that was moved, or taken from another home", async () => {
    const inner = new MemoryStore()
    const store = new SealedStore(inner, vault)
    await store.write([{ key: "opened/one", value: canary }])
    inner.rows.set("opened/two", inner.rows.get("opened/one") ?? canary)
    await expect(store.read("opened/two")).rejects.toMatchObject({ code: "vault/damaged" })
    const other = new SealedStore(inner, await vaultOf("another home"))
    await expect(other.read("opened/one")).rejects.toMatchObject({ code: "vault/damaged" })
    await expect(other.range("opened/")).rejects.toMatchObject({ code: "vault/damaged" })
  })

  test("deletes, and closes what is under it", async () => {
    const inner = new MemoryStore()
    const store = new SealedStore(inner, vault)
    await store.write([{ key: "opened/one", value: canary }])
    await store.write([{ key: "opened/one", value: undefined }])
    await store.close()
    expect(inner.rows.size).toBe(0)
    expect(inner.isClosed).toBe(true)
  })
})
