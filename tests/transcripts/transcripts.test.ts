// What people are told that they will see is what they see: every transcript is run as it stands.

import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { Practice, Session, type Answer } from "./session.ts"
import { parseTranscript, patternOf, type Step, type Transcript } from "./transcript.ts"

const folder = import.meta.dirname
const names = (await readdir(folder)).filter((name) => name.endsWith(".txt"))
const transcripts = await Promise.all(
  names.map(async (name) => ({
    name,
    transcript: parseTranscript(await readFile(join(folder, name), "utf8")),
  })),
)

let place = ""

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), "parley-transcript-"))
  await mkdir(join(place, "tmp"))
})

afterEach(async () => {
  await rm(place, { recursive: true, force: true })
})

const asWritten = "as the transcript has it"

/** What differs from the transcript stands in the failure in full. */
function comparable(step: Step, { out, err, exit }: Answer): Readonly<Record<string, unknown>> {
  return {
    where: `line ${String(step.line)}: ${step.words.join(" ")}`,
    exit,
    out: patternOf(step.out).test(out) ? asWritten : out,
    err: patternOf(step.err).test(err) ? asWritten : err,
  }
}

async function play({ needsPractice, steps }: Transcript): Promise<void> {
  const data = join(place, "data")
  const practice = needsPractice ? await Practice.start(data) : undefined
  const session = new Session({ data, tmp: join(place, "tmp") })
  try {
    for (const step of steps) {
      const answer = await session.run(step)
      if (answer === undefined) continue
      expect(comparable(step, answer)).toEqual({
        where: `line ${String(step.line)}: ${step.words.join(" ")}`,
        exit: step.exit,
        out: asWritten,
        err: asWritten,
      })
    }
  } finally {
    await practice?.stop()
  }
}

describe("the transcript", () => {
  test.each(transcripts)("$name", async ({ transcript }) => {
    expect(transcript.steps.length).toBeGreaterThan(0)
    await play(transcript)
  })
})

describe("a pattern", () => {
  test.each([
    ["a…c\n", "abc\n"],
    ["a\n…\nd\n", "a\nb\nc\nd\n"],
    ["a\n…\nd\n", "a\nd\n"],
    ["(a.b)\n", "(a.b)\n"],
  ])("%j matches %j", (pattern, text) => {
    expect(text).toMatch(patternOf(pattern.trimEnd().split("\n")))
  })

  test.each([
    ["a\n", "ab\n"],
    ["a\n", "a\nb\n"],
    ["a.b\n", "axb\n"],
    ["a…c\n", "a\nc\n"],
  ])("%j does not match %j", (pattern, text) => {
    expect(text).not.toMatch(patternOf(pattern.trimEnd().split("\n")))
  })
})
