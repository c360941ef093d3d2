// A transcript is a file of commands and what they answer, as one would see it in a terminal:
//
//   $ parley help nope           a command; `&` at its end lets it run on, `wait` ends it and shows what it said
//   < text                       a line of its input
//   2> ✕ there is no help …      a line on stderr; lines without a mark are on stdout
//   ? 64                         the exit code, where it is not 0
//
// `…` stands for anything within a line, and alone on a line for any number of lines. `{data}` is the practice line's folder,
// `{tmp}` an empty one.

export interface Step {
  readonly line: number
  readonly words: readonly string[]
  readonly isBackground: boolean
  readonly input: string
  readonly out: readonly string[]
  readonly err: readonly string[]
  readonly exit: number
}

export interface Transcript {
  readonly needsPractice: boolean
  readonly steps: readonly Step[]
}

type OpenStep = { -readonly [K in keyof Step]: Step[K] } & { out: string[]; err: string[] }

export function parseTranscript(text: string): Transcript {
  const steps: OpenStep[] = []
  for (const [i, line] of text.split("\n").entries()) {
    const step = steps.at(-1)
    if (line.startsWith("#") || (line === "" && step === undefined)) continue
    if (line.startsWith("$ ")) steps.push(begin(line.slice(2), i + 1))
    else if (step === undefined) throw new Error(`line ${String(i + 1)}: nothing was run yet`)
    else if (line.startsWith("2> ")) step.err.push(line.slice(3))
    else if (line.startsWith("< ")) step.input += `${line.slice(2)}\n`
    else if (line.startsWith("? ")) step.exit = Number(line.slice(2))
    else step.out.push(line)
  }
  return { needsPractice: text.startsWith("# needs: practice"), steps: steps.map(trimmed) }
}

function begin(command: string, line: number): OpenStep {
  const words = wordsOf(command)
  const isBackground = words.at(-1) === "&"
  return {
    line,
    words: isBackground ? words.slice(0, -1) : words,
    isBackground,
    input: "",
    out: [],
    err: [],
    exit: 0,
  }
}

/** Empty lines between steps are for the reader. */
function trimmed(step: OpenStep): Step {
  const out = [...step.out]
  while (out.at(-1) === "") out.pop()
  return { ...step, out }
}

/** As a shell cuts them: at blanks, unless quoted. */
function wordsOf(command: string): readonly string[] {
  return Array.from(
    command.matchAll(/'([^']*)'|"([^"]*)"|((?:[^\s'"]|'[^']*'|"[^"]*")+)/gu),
    (match) =>
      (match[1] ?? match[2] ?? match[3] ?? "").replaceAll(
        /(?<==)'([^']*)'|(?<==)"([^"]*)"/gu,
        "$1$2",
      ),
  )
}

/** The lines as one pattern over the whole of a stream. */
export function patternOf(lines: readonly string[]): RegExp {
  const body = lines
    .map((line) => (line === "…" ? "(?:.*\\n)*" : `${line.split("…").map(escaped).join(".*")}\\n`))
    .join("")
  return new RegExp(`^${body}$`, "u")
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/gu, String.raw`\$&`)
}
