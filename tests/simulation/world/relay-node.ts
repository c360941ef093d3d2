// A relay of the simulated world: the real core and the real loop on a journal that survives its crashes, with clocks that can
// be wrong. A hostile one may have two faces: a second journal, shown to one party only.

import type { RelayCrypto } from "../../../shared/crypto/ports.ts"
import type { LadderPoint } from "../../../shared/line/deadlines.ts"
import { limits } from "../../../shared/limits.ts"
import type { DeviceId } from "../../../shared/records/names.ts"
import type { Result } from "../../../shared/result.ts"
import { anchor, type Moment } from "../../../server/core/line-clock.ts"
import {
  newLine,
  timeOf,
  type FoundingDocuments,
  type LineRelay,
} from "../../../server/core/line-relay.ts"
import type { RelayIdentity } from "../../../server/core/relay-identity.ts"
import type { RelayEvent } from "../../../server/core/relay-event.ts"
import { mayConnect } from "../../../server/core/standing.ts"
import { PresenceHub } from "../../../server/presence/memory.ts"
import { LineLoop } from "../../../server/shell/line-loop.ts"
import { valueOf, type RelayName } from "../../support/practice-line.ts"
import type { Dice } from "./dice.ts"
import type { Socket } from "./network.ts"
import { RelayHall, type Manner } from "./relay-hall.ts"
import {
  goodMood,
  JournalHandle,
  type CrashPoint,
  type DiskMood,
  type DurableJournal,
} from "./relay-journal.ts"
import type { Timeline } from "./timeline.ts"

export interface RelayWorld {
  readonly timeline: Timeline
  readonly dice: Dice
  crashed(point: CrashPoint): void
  slow(): void
  paged(point: LadderPoint): void
  said(what: string): void
  /** Its program did what no program may: it threw. */
  broke(error: unknown): void
}

export interface RelaySetting {
  readonly name: RelayName
  readonly identity: RelayIdentity
  readonly crypto: RelayCrypto
  readonly documents: FoundingDocuments
  readonly world: RelayWorld
  readonly manner: Manner | undefined
  /** To whom a forked relay shows its second journal. */
  readonly devicesOfB: ReadonlySet<DeviceId>
  readonly journal: DurableJournal
}

/** A loop whose process dies of what it throws, as server/main.ts has it. */
class MortalLoop extends LineLoop {
  onBroken: (error: unknown) => void = () => undefined

  override dispatch(event: RelayEvent): void {
    try {
      super.dispatch(event)
    } catch (error) {
      this.onBroken(error)
    }
  }
}

/** One process's view of one journal. */
interface Face {
  readonly loop: LineLoop
  readonly handle: JournalHandle
}

const beginnings = new WeakMap<RelayIdentity, LineRelay>()

/** Checking the founding documents takes longer than a schedule may: it is done once a process. */
function beginning({ identity, documents }: RelaySetting, moment: Moment): LineRelay {
  const known = beginnings.get(identity) ?? valueOf(newLine(identity, documents, moment))
  beginnings.set(identity, known)
  return { ...known, clock: anchor(moment, 0), sweptAt: moment.mono }
}

export class RelayNode {
  readonly name: RelayName
  readonly identity: RelayIdentity
  readonly #setting: RelaySetting
  readonly #world: RelayWorld
  /** The first is the one an honest relay has; a forked relay shows party B the second. */
  readonly journals: DurableJournal[]
  #faces: readonly Face[] = []
  #hall: RelayHall | undefined
  #life = 0
  #bootedAt = 0
  /** True time at which the process came up, or went down. */
  changedAt = 0
  #isMachineUp = true
  wallOffset: number
  /** A hostile operator may bend the monotonic clock as well. */
  bend: (mono: number) => number = (mono) => mono
  mood: DiskMood = goodMood

  constructor(setting: RelaySetting, wallOffset: number) {
    this.name = setting.name
    this.identity = setting.identity
    this.#setting = setting
    this.#world = setting.world
    this.journals = [setting.journal]
    this.wallOffset = wallOffset
  }

  get isUp(): boolean {
    return this.#hall !== undefined
  }

  get isMachineUp(): boolean {
    return this.#isMachineUp
  }

  /** Circuits may come: the journal is folded and says that this process has started. */
  get isOpen(): boolean {
    return this.isUp && this.#faces.every((face) => face.loop.relay.isOpen)
  }

  get relay(): LineRelay | undefined {
    return this.#faces[0]?.loop.relay
  }

