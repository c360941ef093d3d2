// The practice line of a browser test: what `npm start` runs, in a folder and on ports of its own.

import * as v from "valibot"

import { freePort, newFolder, Program } from "../integration/practice/program.ts"

const announcement = v.object({
  relays: v.array(v.object({ party: v.string(), url: v.string(), pid: v.number() })),
  desks: v.array(v.object({ party: v.string(), url: v.string() })),
  homes: v.record(v.string(), v.string()),
})
type Announcement = v.InferOutput<typeof announcement>

export interface PracticeLine {
  readonly program: Program
  readonly said: Announcement
  /** The desk host of a party. */
  readonly desk: (party: "A" | "B") => string
}

export interface Wish {
  /** The first port; any that is free where it is not given. */
  readonly port?: string
  /** All deadlines are divided by it. */
  readonly compress?: number
}

export async function practiceLine({ port, compress = 1 }: Wish = {}): Promise<PracticeLine> {
  const env = { PARLEY_DATA: newFolder(), PARLEY_PORT: port ?? String(await freePort()) }
  const program = Program.start(["practice", "--compress", String(compress)], env)
  await program.until(() => program.lines.length > 0)
  const said = v.parse(announcement, JSON.parse(program.lines[0] ?? ""))
  return {
    program,
    said,
    desk: (party) => said.desks.find((each) => each.party === party)?.url ?? "",
  }
}
