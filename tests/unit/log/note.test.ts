import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { present } from "../../../shared/assert.ts"
import { bytesOfHex, joinBytes, utf8 } from "../../../shared/encoding/bytes.ts"
import { limits } from "../../../shared/limits.ts"
import { ofBase64 } from "../../../shared/log/base64.ts"
import { isSignedRaw } from "../../../shared/crypto/signatures.ts"
import { formatNote, noteKeyId, parseNote } from "../../../shared/log/note.ts"
import { nodeSignatures } from "./node-signatures.ts"

/** The example of golang.org/x/mod/sumdb/note, key and note as its documentation prints them. */
const published = {
  name: "PeterNeumann",
  key: present(ofBase64("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"), "a key").subarray(1),
  keyId: "c74f20a3",
  note:
    "If you think cryptography is the answer to your problem,\n" +
    "then you don't know what your problem is.\n\n" +
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n",
}

const good = "text\n\n— name AQIDBAU=\n"

describe("a note", () => {
  test("[LOG6] of the Go documentation is read and verified", () => {
    const parsed = parseNote(published.note)
    const note = present(parsed.ok ? parsed.value : undefined, "a note")
    const line = present(note.lines[0], "a line")
    expect(line).toMatchObject({ name: published.name, keyId: published.keyId })
    expect(noteKeyId(published.name, "plain", published.key)).toBe(published.keyId)
    const { signature } = line
    expect(isSignedRaw(nodeSignatures, published.key, utf8(note.text), signature)).toBe(true)
    expect(isSignedRaw(nodeSignatures, published.key, utf8(`${note.text} `), signature)).toBe(false)
  })

  test("may hold empty lines in its text", () => {
    expect(parseNote("a\n\nb\n\n— name AQIDBAU=\n")).toMatchObject({
      ok: true,
      value: { text: "a\n\nb\n" },
    })
  })

  test("[LOG7] that is read is written again to the same text", () => {
    const name = fc.stringMatching(/^[!-*,-~é漢]{1,12}$/u)
    const keyId = fc.stringMatching(/^[0-9a-f]{8}$/)
    const signature = fc.uint8Array({ minLength: 1, maxLength: 72 })
    const lines = fc.array(fc.record({ name, keyId, signature }), { minLength: 1, maxLength: 20 })
    const text = fc.stringMatching(/^([ -~é漢]{0,9}\n){1,4}$/u).filter((t) => t !== "\n")
    fc.assert(
      fc.property(text, lines, (wording, signatures) => {
        const written = formatNote({ text: wording, lines: signatures })
        expect(parseNote(written)).toEqual({
          ok: true,
          value: { text: wording, lines: signatures },
        })
      }),
    )
  })

  test.each([
    ["nothing", ""],
    ["no signatures", "text\n"],
    ["an empty block of signatures", "text\n\n"],
    ["no text", "\n— name AQIDBAU=\n"],
    ["an end within a line", good.slice(0, -1)],
    ["another dash", good.replace("—", "-")],
    ["two spaces", good.replace(" name", "  name")],
    ["something behind the signature", good.replace("\n— name AQIDBAU=", "\n— name AQIDBAU= x")],
    ["a plus in the name", good.replace("name", "na+me")],
    ["an unusual space in the name", good.replace("name", "na\u0085me")],
    ["a signature of only a key id", good.replace("AQIDBAU=", "AQIDBA==")],
    ["base 64 written otherwise", good.replace("AQIDBAU=", "AQIDBAV=")],
    ["a carriage return", good.replace("\n", "\r\n")],
    ["a broken character", good.replace("text", "te\ud800xt")],
    ["a foreign line", `${good}and more\n`],
    ["too much", `${"x".repeat(limits.noteCharsMax)}${good}`],
  ])("[LOG7] with %s is refused", (_, written) => {
    expect(parseNote(written)).toMatchObject({ ok: false, code: "form/malformed" })
  })

  test("[LOG7] is refused, or another note, with any one character changed", () => {
    const read: string[] = []
    for (let i = 0; i < published.note.length; i += 1) {
      const changed = `${published.note.slice(0, i)}~${published.note.slice(i + 1)}`
      const parsed = parseNote(changed)
      if (parsed.ok && formatNote(parsed.value) !== changed) read.push(changed)
    }
    expect(read).toEqual([])
  })
})

describe("a signature outside the contexts", () => {
  const seed = new Uint8Array(32).fill(7)
  const key = nodeSignatures.publicKey(seed)
  const message = utf8("a text\n")
  const signature = nodeSignatures.sign(seed, message)

  test("follows the profile: no S at or above the group order, whatever the port says", () => {
    const order = bytesOfHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
    const forged = joinBytes(signature.subarray(0, 32), order)
    const lenient = { verify: () => true }
    expect(isSignedRaw(lenient, key, message, signature)).toBe(true)
    expect(isSignedRaw(lenient, key, message, forged)).toBe(false)
  })

  test("of a wrong length never reaches the port", () => {
    const lenient = { verify: () => true }
    expect(isSignedRaw(lenient, key, message, signature.subarray(1))).toBe(false)
    expect(isSignedRaw(lenient, key.subarray(1), message, signature)).toBe(false)
  })
})
