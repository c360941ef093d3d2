// This home's copies of the journals, with a word on the way: a long journal takes its time.

import type { CommandLine } from "../command-line.ts"
import { readCopy, type DeskCopy } from "../../runtime/log/desk-copy.ts"
import type { DeskAccess } from "../runtime/open-desk.ts"

export async function homeCopy({ io, output }: CommandLine, desk: DeskAccess): Promise<DeskCopy> {
  return await readCopy(desk, {
    signal: io.stop,
    onRead(name, read, of) {
      output.status(`${name}: ${String(read)} of ${String(of)} entries`)
    },
  })
}
