// Opens the desk of the home that the command line names, for as long as one command needs it.

import type { CommandLine } from "../command-line.ts"
import { Failure } from "../../runtime/failure.ts"
import { passphraseOf } from "../home/passphrase.ts"
import { openDesk, type DeskAccess } from "../runtime/open-desk.ts"
import { deskHandler } from "../../runtime/requests/handler.ts"

export async function withDesk<T>(
  line: CommandLine,
  work: (desk: DeskAccess) => Promise<T>,
): Promise<T> {
  const folder = line.settings.home
  if (folder === undefined) {
    throw new Failure(
      "cli/usage",
      "no home is named",
      "Nothing was done. Name the device's home with --home <folder> or PARLEY_HOME; `parley help homes` says what it is.",
    )
  }
  const desk = await openDesk({
    folder,
    passphrases: passphraseOf(line, folder),
    makeHandler: deskHandler,
    signal: line.io.stop,
  })
  try {
    return await work(desk)
  } finally {
    await desk.close()
  }
}
