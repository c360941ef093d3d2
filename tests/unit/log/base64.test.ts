import * as fc from "fast-check"
import { expect, test } from "vitest"

import { ofBase64, toBase64 } from "../../../shared/log/base64.ts"

test("writes what RFC 4648 section 10 writes", () => {
  const words = ["", "f", "fo", "foo", "foob", "fooba", "foobar"]
  expect(words.map((word) => toBase64(Buffer.from(word)))).toEqual([
    "",
    "Zg==",
    "Zm8=",
    "Zm9v",
    "Zm9vYg==",
    "Zm9vYmE=",
    "Zm9vYmFy",
  ])
})

test("reads back what it wrote", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      const text = toBase64(bytes)
      expect(text).toBe(Buffer.from(bytes).toString("base64"))
      expect(ofBase64(text)).toEqual(bytes)
    }),
  )
})

test.each([
  "Zg=",
  "Zg",
  "Zh==",
  "Zm9=",
  "Z===",
  "====",
  "=",
  "Zm9v\n",
  " Zm9v",
  "Zm9v=",
  "Zm-_",
  "Zé==",
])("refuses %j, which nobody writes", (text) => {
  expect(ofBase64(text)).toBeUndefined()
})
