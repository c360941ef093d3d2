import { describe, expect, test } from "vitest"

import { present } from "../../../shared/assert.ts"
import { utf8 } from "../../../shared/encoding/bytes.ts"
import {
  addCosignatures,
  checkpointText,
  cosignatureBytes,
  isCosigned,
  openCheckpoint,
  originOf,
  parseCheckpoint,
  signCheckpoint,
  type Checkpoint,
  type Cosignature,
  type LogKeys,
} from "../../../shared/log/checkpoint.ts"
import { formatNote, parseNote } from "../../../shared/log/note.ts"
import { formatProof, parseProof } from "../../../shared/log/tlog-proof.ts"
import { nodeSignatures } from "./node-signatures.ts"
import { device, line, relay, seedOf } from "./sample-line.ts"

const origin = originOf(line, relay(1), 0)
const checkpoint: Checkpoint = { origin, size: 20_852_163, root: new Uint8Array(32).fill(9) }
const logSeed = seedOf("log")
const witnesses = [device(1), device(2)]
const witnessKeys = new Map(
  witnesses.map((who) => [who, nodeSignatures.publicKey(seedOf(who))] as const),
)
const keys: LogKeys = { origin, logKey: nodeSignatures.publicKey(logSeed), witnessKeys }
const signed = signCheckpoint(checkpoint, nodeSignatures, logSeed)
const cosignatures = witnesses.map((who, i) => cosign(who, 1_790_000_000 + i))
const cosigned = withCosignatures(cosignatures)

const logSignature = nodeSignatures.sign(logSeed, utf8(checkpointText(checkpoint)))

describe("a checkpoint", () => {
  test("[LOG6] is three lines: origin, size, root", () => {
    expect(checkpointText(checkpoint)).toBe(
      "parley/1111111111111111/0000000000000001/0\n20852163\n" +
        "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=\n",
    )
    expect(parseCheckpoint(checkpointText(checkpoint))).toEqual({ ok: true, value: checkpoint })
  })

  test.each([
    ["no origin", (text: string) => text.slice(text.indexOf("\n"))],
    ["a leading zero", (text: string) => text.replace("2085", "02085")],
    ["a sign", (text: string) => text.replace("2085", "+2085")],
    ["a size past 2^53", (text: string) => text.replace("20852163", "9007199254740993")],
    ["no size", (text: string) => text.replace("20852163", "")],
    ["a short root", (text: string) => text.replace("CQkJ", "")],
    ["an extension line", (text: string) => `${text}more\n`],
    ["no last newline", (text: string) => text.slice(0, -1)],
  ])("[LOG7] with %s is refused", (_, change) => {
    const text = change(checkpointText(checkpoint))
    expect(parseCheckpoint(text)).toMatchObject({ ok: false, code: "form/malformed" })
  })

  test("[LOG6] has no size, and no proof an index, below 0", () => {
    expect(parseCheckpoint(checkpointText({ ...checkpoint, size: -5 })).ok).toBe(false)
    const path = [new Uint8Array(32)]
    const proof = (index: number): string => formatProof({ index, path, checkpoint: "c" })
    expect([parseProof(proof(0)).ok, parseProof(proof(-1)).ok]).toEqual([true, false])
  })

  test("[LOG6] opens under the log key of its own journal only", () => {
    expect(openCheckpoint(signed, keys, nodeSignatures)).toEqual({
      ok: true,
      value: { checkpoint, signature: logSignature, cosignatures: [] },
    })
    const elsewhere = { ...keys, origin: originOf(line, relay(1), 1) }
    expect(openCheckpoint(signed, elsewhere, nodeSignatures)).toMatchObject({ code: "log/forged" })
    const stranger = { ...keys, logKey: nodeSignatures.publicKey(seedOf("stranger")) }
    expect(openCheckpoint(signed, stranger, nodeSignatures)).toMatchObject({ code: "sign/bad" })
  })

  test("[LOG7] signed twice by one key is refused", () => {
    const parsed = parseNote(signed)
    const note = present(parsed.ok ? parsed.value : undefined, "a note")
    const twice = formatNote({ text: note.text, lines: [...note.lines, ...note.lines] })
    expect(openCheckpoint(twice, keys, nodeSignatures)).toMatchObject({ code: "sign/bad" })
  })
})

