// The time zones of both capitals, for whoever reads this home's screens. Not in the charter: a government changes its clocks
// without asking the other party, and nothing on the line counts in local time.

import * as v from "valibot"

import type { Zones } from "../../runtime/home.ts"
import { Failure } from "../../runtime/failure.ts"
import { isZone } from "../../runtime/local-time.ts"
import type { HomeLayout } from "./layout.ts"
import { readPrivate, writePrivate } from "./private-file.ts"

const zone = v.pipe(v.string(), v.check(isZone))
const file = v.object({ A: zone, B: zone })

/** No file, no local times. */
export async function readZones(layout: HomeLayout): Promise<Zones | undefined> {
  const bytes = await readPrivate(layout.zones)
  if (bytes === undefined) return undefined
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), file), bytes.toString("utf8"))
  if (read.success) return read.output
  throw new Failure(
    "cli/configuration",
    `${layout.zones} does not name a time zone for A and for B`,
    "Nothing was started. Write it again with `parley zones`, or remove it.",
  )
}

export async function writeZones(layout: HomeLayout, zones: Zones): Promise<void> {
  await writePrivate(layout.zones, `${JSON.stringify(zones, undefined, 2)}\n`)
}
