// Where a connection comes from: whom to count it against, and how little of it to write down.

import { isIPv6 } from "node:net"

/** The address of whoever connected, or, where that is a trusted proxy, the one that the nearest proxy names. */
export function clientAddress(
  remote: string | undefined,
  forwardedFor: string | undefined,
  proxies: ReadonlySet<string>,
): string {
  const direct = unmapped(remote ?? "")
  if (!proxies.has(direct)) return direct
  const named = forwardedFor?.split(",").at(-1)?.trim()
  return named === undefined || named === "" ? direct : unmapped(named)
}

/** An IPv4 address as it is; of an IPv6 address the network, since one machine has all of it. */
export function countedAs(address: string): string {
  return isIPv6(address) ? network(address, 4) : address
}

/** For logs: enough to tell networks apart, not enough to name a machine. */
export function shortened(address: string): string {
  if (isIPv6(address)) return `${network(address, 3)}::`
  const parts = address.split(".")
  return parts.length === 4 ? `${parts.slice(0, 3).join(".")}.x` : "unknown"
}

/** IPv4 within IPv6 (RFC 4291 section 2.5.5.2) is IPv4. */
function unmapped(address: string): string {
  return address.startsWith("::ffff:") && address.includes(".") ? address.slice(7) : address
}

function network(address: string, groups: number): string {
  const [head = "", tail] = address.split("::")
  const before = head === "" ? [] : head.split(":")
  const after = tail === undefined || tail === "" ? [] : tail.split(":")
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const all = [...before, ...Array.from({ length: zeros }, () => "0"), ...after]
  return all.slice(0, groups).join(":")
}
