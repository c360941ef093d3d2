// The reference keeps its own contract: otherwise the others would be compared with a mistake. So does what stands before a
// journal in a relay and remembers.

import { RecentJournal } from "../../server/shell/recent-journal.ts"
import { MemoryJournal } from "../support/memory-journal.ts"
import { journalContract } from "./journal-contract.ts"

journalContract("memory", () => {
  const journal = new MemoryJournal()
  return Promise.resolve({ writers: [journal, journal], dispose: () => journal.close() })
})

journalContract("remembering", () => {
  const journal = new MemoryJournal()
  const writers = [new RecentJournal(journal), new RecentJournal(journal)] as const
  return Promise.resolve({
    writers,
    async dispose() {
      await Promise.all(writers.map((writer) => writer.close()))
    },
  })
})
