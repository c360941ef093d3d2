// Prints every skip with its reason and, as the very last line, the counts in the one form that continuous integration reads.
// A skipped test says what it lacks, in its name ("… (needs go)") or in a note to `skip`; one that does not counts as failed.

import type { Reporter, TestCase, TestModule, Vitest } from "vitest/node"

interface Counts {
  passed: number
  failed: number
  skipped: number
}

const need = /\((needs [^()]+)\)/u

export default class PlainSummary implements Reporter {
  /** With `-t` all that was not asked for arrives as skipped: that needs no reason and no count. */
  private isFiltered = false

  onInit(vitest: Vitest): void {
    this.isFiltered = vitest.getGlobalTestNamePattern() !== undefined
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts: Counts = { passed: 0, failed: errors.length, skipped: 0 }
    for (const module of modules) {
      counts.failed += module.errors().length
      for (const test of module.children.allTests()) this.count(test, counts)
    }
    if (counts.failed > 0) process.exitCode = 1
    say(
      `${String(counts.passed)} passed, ${String(counts.failed)} failed, ${String(counts.skipped)} skipped`,
    )
  }

  private count(test: TestCase, counts: Counts): void {
    const result = test.result()
    if (result.state === "passed") counts.passed += 1
    else if (result.state === "failed") counts.failed += 1
    else if (result.state === "skipped" && !this.isFiltered) {
      const reason = result.note ?? need.exec(test.fullName)?.[1]
      if (reason === undefined) counts.failed += 1
      else counts.skipped += 1
      say(`skipped: ${test.fullName}: ${reason ?? "NO REASON GIVEN, which counts as failed"}`)
    }
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
