import { describe, expect, test } from "vitest"

import { clientAddress, countedAs, shortened } from "../../../server/shell/addresses.ts"

const proxies = new Set(["10.0.0.1"])

describe("where a connection comes from", () => {
  test.each([
    ["203.0.113.9", undefined, "203.0.113.9"],
    ["203.0.113.9", "198.51.100.7", "203.0.113.9"],
    ["::ffff:203.0.113.9", undefined, "203.0.113.9"],
    ["10.0.0.1", "198.51.100.7", "198.51.100.7"],
    ["::ffff:10.0.0.1", "1.2.3.4, 198.51.100.7", "198.51.100.7"],
    ["10.0.0.1", undefined, "10.0.0.1"],
    ["10.0.0.1", "", "10.0.0.1"],
    [undefined, undefined, ""],
  ])("[CIR9] %s forwarding for %s is %s", (remote, forwarded, address) => {
    expect(clientAddress(remote, forwarded, proxies)).toBe(address)
  })

  test.each([
    ["203.0.113.9", "203.0.113.9"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:db8::9", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
  ])("[CIR9] %s is counted as %s", (address, counted) => {
    expect(countedAs(address)).toBe(counted)
  })

  test.each([
    ["203.0.113.9", "203.0.113.x"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1::"],
    ["nonsense", "unknown"],
    ["", "unknown"],
  ])("[CIR15] %s is written down as %s", (address, written) => {
    expect(shortened(address)).toBe(written)
  })
})
