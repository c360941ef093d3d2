// A pager over a journal in memory, with a receiver on this machine: the journal gains steps, and nobody but the pager tells.

import { afterEach, beforeEach, expect, vi } from "vitest"

import { branded, encodeAs } from "../../../shared/encoding/schema.ts"
import { stepIdOf, type LadderPoint } from "../../../shared/line/deadlines.ts"
import type { Row } from "../../../shared/line/state.ts"
import type { LadderAction } from "../../../shared/records/charter.ts"
import { entry } from "../../../shared/records/entry.ts"
import type { MessageId, Precedence } from "../../../shared/records/names.ts"
import { relayed } from "../../../shared/records/relayed.ts"
import { makeLog } from "../../../server/shell/log.ts"
import { Metrics } from "../../../server/shell/metrics.ts"
import { WebhookPager } from "../../../server/shell/webhook-pager.ts"
import { MemoryJournal } from "../../support/memory-journal.ts"
import { PageReceiver, type TakenPage } from "../../support/page-receiver.ts"
import { present } from "../../../shared/assert.ts"
import { LineBench, practice } from "./line-bench.ts"

const secret = new Uint8Array(32).fill(9)
export const { line } = practice
const wall = Date.UTC(2026, 10, 22, 12)

/** Messages as a relay keeps them, one of each precedence. */
function rowFor(precedence: Precedence): Row {
  const bench = LineBench.opened()
  const sent = bench.story.northSends({ precedence, owes: ["read"] })
  bench.submit(bench.attach("A1"), 1, sent)
  return present([...bench.relay.folded.state.rows.values()][0], "the message is open")
}

export const flash = rowFor("FLASH")
export const routine = { ...rowFor("ROUTINE"), message: branded<MessageId>("cd".repeat(16)) }

export let receiver: PageReceiver
export let journal: MemoryJournal
export let clock: { now: number }
export const pagers: WebhookPager[] = []
export const log: string[] = []
let url: string

/** For each test a receiver, a journal and a clock of its own. */
export function usePagerBench(): void {
  beforeEach(async () => {
    receiver = new PageReceiver(secret)
    journal = new MemoryJournal()
    clock = { now: 0 }
    log.length = 0
    url = `http://127.0.0.1:${String(await receiver.listen())}/page`
  })

  afterEach(async () => {
    vi.useRealTimers()
    await Promise.all(pagers.splice(0).map((pager) => pager.stop()))
    await receiver.close()
    // Whatever a test was about, nothing ever came without a good signature.
    expect(receiver.faults).toEqual([])
  })
}

/** Another process of the relay, or the next one. */
export async function pagerOn(metrics = new Metrics()): Promise<WebhookPager> {
  const pager = new WebhookPager(
    { url, secret },
    {
      journal,
      clock: { mono: () => clock.now, wall: () => wall + clock.now },
      log: makeLog("info", { write: (text) => log.push(text) }),
      metrics,
      rowOf: (_, message) => [flash, routine].find((known) => known.message === message),
    },
  )
  await pager.prepare([line])
  pager.start()
  pagers.push(pager)
  return pager
}

export function pointOf(message: MessageId, number: number, action: LadderAction): LadderPoint {
  const step = stepIdOf(message, "read", number)
  return { step, message, demand: "read", number, action, dueAt: wall + number }
}

/** The journal gains steps that are recorded together, and nobody is told. */
export async function recorded(...points: readonly LadderPoint[]): Promise<void> {
  const expected = await journal.size(line)
  const { relay } = practice.relays.N
  const entries = points.map((point) => {
    const record = encodeAs(relayed, { kind: "overdue", ...point, presence: [] })
    const common = {
      format: 1,
      relay,
      speaker: "relay",
      terr: 1,
      salt: new Uint8Array(16),
    } as const
    return encodeAs(entry, { ...common, t: wall + expected, record, carried: new Uint8Array() })
  })
  await journal.append({ line, expected, entries, beside: [], nextDue: undefined })
}

/** Everything that was to be sent was taken, and that was noted. */
export async function untilIdle(pager: WebhookPager): Promise<void> {
  await receiver.until((asked) => asked.length > 0)
  await vi.waitFor(() => {
    expect(pager.waiting).toBe(0)
  })
}

export const steps = (asked: readonly TakenPage[]): readonly string[] =>
  asked.map(({ step }) => step)
