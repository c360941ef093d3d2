import { describe, expect, test } from "vitest"

import { present } from "../../../shared/assert.ts"
import { decodeAs, encodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import { envelopeHeader } from "../../../shared/records/envelope.ts"
import { isFounding, parseRecord, parseSigned } from "../../../shared/records/parsed.ts"
import { hashOf, recordKind, signed, type Signed } from "../../../shared/records/signed.ts"
import { journal } from "../../vectors/records/samples/journal.ts"

/** The signed records of the golden vectors, one of each kind. */
const records = journal
  .filter((one) => one.name.startsWith("signed: "))
  .map((one) => encodeAs(one.schema, one.value))

function opened(bytes: Uint8Array): Signed {
  const read = decodeAs(signed, bytes, limits.recordBytesMax)
  if (!read.ok) throw new Error(read.detail)
  return read.value
}

const wrappers = records.map(opened)
const each = wrappers.map((wrapper): [string, Signed] => [wrapper.kind, wrapper])

describe("a signed record", () => {
  test.each(each)(
    "[REC6] %s is read as its kind, under the hash of what was signed",
    (kind, it) => {
      const read = parseRecord(encodeAs(signed, it))
      expect(read).toMatchObject({ ok: true, value: { kind, hash: hashOf(it.core), signed: it } })
    },
  )

  test.each(each)("[REC7] %s is refused as every other kind", (kind, { core, signatures }) => {
    const readAs = wrappers
      .map((other) => other.kind)
      .filter((other) => parseSigned({ kind: other, core, signatures }).ok)
    expect(readAs).toEqual([kind])
  })

  test("[REC7] of a kind that does not exist is refused", () => {
    const watch = present(
      wrappers.find((one) => one.kind === "watch"),
      "a watch among the samples",
    )
    const bytes = encodeAs(signed, watch)
    const unknown = bytes.with(1, 15)
    expect(recordKind.encode(watch.kind)).toBe(bytes[1])
    expect(parseRecord(unknown)).toMatchObject({ ok: false, code: "form/malformed" })
  })

  test("[REC7] that is an envelope is refused unless every recipient has a wrap", () => {
    const envelope = present(
      wrappers.find((one) => one.kind === "envelope"),
      "an envelope among the samples",
    )
    const header = decodeAs(envelopeHeader, envelope.core, limits.envelopeBytesMax)
    const value = header.ok ? header.value : undefined
    const { wrapHashes } = present(value, "a header in the sample")
    const short = encodeAs(envelopeHeader, {
      ...present(value, "a header in the sample"),
      wrapHashes: wrapHashes.slice(1),
    })
    expect(parseSigned({ ...envelope, core: short })).toMatchObject({
      ok: false,
      code: "form/malformed",
      detail: "one wrap hash a recipient",
    })
  })

  test("[REC6] of a root is told apart from one of a device's chain", () => {
    const kinds = wrappers.flatMap((wrapper) => {
      const read = parseSigned(wrapper)
      return read.ok && isFounding(read.value) ? [read.value.kind] : []
    })
    expect(kinds.toSorted()).toEqual(["charter", "root", "roster"])
  })
})