describe("a cosignature", () => {
  test("[LOG8] says when, and over which checkpoint", () => {
    expect(new TextDecoder().decode(cosignatureBytes(checkpoint, 1_790_000_000))).toBe(
      `cosignature/v1\ntime 1790000000\n${checkpointText(checkpoint)}`,
    )
    expect(openCheckpoint(cosigned, keys, nodeSignatures)).toEqual({
      ok: true,
      value: { checkpoint, signature: logSignature, cosignatures },
    })
  })

  test("[LOG8] does not carry over to another checkpoint, time or key", () => {
    const [first] = cosignatures
    const own = present(first, "a cosignature")
    const key = present(witnessKeys.get(own.device), "a key")
    expect(isCosigned(checkpoint, own, key, nodeSignatures)).toBe(true)
    expect(isCosigned({ ...checkpoint, size: 1 }, own, key, nodeSignatures)).toBe(false)
    expect(isCosigned(checkpoint, { ...own, seconds: 1 }, key, nodeSignatures)).toBe(false)
    const other = present(witnessKeys.get(device(2)), "a key")
    expect(isCosigned(checkpoint, own, other, nodeSignatures)).toBe(false)
  })

  test("[LOG8] is nothing like a relay's own signature", () => {
    const asLog = nodeSignatures.sign(seedOf(device(1)), utf8(checkpointText(checkpoint)))
    const [first] = cosignatures
    const confused = { ...present(first, "a cosignature"), signature: asLog }
    const key = present(witnessKeys.get(device(1)), "a key")
    expect(isCosigned(checkpoint, confused, key, nodeSignatures)).toBe(false)
  })

  test("[LOG7] of an unknown key is passed over", () => {
    const known = { ...keys, witnessKeys: new Map([...witnessKeys].slice(0, 1)) }
    expect(openCheckpoint(cosigned, known, nodeSignatures)).toEqual({
      ok: true,
      value: { checkpoint, signature: logSignature, cosignatures: cosignatures.slice(0, 1) },
    })
  })

  test("[LOG7] of a known key that is wrong or repeated refuses the whole note", () => {
    const [first] = cosignatures
    const own = present(first, "a cosignature")
    const wrong = withCosignatures([{ ...own, seconds: own.seconds + 1 }])
    const repeated = withCosignatures([own, cosign(own.device, own.seconds + 60)])
    const endless = withCosignatures([{ ...own, seconds: 2 ** 53 }])
    const long = withCosignatures([{ ...own, signature: new Uint8Array(65) }])
    for (const note of [wrong, repeated, endless, long]) {
      expect(openCheckpoint(note, keys, nodeSignatures)).toMatchObject({ code: "sign/bad" })
    }
  })

  test("is not added to what is no note", () => {
    expect(addCosignatures("no note", [])).toMatchObject({ ok: false, code: "form/malformed" })
  })
})

describe("a .tlog-proof", () => {
  const proof = {
    index: 73,
    path: [utf8("a".repeat(32)), utf8("b".repeat(32))],
    checkpoint: cosigned,
  }

  test("[LOG9] is the text of C2SP tlog-proof", () => {
    expect(formatProof(proof)).toBe(
      "c2sp.org/tlog-proof@v1\nindex 73\n" +
        "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=\n" +
        "YmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmI=\n\n" +
        cosigned,
    )
    expect(parseProof(formatProof(proof))).toEqual({ ok: true, value: proof })
  })

  test("[LOG9] of a journal with one entry has no path", () => {
    const alone = { index: 0, path: [], checkpoint: signed }
    expect(parseProof(formatProof(alone))).toEqual({ ok: true, value: alone })
  })

  test.each([
    ["another version", (text: string) => text.replace("@v1", "@v2")],
    ["extra data", (text: string) => text.replace("\nindex", "\nextra YQ==\nindex")],
    ["a leading zero", (text: string) => text.replace("index 73", "index 073")],
    ["no index", (text: string) => text.replace("index 73\n", "")],
    ["a short hash", (text: string) => text.replace("YWFhYWFh", "YWFh")],
    ["no checkpoint", (text: string) => text.slice(0, text.indexOf("\n\n"))],
    [
      "a path too long",
      () => formatProof({ ...proof, path: Array(54).fill(utf8("a".repeat(32))) }),
    ],
  ])("[LOG9] with %s is refused", (_, change) => {
    const changed = change(formatProof(proof))
    expect(parseProof(changed)).toMatchObject({ ok: false, code: "form/malformed" })
  })
})

function cosign(who: (typeof witnesses)[number], seconds: number): Cosignature {
  const signature = nodeSignatures.sign(seedOf(who), cosignatureBytes(checkpoint, seconds))
  return { device: who, seconds, signature }
}

function withCosignatures(added: readonly Cosignature[]): string {
  const note = addCosignatures(
    signed,
    added.map((cosignature) => ({
      cosignature,
      witnessKey: present(witnessKeys.get(cosignature.device), "a witness key"),
    })),
  )
  return present(note.ok ? note.value : undefined, "a cosigned note")
}
