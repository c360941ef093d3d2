import { describe, expect, test } from "vitest"

import { circuitAddress, pageAddress } from "../../../client/runtime/relay-address.ts"

describe("a relay's address", () => {
  test.each([
    ["ws://127.0.0.1:7410", "ws://127.0.0.1:7410/circuit"],
    ["wss://relay.example/", "wss://relay.example/circuit"],
    ["wss://relay.example/circuit", "wss://relay.example/circuit"],
    ["wss://relay.example/behind/a/proxy", "wss://relay.example/behind/a/proxy"],
    ["ws://[::1]:7410/circuit", "ws://[::1]:7410/circuit"],
  ])("%s leads to %s", (url, address) => {
    expect(circuitAddress(url)).toBe(address)
  })

  test.each(["http://relay.example", "relay.example", "", "ws://relay.example/circuit#part"])(
    "%j is none",
    (url) => {
      expect(circuitAddress(url)).toBeUndefined()
      expect(pageAddress(url, "/readyz")).toBeUndefined()
    },
  )

  test("has its pages on the same port", () => {
    expect(pageAddress("wss://relay.example:8443/circuit", "/readyz")).toBe(
      "https://relay.example:8443/readyz",
    )
    expect(pageAddress("ws://127.0.0.1:7410", "/healthz")).toBe("http://127.0.0.1:7410/healthz")
  })
})
