// The reference keeps its own contract: otherwise the others would be compared with a mistake.

import { MemoryJournal } from "../support/memory-journal.ts"
import { journalContract } from "./journal-contract.ts"

journalContract("memory", () => {
  const journal = new MemoryJournal()
  return Promise.resolve({ writers: [journal, journal], dispose: () => journal.close() })
})
