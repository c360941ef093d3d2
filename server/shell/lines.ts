// The lines of one relay process, and the loop that wakes them: each when it asked to be, and all that the journal itself finds
// due, so that a deadline does not depend on this process's memory.

import type { RelayCrypto } from "../../shared/crypto/ports.ts"
import { equalBytes } from "../../shared/encoding/bytes.ts"
import { currentCharter } from "../../shared/line/agreement.ts"
import { limits } from "../../shared/limits.ts"
import type { LineId } from "../../shared/records/names.ts"
import { waitingRecords } from "../core/circuit.ts"
import { sizeOf, soonestDue } from "../core/folded.ts"
import { newLine, timeOf, type LineRelay } from "../core/line-relay.ts"
import type { RelayIdentity } from "../core/relay-identity.ts"
import type { Journal } from "../journal/port.ts"
import { momentOf, type Clock } from "./clock.ts"
import type { Health } from "./health.ts"
import { JournalWatch } from "./journal-watch.ts"
import { LineLoop, type LineOutcome, type LoopPorts } from "./line-loop.ts"
import type { Log } from "./log.ts"
import type { LineFigures } from "./metrics.ts"
import { SettingsFault, type RelaySettings } from "./settings.ts"

const rescanMs = 1_000

/** Every line of a configuration, before its journal has been looked at. Throws a `SettingsFault`. */
export function configuredLines(
  config: RelaySettings,
  world: { readonly crypto: RelayCrypto; readonly clock: Clock; readonly software: string },
): readonly LineRelay[] {
  const { signatures, random } = world.crypto
  const { relay, signingSeed, logSeed, clockErrorMs } = config
  const { software } = world
  const identity: RelayIdentity = {
    relay,
    signingSeed,
    logSeed,
    signatures,
    clockErrorMs,
    software,
  }
  const lines = config.lines.map((documents, place) => {
    const line = newLine(identity, documents, momentOf(world.clock, random))
    const name = `line ${String(place + 1)}`
    if (!line.ok) throw new SettingsFault(`${name}: ${line.code}: ${line.detail}`)
    refuseOtherKeys(line.value, name)
    return line.value
  })
  if (new Set(lines.map((line) => line.began.line)).size !== lines.length) {
    throw new SettingsFault("one line is named twice")
  }
  return lines
}

/** With other keys than the charter's, every handshake would fail at the client: better not to start. */
function refuseOtherKeys({ identity, began }: LineRelay, name: string): void {
  const { signatures, signingSeed, logSeed } = identity
  const named = currentCharter(began).relays.find((known) => known.relay === identity.relay)
  const isOwn =
    named !== undefined &&
    equalBytes(named.signingKey, signatures.publicKey(signingSeed)) &&
    equalBytes(named.logKey, signatures.publicKey(logSeed))
  if (!isOwn) throw new SettingsFault(`${name}: the charter names other keys than the key file has`)
}

export interface LinesPorts extends LoopPorts {
  /** Why the journal cannot be reached now; absent: it can. */
  readonly journalTrouble: () => string | undefined
}

export class Lines {
  readonly #loops: ReadonlyMap<LineId, LineLoop>
  readonly #journal: Journal
  readonly #clock: Clock
  readonly #log: Log
  readonly #watch: JournalWatch
  readonly #strangers = new Set<LineId>()
  #hasOpened = false
  #timer: NodeJS.Timeout | undefined
  #tickedAt: number
  #rescannedAt: number