  /** What this relay's entries would be stamped with now. */
  get lineTime(): number | undefined {
    const { relay } = this
    return relay === undefined ? undefined : timeOf(relay, { mono: this.#mono() })
  }

  #mono(): number {
    return this.bend(this.#world.timeline.now - this.#bootedAt)
  }

  #wall(): number {
    return Math.round(this.wallOffset + this.#world.timeline.now)
  }

  start(): void {
    if (this.isUp) return
    this.#life += 1
    this.#isMachineUp = true
    this.#bootedAt = this.#world.timeline.now
    this.changedAt = this.#bootedAt
    const { crypto, identity, manner } = this.#setting
    this.#hall = new RelayHall({
      timeline: this.#world.timeline,
      crypto,
      relay: identity.relay,
      signingSeed: identity.signingSeed,
      line: this.#beginning().began.line,
      manner,
      now: () => this.#bootedAt + this.#mono(),
      signingKeyOf: (device) => this.#signingKeyOf(device),
      loopOf: (device) => this.#faceOf(device).loop,
    })
    this.#faces = this.journals.map((journal) => this.#face(journal))
    for (const face of this.#faces) face.loop.start()
    this.#tick(this.#life)
  }

  #beginning(): LineRelay {
    const random = this.#setting.crypto.random.bytes(32)
    return beginning(this.#setting, { mono: this.#mono(), wall: this.#wall(), random })
  }

  #signingKeyOf(device: DeviceId): Result<Uint8Array> {
    const { relay } = this.#faceOf(device).loop
    const t = timeOf(relay, { mono: this.#mono() })
    const entry = mayConnect(relay.folded.state, this.identity.relay, device, t)
    return entry.ok ? { ok: true, value: entry.value.signingKey } : entry
  }

  #faceOf(device: DeviceId): Face {
    const [first, second] = this.#faces
    if (first === undefined) throw new Error("nobody knocks at a relay that is down")
    return second !== undefined && this.#setting.devicesOfB.has(device) ? second : first
  }

  #face(journal: DurableJournal): Face {
    const { timeline, dice } = this.#world
    const life = this.#life
    const handle = new JournalHandle(journal, {
      timeline,
      dice,
      mood: () => this.mood,
      slow: () => {
        this.#world.slow()
      },
      crash: (point) => {
        if (life !== this.#life) return
        this.#world.crashed(point)
        this.crash("process")
      },
    })
    return { handle, loop: this.#loopOn(handle, life) }
  }

  #loopOn(handle: JournalHandle, life: number): LineLoop {
    const isAlive = (): boolean => life === this.#life
    const hall = this.#hall
    if (hall === undefined) throw new Error("a loop needs somewhere to speak")
    const presence = new PresenceHub(() => this.#mono()).join()
    const loop = new MortalLoop(this.#beginning(), {
      journal: handle,
      clock: { mono: () => this.#mono(), wall: () => this.#wall() },
      random: this.#setting.crypto.random,
      presence,
      outlet: hall,
      pager: {
        page: (_, point) => {
          if (isAlive()) this.#world.paged(point)
        },
      },
      note: (_, note) => {
        if (isAlive()) this.#world.said(note.what)
      },
    })
    loop.onBroken = (error) => {
      if (!isAlive()) return
      this.crash("process")
      this.#world.broke(error)
    }
    void loop.ended.then((outcome) => {
      if (isAlive()) this.#ended(outcome.kind)
    })
    return loop
  }

  #ended(how: "drained" | "halted"): void {
    this.#world.said(how)
    this.crash("process")
  }

  #tick(life: number): void {
    if (life !== this.#life) return
    for (const { loop } of this.#faces) {
      if (loop.wakeAt <= this.#mono()) loop.dispatch({ kind: "ticked" })
    }
    this.#world.timeline.after(limits.tickMs, () => {
      this.#tick(life)
    })
  }

  admit(socket: Socket): ReturnType<RelayHall["admit"]> | undefined {
    return this.isOpen ? this.#hall?.admit(socket) : undefined
  }

  drain(): void {
    for (const { loop } of this.#faces) loop.dispatch({ kind: "drain", reason: "practice" })
    this.#world.timeline.stir()
  }

  /** The process dies: its machine closes its sockets, or is gone as well and says nothing. */
  crash(what: "process" | "machine"): void {
    const hall = this.#hall
    if (hall === undefined) return
    this.#life += 1
    this.#isMachineUp = what === "process"
    this.changedAt = this.#world.timeline.now
    for (const { handle } of this.#faces) handle.die()
    this.#hall = undefined
    this.#faces = []
    hall.drop(what)
  }

  /** From here on party B is shown a journal of its own. */
  fork(): void {
    const [first] = this.journals
    if (first === undefined || this.journals.length > 1) return
    this.journals.push(first.copy(this.#beginning().began.line))
    const second = this.journals[1]
    if (this.isUp && second !== undefined) {
      const face = this.#face(second)
      this.#faces = [...this.#faces, face]
      face.loop.start()
      this.#hall?.failThose("wire/silent", this.#setting.devicesOfB)
    }
  }
}
