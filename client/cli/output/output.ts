// Where results and talk go. A result is one JSON object with `"v":1`, or words for people; talk never mixes with it.

import type { JsonObject } from "../../runtime/json.ts"
import type { Io } from "./io.ts"
import { paletteOf, type Palette } from "./palette.ts"
import type { Settings } from "./settings.ts"

/** The version of every object that a command prints; it changes when a field changes its meaning. */
const outputVersion = 1

export class Output {
  readonly #io: Io
  readonly #settings: Settings
  readonly palette: Palette
  #hasStatusLine = false

  constructor(io: Io, settings: Settings) {
    this.#io = io
    this.#settings = settings
    this.palette = paletteOf(settings.isColoured)
  }

  get isHuman(): boolean {
    return this.#settings.format === "human"
  }

  get columns(): number {
    return this.#io.out.columns
  }

  /** The one result of a command, or one item of a stream: a line of JSON, or what `words` makes of it. */
  data(value: JsonObject, words: () => string): void {
    this.#clearStatusLine()
    const text = this.isHuman ? words() : JSON.stringify({ v: outputVersion, ...value })
    if (text !== "") this.#io.out.write(`${text}\n`)
  }

  /** Data that is itself a text for other tools, such as a proof: never wrapped. */
  raw(text: string): void {
    this.#io.out.write(text)
  }

  /** What a person at the terminal should know beside the result. */
  talk(text: string): void {
    if (this.#settings.volume === "quiet") return
    this.#clearStatusLine()
    this.#io.err.write(`${text}\n`)
  }

  /** Only for whoever asked with --verbose. */
  detail(text: string): void {
    if (this.#settings.volume === "verbose") this.talk(text)
  }

  /** One line at the bottom of a terminal, replaced by the next; nothing where stderr is not a terminal. */
  status(text: string): void {
    if (!this.#io.err.isTerminal || !this.isHuman || this.#settings.volume === "quiet") return
    this.#io.err.write(`\r\u{1b}[2K${text.slice(0, Math.max(0, this.#io.err.columns - 1))}`)
    this.#hasStatusLine = true
  }

  /** Takes the status line away: the last thing before a command ends. */
  close(): void {
    this.#clearStatusLine()
  }

  #clearStatusLine(): void {
    if (!this.#hasStatusLine) return
    this.#hasStatusLine = false
    this.#io.err.write("\r\u{1b}[2K")
  }
}
