// A desk of the command line in this process, on a real store and real sockets, that writes down all that it tells its officer,
// so that a test can compare what was said with what the journals hold.

import { thisMachine } from "../../client/cli/runtime/this-machine.ts"
import type { Demand, MessageId, Precedence, RelayId } from "../../shared/records/names.ts"
import type { Fact } from "../../shared/records/stage.ts"
import { DeskRuntime, type Founded, type Surroundings } from "../../client/runtime/desk-runtime.ts"
import { openLevelStore } from "../../client/cli/runtime/level-store.ts"
import type { Identity } from "../../client/sdk/identity.ts"
import type { Parts } from "../../client/sdk/desk.ts"
import type { Notice } from "../../client/sdk/notices.ts"
import type { Now } from "../../client/sdk/ports.ts"
import { valueOf, type CallSign } from "./practice-line.ts"

/** Long enough for a machine that has other work; whoever waits this long waits in vain. */
const patienceMs = 45_000

export type NoticeOf<K extends Notice["kind"]> = Extract<Notice, { kind: K }>

/** When a notice came, by this process's monotonic clock. */
export interface Heard {
  readonly at: number
  readonly notice: Notice
}

export interface DeskPlace {
  readonly founded: Founded
  readonly store: string
  readonly surroundings?: Surroundings
}

export class DeskAtWork {
  readonly callSign: CallSign
  readonly identity: Identity
  readonly runtime: DeskRuntime
  readonly heard: Heard[] = []
  /** Called for every notice, as it comes. */
  onNotice: ((notice: Notice) => void) | undefined

  private constructor(callSign: CallSign, identity: Identity, runtime: DeskRuntime) {
    this.callSign = callSign
    this.identity = identity
    this.runtime = runtime
    runtime.onNotice((notice) => {
      this.heard.push({ at: performance.now(), notice })
      this.onNotice?.(notice)
    })
  }

  static async open(callSign: CallSign, place: DeskPlace): Promise<DeskAtWork> {
    const { founded, store, surroundings } = place
    const rows = await openLevelStore(store)
    if (rows === undefined) throw new Error(`${store} is open elsewhere`)
    const runtime = await DeskRuntime.open(founded, rows, surroundings ?? thisMachine())
    return new DeskAtWork(callSign, founded.identity, runtime)
  }

  /** As they are now: to be read, never to be kept. */
  get parts(): Parts {
    return this.runtime.act(({ parts }) => parts)
  }

  /** Releases a message of these bytes; what they say is nobody's business here. */
  send(
    text: string,
    precedence: Precedence = "FLASH",
    owes: readonly Demand[] = ["read"],
  ): MessageId {
    const payload = new TextEncoder().encode(text)
    const letter = { precedence, owes, references: [], payload }
    return valueOf(this.runtime.act(({ acts, now }) => acts.send(letter, now)))
  }

  report(message: MessageId, fact: Fact, text?: string): void {
    const letter =
      text === undefined
        ? undefined
        : {
            precedence: "FLASH" as const,
            owes: [],
            references: [message],
            payload: new TextEncoder().encode(text),
          }
    valueOf(this.runtime.act(({ acts, now }) => acts.report(message, fact, letter, now)))
  }

  notices<K extends Notice["kind"]>(kind: K): readonly NoticeOf<K>[] {
    return this.heard
      .map(({ notice }) => notice)
      .filter((notice): notice is NoticeOf<K> => notice.kind === kind)
  }

  /** Waits for something to become true of this desk, and says what did not when the time is over. */
  async until(
    what: string,
    question: (parts: Parts, now: Now) => boolean,
    timeoutMs = patienceMs,
  ): Promise<void> {
    const answer = await this.runtime.until(
      (parts, now) => (question(parts, now) ? true : undefined),
      { timeoutMs },
    )
    if (answer === undefined)
      throw new Error(`${this.callSign} waited in vain: ${what}\n${this.plight}`)
  }

  /** How this desk stands, for whoever reads that a test has failed. */
  get plight(): string {
    const { links, outbox, inbox } = this.parts
    const circuits = [...links].map(([relay, { circuit, copy, size, feed, arrivals }]) =>
      [
        `${relay} is ${circuit.phase} (last fell: ${String(circuit.down?.code)})`,
        `has ${String(copy.next)} of ${String(size)}, ${String(arrivals.length)} waiting`,
        `is given from ${String(feed.ownSeq)}, agreed on ${String(copy.agreed?.size)}`,
      ].join(", "),
    )
    const waiting = outbox.items.map((item) =>
      item.numbered
        .map((made) => `${String(made.seq)}: ${String(made.acceptances.length)}`)
        .join(" "),
    )
    const last = this.heard.slice(-20).map(({ notice }) => JSON.stringify(notice))
    return [
      ...circuits,
      `outbox: ${waiting.join("; ")}`,
      `bodies awaited: ${String(inbox.awaiting.length)}`,
      ...last,
    ].join("\n")
  }

  async untilOpened(message: MessageId): Promise<void> {
    await this.until(`${message} opened`, ({ inbox }) => inbox.openedOf(message) !== undefined)
  }

  async untilStage(message: MessageId, kind: Fact["kind"]): Promise<void> {
    await this.until(`${kind} of ${message}`, (parts) => {
      const row = parts.union.rowOf(message)
      return row?.reached.some((reached) => reached.fact.kind === kind) ?? false
    })
  }

  /** Attached to these relays, and holding everything they hold. */
  async untilCurrent(...relays: readonly RelayId[]): Promise<void> {
    await this.until(`attached to ${relays.join(", ")}`, (parts) =>
      relays.every((relay) => parts.links.get(relay)?.isCurrent === true),
    )
  }
}
