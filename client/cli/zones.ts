// `parley zones`: where the two capitals are on the clock, for `status` and `watch`.

import type { Command } from "commander"

import { commandLine, type CommandLine } from "./command-line.ts"
import { Failure } from "../runtime/failure.ts"
import { readHome } from "./home/home.ts"
import type { Zones } from "../runtime/home.ts"
import { writeZones } from "./home/zones.ts"
import { examplesOf } from "./output/help.ts"
import type { Io } from "./output/io.ts"
import { isZone, localTime } from "../runtime/local-time.ts"

const examples = `Examples:
  parley --home data/a-1 zones                               what is set
  parley --home data/a-1 zones Europe/Helsinki Asia/Karachi  party A's capital, then party B's
`

export function registerZones(program: Command, io: Io): void {
  program
    .command("zones [zone-a] [zone-b]")
    .description("the time zones of both capitals, shown beside Zulu: show them, or set them")
    .addHelpText("beforeAll", examplesOf(examples))
    .action(
      async (
        zoneA: string | undefined,
        zoneB: string | undefined,
        _options: unknown,
        command: Command,
      ) => {
        await zones(zoneA, zoneB, commandLine(command, io))
      },
    )
}

async function zones(
  zoneA: string | undefined,
  zoneB: string | undefined,
  line: CommandLine,
): Promise<void> {
  const { settings, output, io } = line
  if (settings.home === undefined) {
    throw new Failure("cli/usage", "say whose: --home <folder> or PARLEY_HOME")
  }
  const home = await readHome(settings.home)
  if (zoneA === undefined) {
    output.data({ zones: home.zones ?? null }, () => words(home.zones, io.now()))
    return
  }
  if (zoneB === undefined) throw new Failure("cli/usage", "name both zones: A's, then B's")
  const wrong = [zoneA, zoneB].find((zone) => !isZone(zone))
  if (wrong !== undefined) {
    throw new Failure(
      "cli/input",
      `"${wrong}" is no time zone`,
      "Nothing was changed. Type it as in the time zone database, such as Europe/Helsinki or Etc/GMT-2.",
    )
  }
  const named = { A: zoneA, B: zoneB }
  await writeZones(home.layout, named)
  output.data({ zones: named }, () =>
    [words(named, io.now()), "A desk that is at work shows them from its next start."].join("\n"),
  )
}

function words(named: Zones | undefined, now: number): string {
  if (named === undefined) {
    return "No time zones are set: only Zulu is shown. Set them: parley zones <zone of A> <zone of B>"
  }
  return (["A", "B"] as const)
    .map((side) => `${side}  ${named[side]}  ${localTime(now, named[side]).at}`)
    .join("\n")
}
