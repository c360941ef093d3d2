// Where this machine finds relays that are not where the charter says: behind a tunnel, moved in a hurry, or on another port
// of a practice line. Nothing is trusted for it: a circuit opens only with the relay whose key the charter names.

import * as v from "valibot"

import { relayId, type RelayId } from "../../../shared/records/names.ts"
import { bytesOfHex } from "../../../shared/encoding/bytes.ts"
import { Failure } from "../../runtime/failure.ts"
import { circuitAddress } from "../../runtime/relay-address.ts"
import type { HomeLayout } from "./layout.ts"
import { readPrivate, writePrivate } from "./private-file.ts"

export type Addresses = ReadonlyMap<RelayId, string>

const file = v.record(
  v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/u)),
  v.pipe(
    v.string(),
    v.check((url) => circuitAddress(url) !== undefined),
  ),
)

/** No file, no other addresses. */
export async function readAddresses(layout: HomeLayout): Promise<Addresses> {
  const bytes = await readPrivate(layout.addresses)
  if (bytes === undefined) return new Map()
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), file), bytes.toString("utf8"))
  if (!read.success) {
    throw new Failure(
      "cli/configuration",
      `${layout.addresses} does not give a ws:// or wss:// address for each relay`,
      "Nothing was started. Put it right, or remove it to use the addresses of the charter.",
    )
  }
  const entries = Object.entries(read.output)
  return new Map(entries.map(([relay, url]) => [relayId.decode(bytesOfHex(relay), ""), url]))
}

export async function writeAddresses(layout: HomeLayout, addresses: Addresses): Promise<void> {
  const content = Object.fromEntries(addresses)
  await writePrivate(layout.addresses, `${JSON.stringify(content, undefined, 2)}\n`)
}
