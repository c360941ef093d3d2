// What a command has of the world outside. Commands get it handed in, so that a test can stand in for the terminal.

/** One of the two streams: stdout carries data, stderr carries talk. */
export interface Sink {
  readonly isTerminal: boolean
  /** Width in characters; 80 where nobody knows. */
  readonly columns: number
  write(text: string): void
}

export interface Source {
  readonly isTerminal: boolean
  /** Everything up to the end of the input. */
  read(): Promise<string>
  /** Asks on stderr and waits for one line; `isSecret` shows nothing of what is typed. Undefined when the input ends. */
  ask(question: string, isSecret?: boolean): Promise<string | undefined>
}

export interface Io {
  readonly out: Sink
  readonly err: Sink
  readonly input: Source
  readonly env: Readonly<Record<string, string | undefined>>
  /** Aborted by Ctrl-C and SIGTERM: whoever waits stops waiting, closes what it holds, and the command ends with 130. */
  readonly stop: AbortSignal
  /** Unix milliseconds. */
  now(): number
}
