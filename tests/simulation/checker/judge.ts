// Everything that must hold, in one place: told of what happens, looking once a second, and asked at the end.

import type { Notice } from "../../../client/sdk/notices.ts"
import type { Write } from "../../../client/sdk/ports.ts"
import type { DeskNode } from "../world/desk-node.ts"
import type { Watcher } from "../world/setting.ts"
import type { World } from "../world/world.ts"
import { Acknowledgements } from "./acknowledgements.ts"
import { Accusations } from "./accusations.ts"
import { DeskAlarms } from "./alarms.ts"
import { Copies } from "./copies.ts"
import { Deadlines } from "./deadlines.ts"
import { Detection } from "./detection.ts"
import { LogFacts } from "./log.ts"
import { Messages } from "./messages.ts"
import { PresenceTruth } from "./presence.ts"
import { Seeing } from "./seeing.ts"
import type { Court, Invariant, InvariantCode, Violation } from "./violation.ts"

const lookMs = 250
const sampleEvery = 4

export class Judge implements Watcher {
  readonly #world: World
  readonly #seeing: Seeing
  readonly #invariants: readonly Invariant[]
  readonly violations: Violation[] = []
  readonly #said = new Set<string>()
  #looks = 0

  constructor(world: World) {
    this.#world = world
    this.#seeing = new Seeing(world)
    const court: Court = {
      world,
      sight: this.#seeing,
      accuse: (code, detail) => {
        this.#accuse(code, detail)
      },
    }
    this.#invariants = [
      new Messages(court),
      new Acknowledgements(court),
      new PresenceTruth(court),
      new Copies(court),
      new LogFacts(court),
      new Deadlines(court),
      new DeskAlarms(court),
      new Accusations(court),
      new Detection(court),
    ]
    world.watcher = this
  }

  /** Each kind once a schedule: the first is the one to look into. */
  #accuse(code: InvariantCode, detail: string): void {
    this.#world.tell("!!!", `${code} ${detail}`)
    if (this.#said.has(code)) return
    this.#said.add(code)
    this.violations.push({ code, detail, at: this.#world.now })
  }

  begin(): void {
    this.#world.timeline.after(lookMs, () => {
      this.#seeing.look()
      this.#looks += 1
      if (this.#looks % sampleEvery === 0) for (const each of this.#invariants) each.sample?.()
      this.begin()
    })
  }

  stored(desk: DeskNode, writes: readonly Write[]): void {
    for (const fork of this.#world.truth.stored(desk.callSign, writes, this.#world.now)) {
      this.#accuse("I12", fork)
    }
    for (const each of this.#invariants) each.stored?.(desk, writes)
  }

  notice(desk: DeskNode, notice: Notice): void {
    const { callSign, life } = desk
    this.#world.truth.noticed({ desk: callSign, life, at: this.#world.now, notice })
    this.#world.tell(callSign, `notice ${JSON.stringify(notice)}`)
    for (const each of this.#invariants) each.notice?.(desk, notice)
  }

  broke(who: string, error: unknown): void {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error)
    this.#accuse("I15", `${who} broke: ${what}`)
  }

  /** Waits for a moment in which nobody lacks an entry that was just written, and judges what is then there. */
  async conclude(): Promise<void> {
    for (let i = 0; i < 20 && !this.#isStill(); i += 1) {
      await this.#world.timeline.runUntil(this.#world.now + 250)
    }
    for (const each of this.#invariants) each.conclude?.()
  }

  #isStill(): boolean {
    return this.#world.honestRelays.every((relay) => {
      const size = relay.journals[0]?.entries.length ?? 0
      return this.#world.allDesks.every(
        (desk) => desk.parts?.links.get(relay.identity.relay)?.copy.next === size,
      )
    })
  }
}
