// The relays: whether they can be reached, whether they say that they are ready, and how far their clocks are from this one.

import { limits } from "../../../shared/limits.ts"
import type { CharterRelay } from "../../../shared/records/charter.ts"
import { readAddresses } from "../home/addresses.ts"
import type { Home } from "../home/home.ts"
import { pageAddress } from "../../runtime/relay-address.ts"
import type { Finding } from "./finding.ts"

const patienceMs = 3_000
/** An HTTP date has whole seconds: on average half of one is missing, and at most that much is wrong. */
const halfSecondMs = 500

export async function relayFindings(home: Home): Promise<readonly Finding[]> {
  const addresses = await readAddresses(home.layout)
  const found = home.charter.core.relays.map(
    async (relay) => await findingsOf(relay, addresses.get(relay.relay) ?? relay.url),
  )
  return (await Promise.all(found)).flat()
}

async function findingsOf(relay: CharterRelay, url: string): Promise<readonly Finding[]> {
  const check = `relay of ${relay.operator}`
  const page = pageAddress(url, "/readyz")
  if (page === undefined) {
    const remedy = "Put the address right in addresses.json of the home, or remove that file."
    return [{ check, state: "bad", says: `${url} is no WebSocket address`, remedy }]
  }
  const sent = Date.now()
  const answer = await ask(page)
  const heard = Date.now()
  if (answer === undefined) {
    const remedy = "The other relay carries the line meanwhile. Call whoever operates this one."
    return [{ check, state: "warn", says: `${url} does not answer`, remedy }]
  }
  const ready: Finding = answer.isReady
    ? { check, state: "good", says: `${url} is ready` }
    : {
        check,
        state: "warn",
        says: `${url} says that it is not ready`,
        remedy: "Its operator sees why on its page /readyz and in its log.",
      }
  return [
    ready,
    ...clockFindings(check, { sent, heard, date: answer.date }),
    ...transportFindings(check, url),
  ]
}

async function ask(
  page: string,
): Promise<{ readonly isReady: boolean; readonly date: number | undefined } | undefined> {
  try {
    const response = await fetch(page, { signal: AbortSignal.timeout(patienceMs) })
    await response.arrayBuffer()
    const date = Date.parse(response.headers.get("date") ?? "")
    return { isReady: response.ok, date: Number.isNaN(date) ? undefined : date }
  } catch {
    // Whatever kept it from answering, a desk would not get through either.
    return undefined
  }
}

export function clockFindings(
  check: string,
  {
    sent,
    heard,
    date,
  }: { readonly sent: number; readonly heard: number; readonly date: number | undefined },
): readonly Finding[] {
  if (date === undefined) return []
  const offset = date + halfSecondMs - (sent + heard) / 2
  const bound = halfSecondMs + (heard - sent) / 2
  const isSure = Math.abs(offset) > limits.clockWarnMs + bound
  const seconds = (Math.abs(offset) / 1_000).toFixed(1)
  const ahead = offset > 0 ? "ahead of" : "behind"
  const says = isSure
    ? `its clock is ${seconds} s ${ahead} this one`
    : `its clock agrees with this one, within ${(bound / 1_000 + limits.clockWarnMs / 1_000).toFixed(1)} s`
  if (!isSure) return [{ check: `${check}, clock`, state: "good", says }]
  const remedy = "Set both clocks from the network. Latencies are not shown while they disagree."
  return [{ check: `${check}, clock`, state: "warn", says, remedy }]
}

/** Content is sealed either way; who talks to whom, and when, is not. */
export function transportFindings(check: string, url: string): readonly Finding[] {
  const { protocol, hostname } = new URL(url)
  const isHere = hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.")
  if (protocol === "wss:" || isHere) return []
  return [
    {
      check: `${check}, TLS`,
      state: "warn",
      says: "the way there is not under TLS: who connects, and when, can be seen on it",
      remedy: "Agree on a wss:// address in the charter.",
    },
  ]
}
