// Which suites there are, and which run by default. `npm test` runs everything that needs minutes at most; the suites that
// kill processes, or run for long, are asked for by name, as a mode: `vitest run --mode faults --config tests/vitest.config.ts`.

import { defineConfig, type TestProjectConfiguration } from "vitest/config"

interface Scope {
  readonly name: string
  /** Where its files are, below tests/; its own folder and all below it unless said otherwise. */
  readonly files?: string
  /** A test that takes longer than this hangs; no test is expected to come near. */
  readonly timeoutMs: number
  /** Suites that start real processes run one file at a time, after the others, so that they have the machine to themselves. */
  readonly alone?: true
  /** How many tests of one file run at once, where they wait for children. */
  readonly atOnce?: number
}

const byDefault: readonly Scope[] = [
  { name: "tidy", timeoutMs: 30_000 },
  { name: "unit", timeoutMs: 15_000 },
  { name: "vectors", timeoutMs: 60_000 },
  { name: "contract", timeoutMs: 30_000 },
  { name: "simulation", files: "simulation/*.test.ts", timeoutMs: 240_000 },
  { name: "integration", timeoutMs: 60_000, alone: true },
  { name: "transcripts", timeoutMs: 60_000, alone: true },
]

const byMode: Readonly<Record<string, readonly Scope[]>> = {
  faults: [
    { name: "faults", timeoutMs: 300_000, alone: true },
    { name: "scenarios", timeoutMs: 120_000, alone: true },
  ],
  e2e: [{ name: "e2e", timeoutMs: 120_000, alone: true }],
  simulate: [{ name: "simulate", files: "simulation/quarters/*.test.ts", timeoutMs: 300_000 }],
  planted: [{ name: "planted", timeoutMs: 300_000, alone: true, atOnce: 2 }],
}

function projectOf(scope: Scope): TestProjectConfiguration {
  return {
    extends: true,
    test: {
      name: scope.name,
      include: [`tests/${scope.files ?? `${scope.name}/**/*.test.ts`}`],
      testTimeout: scope.timeoutMs,
      hookTimeout: scope.timeoutMs,
      // Left to itself, the runner keeps one core free, which is half of a small machine.
      maxWorkers: scope.alone === true ? 1 : "100%",
      // Modules keep no state, so test files may share them: loading them anew for each took as long as the tests.
      isolate: scope.alone === true,
      ...(scope.atOnce === undefined ? {} : { maxConcurrency: scope.atOnce }),
      sequence: { groupOrder: scope.alone === true ? 1 : 0 },
    },
  }
}

export default defineConfig(({ mode }) => ({
  test: {
    reporters: ["default", "./tests/support/plain-summary.ts"],
    // A test that needs a second try, or that hides its siblings, is a fault wherever it runs.
    retry: 0,
    allowOnly: false,
    projects: (byMode[mode] ?? byDefault).map(projectOf),
  },
}))