  constructor(lines: readonly LineRelay[], ports: LinesPorts, log: Log) {
    this.#loops = new Map(lines.map((line) => [line.began.line, new LineLoop(line, ports)]))
    this.#journal = ports.journal
    this.#clock = ports.clock
    this.#log = log
    this.#watch = new JournalWatch({
      trouble: ports.journalTrouble,
      mono: () => ports.clock.mono(),
      catchUp: () => this.#catchUp(),
    })
    this.#tickedAt = ports.clock.mono()
    this.#rescannedAt = Number.NEGATIVE_INFINITY
  }

  get(line: LineId): LineLoop | undefined {
    return this.#loops.get(line)
  }

  /** Settles when every line is open; says what came of the first that ended before. */
  async open(): Promise<LineOutcome | undefined> {
    for (const loop of this.#loops.values()) loop.start()
    const opened = Promise.all([...this.#loops.values()].map((loop) => loop.ready))
    const outcome = await Promise.race([opened.then(() => undefined), this.firstEnd()])
    if (outcome === undefined) {
      this.#hasOpened = true
      this.#startTicking()
    }
    return outcome
  }

  get ids(): readonly LineId[] {
    return [...this.#loops.keys()]
  }

  /** Circuits may come: every line is folded to its end, and its journal can be reached, or could a moment ago. */
  get isOpen(): boolean {
    return this.#hasOpened && this.#watch.isOpen
  }

  async #catchUp(): Promise<void> {
    await Promise.all([...this.#loops.values()].map((loop) => loop.catchUp()))
  }

  firstEnd(): Promise<LineOutcome> {
    return Promise.race([...this.#loops.values()].map((loop) => loop.ended))
  }

  async allEnded(): Promise<readonly LineOutcome[]> {
    return await Promise.all([...this.#loops.values()].map((loop) => loop.ended))
  }

  drain(reason: string): void {
    for (const loop of this.#loops.values()) loop.dispatch({ kind: "drain", reason })
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  /** Short and often rather than long and exact: no timer of this process is ever set for a deadline. */
  #startTicking(): void {
    this.#tickedAt = this.#clock.mono()
    this.#timer = setInterval(() => {
      this.#tick()
    }, limits.tickMs)
    this.#tick()
  }

  #tick(): void {
    const mono = this.#clock.mono()
    this.#tickedAt = mono
    this.#watchJournal()
    for (const loop of this.#loops.values()) {
      if (loop.wakeAt <= mono) loop.dispatch({ kind: "ticked" })
    }
    if (mono - this.#rescannedAt < rescanMs) return
    this.#rescannedAt = mono
    this.#rescan(mono).catch((cause: unknown) => {
      this.#log.error({ cause: String(cause) }, "the journal does not say what is due")
    })
  }

  /** A short outage is sat out. After that nobody is left in the belief that what is sent here is kept. */
  #watchJournal(): void {
    this.#watch.look()
    if (!this.#watch.isAway) return
    for (const loop of this.#loops.values()) {
      if (loop.relay.circuits.size > 0) loop.dispatch({ kind: "journal-away" })
    }
  }

  async #rescan(mono: number): Promise<void> {
    const times = [...this.#loops.values()].map((loop) => timeOf(loop.relay, { mono }))
    for (const line of await this.#journal.due(Math.max(...times))) {
      const loop = this.#loops.get(line)
      if (loop !== undefined) loop.dispatch({ kind: "ticked" })
      else if (!this.#strangers.has(line)) {
        this.#strangers.add(line)
        this.#log.warn(
          { line },
          "the journal holds a line with open deadlines that is not configured",
        )
      }
    }
  }

  figures(): readonly LineFigures[] {
    const mono = this.#clock.mono()
    return [...this.#loops.values()].map(({ line, relay }) => {
      const { folded, circuits, heads } = relay
      const due = soonestDue(folded.dues)
      return {
        line,
        entries: sizeOf(folded),
        circuits: circuits.size,
        waiting: [...circuits.values()].reduce((sum, each) => sum + waitingRecords(each), 0),
        open: folded.state.rows.size,
        due: folded.dues.size,
        behindMs: due === undefined ? 0 : Math.max(0, timeOf(relay, { mono }) - due),
        isSigning: heads.stopped === undefined,
      }
    })
  }

  health(): Health {
    const mono = this.#clock.mono()
    const loops = [...this.#loops.values()]
    const isStalled = mono - this.#tickedAt > rescanMs
    return {
      faults: [
        ...this.#watch.faults,
        ...(isStalled ? ["the deadlines are not being looked at"] : []),
        ...loops.flatMap((loop) => faultsOf(loop, mono)),
      ],
      lines: loops.map(({ line, relay }) => ({
        line: line.slice(0, 8),
        entries: sizeOf(relay.folded),
        circuits: relay.circuits.size,
        isSigning: relay.heads.stopped === undefined,
      })),
    }
  }
}

function faultsOf({ line, relay }: LineLoop, mono: number): readonly string[] {
  const name = `line ${line.slice(0, 8)}`
  if (relay.work.kind === "ended") return [`${name}: its journal cannot be written`]
  if (!relay.isOpen) return [`${name}: not open yet`]
  const due = soonestDue(relay.folded.dues)
  const isLate = due !== undefined && timeOf(relay, { mono }) > due + limits.relayNotKeepingTimeMs
  const { stopped } = relay.heads
  return [
    ...(isLate ? [`${name}: a deadline has passed and is not recorded`] : []),
    ...(stopped === undefined ? [] : [`${name}: signs no checkpoints: ${stopped}`]),
  ]
}
