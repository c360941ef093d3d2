// Tries to open a journal and says how that went. Run by embedded.test.ts.

import process from "node:process"

import { openEmbedded } from "../../server/journal/embedded.ts"
import { JournalFailure } from "../../server/journal/failure.ts"

const folder = process.argv[2] ?? ""

async function attempt(): Promise<unknown> {
  try {
    const journal = await openEmbedded({ folder, onFatal: () => process.exit(70) })
    await journal.close()
    return { kind: "opened" }
  } catch (error) {
    if (!(error instanceof JournalFailure)) throw error
    return { kind: error.kind, isNamed: error.message.includes(folder) }
  }
}

process.stdout.write(JSON.stringify(await attempt()))
