// Calling people over HTTP. The relay is never kept waiting and never fails for it: steps are recorded, pages follow as fast as
// their receiver takes them, the most urgent first, and are tried again until it does.

import { limits } from "../../shared/limits.ts"
import type { LadderPoint } from "../../shared/line/deadlines.ts"
import { precedences, type LineId, type StepId } from "../../shared/records/names.ts"
import type { Clock } from "./clock.ts"
import type { Log } from "./log.ts"
import type { Metrics } from "./metrics.ts"
import { PageOutbox, type OutboxPorts, type WaitingPage } from "./page-outbox.ts"
import type { Pager } from "./pager.ts"
import { deliver, type WebhookTarget } from "./webhook.ts"

export interface WebhookPorts extends OutboxPorts {
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
}

interface Tried {
  readonly outbox: PageOutbox
  readonly page: WaitingPage
}

interface Scan {
  readonly outbox: PageOutbox
  readonly notBefore: number
  /** A step that this process has recorded itself: nobody else will page it. */
  readonly own: StepId | undefined
}

export class WebhookPager implements Pager {
  readonly #target: WebhookTarget
  readonly #ports: WebhookPorts
  readonly #outboxes = new Map<LineId, PageOutbox>()
  /** Scans of one line follow each other. */
  readonly #scans = new Map<LineId, Promise<void>>()
  readonly #underWay = new Set<AbortController>()
  #hasEnded = false
  /** Pages that the receiver has taken since each page failed first. */
  readonly #takenBefore = new Map<StepId, number>()
  #taken = 0
  #timer: NodeJS.Timeout | undefined

  constructor(target: WebhookTarget, ports: WebhookPorts) {
    this.#target = target
    this.#ports = ports
  }

  /** Before any line is opened, so that no step is recorded that nobody would be called for. */
  async prepare(lines: readonly LineId[]): Promise<void> {
    for (const line of lines) {
      const outbox = new PageOutbox(line, this.#ports)
      await outbox.open()
      this.#outboxes.set(line, outbox)
    }
  }

  /** What a process that was killed has left goes first. */
  start(): void {
    for (const line of this.#outboxes.keys()) this.#scan(line, this.#mono)
    this.#timer = setInterval(() => {
      // Another process of this relay has recorded these: it calls, unless it has died.
      const later = this.#mono + limits.pageTakeoverMs
      for (const line of this.#outboxes.keys()) this.#scan(line, later)
    }, limits.pageScanMs)
    this.#timer.unref()
  }

  page(line: LineId, { step }: LadderPoint): void {
    this.#scan(line, this.#mono + limits.pageTakeoverMs, step)
  }

  get waiting(): number {
    return [...this.#outboxes.values()].reduce((sum, outbox) => sum + outbox.count, 0)
  }

  /** What is under way is given up here and is the next process's. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#hasEnded = true
    for (const ending of this.#underWay) ending.abort()
    await Promise.all(this.#scans.values())
    await Promise.all([...this.#outboxes.values()].map((outbox) => outbox.rest()))
  }

  get #mono(): number {
    return this.#ports.clock.mono()
  }

  #scan(line: LineId, notBefore: number, own?: StepId): void {
    const outbox = this.#outboxes.get(line)
    if (outbox === undefined) return
    const before = this.#scans.get(line) ?? Promise.resolve()
    this.#scans.set(
      line,
      this.#scanAfter(before, { outbox, notBefore, own }).catch(this.#unscanned),
    )
  }

  async #scanAfter(before: Promise<void>, { outbox, notBefore, own }: Scan): Promise<void> {
    await before
    if (this.#hasEnded) return
    await outbox.scan(notBefore)
    const page = own === undefined ? undefined : outbox.find(own)
    if (page !== undefined && page.failures === 0) page.notBefore = this.#mono
    this.#pump()
  }

  /** The journal refuses: the process is about to end, and the next one begins where the row says. */
  readonly #unscanned = (cause: unknown): void => {
    this.#ports.log.error({ cause: String(cause) }, "the journal does not say whom to call")
  }

  /** As many at once as the receiver is given; the rest waits for the next of them to come back, or for its own time. */
  #pump(): void {
    while (this.#underWay.size < limits.pagesAtOnce && !this.#hasEnded) {
      const next = this.#mostUrgent()
      if (next === undefined) return
      void this.#try(next)
    }
  }

  #mostUrgent(): Tried | undefined {
    const mono = this.#mono
    const ready: Tried[] = []
    for (const outbox of this.#outboxes.values()) {
      for (const page of outbox.waiting) {
        if (!page.isUnderWay && page.notBefore <= mono) ready.push({ outbox, page })
      }
    }
    return ready.toSorted(
      (a, b) => urgencyOf(b.page) - urgencyOf(a.page) || a.page.point.dueAt - b.page.point.dueAt,
    )[0]
  }

  async #try({ outbox, page }: Tried): Promise<void> {
    page.isUnderWay = true
    const ending = new AbortController()
    this.#underWay.add(ending)
    const fault = await deliver(this.#target, page, this.#ports.clock.wall(), ending)
    this.#underWay.delete(ending)
    page.isUnderWay = false
    if (this.#hasEnded) return
    if (fault === undefined) {
      this.#taken += 1
      this.#ports.metrics.paged("delivered")
      this.#settle(outbox, page)
    } else {
      this.#failed(outbox, page, fault)
    }
    this.#pump()
  }

  #failed(outbox: PageOutbox, page: WaitingPage, fault: string): void {
    const { log, metrics } = this.#ports
    page.failures += 1
    const { step } = page.point
    if (!this.#takenBefore.has(step)) this.#takenBefore.set(step, this.#taken)
    const about = { line: page.line.slice(0, 8), step, fault, failures: page.failures }
    if (this.#isHopeless(page)) {
      log.error(about, "a page is given up: nobody was called for this step")
      metrics.paged("given-up")
      this.#settle(outbox, page)
      return
    }
    log.warn(about, "a page was not taken; it is tried again")
    metrics.paged("failed")
    const waitMs = backoffMs(page.failures)
    page.notBefore = this.#mono + waitMs
    setTimeout(() => {
      this.#pump()
    }, waitMs).unref()
  }

  /** Tried for a day; or the receiver takes others and not this one, which would hold up the cursor for nothing. */
  #isHopeless(page: WaitingPage): boolean {
    if (this.#ports.clock.wall() - page.t > limits.pageTriedMs) return true
    const takenSince = this.#taken - (this.#takenBefore.get(page.point.step) ?? this.#taken)
    return page.failures >= limits.pageTriesMin && takenSince >= limits.pageTriesMin
  }

  #settle(outbox: PageOutbox, page: WaitingPage): void {
    this.#takenBefore.delete(page.point.step)
    outbox.settle(page).catch(this.#unscanned)
  }
}

function urgencyOf({ precedence }: WaitingPage): number {
  // A message that has left no row is called for like a FLASH: better once too loud.
  return precedence === undefined ? precedences.length : precedences.indexOf(precedence)
}

function backoffMs(failures: number): number {
  return Math.min(limits.pageRetryCapMs, limits.pageRetryBaseMs * 2 ** Math.min(failures - 1, 10))
}
