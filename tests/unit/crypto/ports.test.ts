// What the ports promise, of every implementation of them.

import { describe, expect, test } from "vitest"

import { xwingSizes } from "../../../shared/crypto/xwing.ts"
import { utf8 } from "../../../shared/encoding/bytes.ts"
import { seededRandomness, simulatedWorld } from "../../support/simulated-crypto.ts"
import { browser, clients, commandLine, everybody, relay } from "./implementations.ts"

const random = seededRandomness("ports")
const key = random.bytes(32)

/** Every byte changed in turn, one bit each, and the last byte cut off. */
function damaged(bytes: Uint8Array): readonly Uint8Array[] {
  const flips = [...bytes.keys()].map((at) => bytes.with(at, (bytes[at] ?? 0) ^ (1 << (at % 8))))
  return [...flips, bytes.subarray(0, -1), new Uint8Array(0)]
}

describe.each(Object.entries(everybody))("frames, %s", (_name, { frames }) => {
  const nonce = random.bytes(12)
  const sealed = frames.seal(key, nonce, utf8("a frame"))

  test("[SEC10] open under their own key and nonce only", () => {
    expect(frames.open(key, nonce, sealed)).toEqual(utf8("a frame"))
    expect(frames.open(key, random.bytes(12), sealed)).toBeUndefined()
    expect(frames.open(random.bytes(32), nonce, sealed)).toBeUndefined()
  })

  test("open only whole", () => {
    for (const each of damaged(sealed)) expect(frames.open(key, nonce, each)).toBeUndefined()
  })

  test("carry a tag of sixteen bytes, even around nothing", () => {
    const empty = frames.seal(key, nonce, new Uint8Array(0))
    expect(empty).toHaveLength(16)
    expect(frames.open(key, nonce, empty)).toEqual(new Uint8Array(0))
  })
})

test("[SEC5] browser, command line and relay seal the same frame, byte for byte", () => {
  for (const length of [0, 1, 63, 64, 65, 2_048, 65_536]) {
    const nonce = random.bytes(12)
    const plain = random.bytes(length)
    const [first, ...others] = [browser, commandLine, relay].map((each) =>
      each.frames.seal(key, nonce, plain),
    )
    for (const each of others) expect(each).toEqual(first)
  }
})

test("RFC 8439 section 2.8.2 begins as these do", () => {
  const aeadKey = Uint8Array.from({ length: 32 }, (_, i) => 0x80 + i)
  const nonce = Uint8Array.of(7, 0, 0, 0, 0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47)
  const sealed = relay.frames.seal(aeadKey, nonce, utf8("Ladies and Gentlemen of the class of '99"))
  expect([...sealed.subarray(0, 8)]).toEqual([0xd3, 0x1a, 0x8d, 0x34, 0x64, 0x8e, 0x60, 0xdb])
})

describe.each(Object.entries(clients))("bodies and keys, %s", (_name, { bodies, kem }) => {
  const nonce = random.bytes(24)

  test("[SEC10] a body opens under its own key and nonce, whole", () => {
    const sealed = bodies.seal(key, nonce, utf8("a body"))
    expect(bodies.open(key, nonce, sealed)).toEqual(utf8("a body"))
    expect(bodies.open(key, random.bytes(24), sealed)).toBeUndefined()
    expect(bodies.open(random.bytes(32), nonce, sealed)).toBeUndefined()
    for (const each of damaged(sealed)) expect(bodies.open(key, nonce, each)).toBeUndefined()
  })

  test("what is encapsulated for a key opens with its seed and no other", () => {
    const seed = random.bytes(32)
    const randomness = random.bytes(64)
    const made = kem.encapsulate(kem.publicKey(seed), randomness)
    expect(kem.encapsulate(kem.publicKey(seed), randomness)).toEqual(made)
    const ciphertext = made?.ciphertext ?? new Uint8Array(0)
    expect(ciphertext).toHaveLength(xwingSizes.ciphertext)
    expect(kem.decapsulate(seed, ciphertext)).toEqual(made?.secret)
    expect(kem.decapsulate(random.bytes(32), ciphertext)).not.toEqual(made?.secret)
  })

  test("a damaged ciphertext gives a wrong secret, not an error", () => {
    const seed = random.bytes(32)
    const made = kem.encapsulate(kem.publicKey(seed), random.bytes(64))
    const ciphertext = made?.ciphertext ?? new Uint8Array(0)
    for (const at of [0, 500, 1_087, 1_088, 1_118]) {
      const changed = ciphertext.with(at, (ciphertext[at] ?? 0) ^ 1)
      const secret = kem.decapsulate(seed, changed)
      expect(secret).toHaveLength(32)
      expect(secret).not.toEqual(made?.secret)
    }
  })

  test("a public key of a wrong length is refused", () => {
    const publicKey = kem.publicKey(random.bytes(32))
    expect(publicKey).toHaveLength(xwingSizes.publicKey)
    expect(kem.encapsulate(publicKey.subarray(1), random.bytes(64))).toBeUndefined()
  })
})

function draw(world: string, user: string): Uint8Array {
  return simulatedWorld(world).client(user).random.bytes(100)
}

describe("random bytes", () => {
  test.each(Object.entries({ "command line": commandLine, relay }))(
    "of %s do not repeat",
    (_name, each) => {
      expect(each.random.bytes(32)).not.toEqual(each.random.bytes(32))
      expect(each.random.bytes(0)).toHaveLength(0)
    },
  )

  test("of the simulation are the same for the same seed, and others for each user", () => {
    expect(draw("one", "a")).toEqual(draw("one", "a"))
    expect(draw("one", "a")).not.toEqual(draw("one", "b"))
    expect(draw("one", "a")).not.toEqual(draw("two", "a"))
  })
})

describe("the simulated world", () => {
  test("believes no signature for a key that nobody made", () => {
    const { signatures } = simulatedWorld("w").client("a")
    const stranger = random.bytes(32)
    expect(signatures.verify(stranger, utf8("x"), random.bytes(64))).toBe(false)
  })

  test("seals to a key that nobody holds, and nobody opens", () => {
    const { kem } = simulatedWorld("w").client("a")
    const lost = kem.encapsulate(random.bytes(xwingSizes.publicKey), random.bytes(64))
    const ciphertext = lost?.ciphertext ?? new Uint8Array(0)
    expect(kem.decapsulate(random.bytes(32), ciphertext)).not.toEqual(lost?.secret)
  })
})
