// `parley status` as it leaves the desk's process: in the order in which a watch officer reads it.

import * as v from "valibot"

import { messageForm } from "./message-form.ts"

const time = v.string()

const deviceForm = v.object({
  callSign: v.string(),
  this: v.boolean(),
  watch: v.nullable(v.object({ role: v.string(), since: time, until: time })),
  aliveAgeMs: v.nullable(v.number()),
})

/** What 99 of 100 heartbeats of the last hour did not exceed, and of how many; null before the first. */
const latencyForm = v.nullable(v.object({ p99Ms: v.number(), heartbeats: v.number() }))

/** The time of day in a party's capital, and the change of its clocks that comes within a day. */
const localForm = v.object({
  zone: v.string(),
  at: time,
  weekday: v.string(),
  change: v.nullable(v.object({ at: time, offset: v.string() })),
})
export type LocalForm = v.InferOutput<typeof localForm>

const circuitForm = v.object({
  relay: v.string(),
  name: v.string(),
  url: v.string(),
  phase: v.string(),
  latencyMs: v.nullable(v.number()),
  latency: latencyForm,
  silenceMs: v.nullable(v.number()),
  current: v.boolean(),
  clock: v.nullable(v.object({ offsetMs: v.number(), boundMs: v.number() })),
  downForMs: v.nullable(v.number()),
  downCode: v.nullable(v.string()),
})

const declaredForm = v.nullable(
  v.object({ level: v.string(), since: time, serial: v.nullable(v.string()) }),
)

/** What is owed to one message: who it is, what is open and by when. */
const owedForm = v.object({
  serial: v.string(),
  code: v.nullable(v.string()),
  precedence: v.string(),
  state: v.string(),
  overdue: v.boolean(),
  open: v.array(v.object({ demand: v.string(), dueAt: v.nullable(time) })),
})
export type OwedForm = v.InferOutput<typeof owedForm>

const countForm = v.object({
  count: v.number(),
  oldest: v.nullable(v.object({ serial: v.string(), dueAt: v.nullable(time) })),
})

const verdictForm = v.object({
  serial: v.string(),
  verdict: v.string(),
  waitsFor: v.nullable(v.string()),
  until: v.nullable(time),
  cannotExclude: v.array(v.string()),
  records: v.array(v.string()),
  circuits: v.array(
    v.object({
      relay: v.string(),
      alive: v.boolean(),
      since: time,
      caughtUp: v.boolean(),
      acceptedAt: v.nullable(time),
      heard: v.array(v.object({ device: v.string(), ageMs: v.number(), onWatch: v.boolean() })),
    }),
  ),
})
export type VerdictForm = v.InferOutput<typeof verdictForm>

export const statusForm = v.object({
  clock: v.object({ at: time, verdict: v.string() }),
  /** Null where the home names no time zones. */
  localTimes: v.nullable(v.object({ A: localForm, B: localForm })),
  ourDesk: v.object({
    party: v.string(),
    side: v.string(),
    callSign: v.string(),
    officer: v.string(),
    state: v.picklist(["on-line", "degraded", "off-line"]),
    devices: v.array(deviceForm),
    stopped: v.nullable(v.string()),
    protected: v.boolean(),
  }),
  line: v.object({
    up: v.boolean(),
    latencyMs: v.nullable(v.number()),
    /** Of the circuit whose tail is the least. */
    latency: latencyForm,
    proofOfLifeAgeMs: v.nullable(v.number()),
    circuits: v.array(circuitForm),
    lastAnsweredCheck: v.nullable(
      v.object({ serial: v.string(), at: time, by: v.string(), answeredAt: time }),
    ),
    /** The scheduled check nearest to now. */
    check: v.object({ phase: v.string(), by: v.string(), at: time, serials: v.array(v.string()) }),
    nextCheck: v.object({ at: time, by: v.string() }),
  }),
  theirDesk: v.object({
    party: v.string(),
    side: v.string(),
    state: v.picklist(["staffed", "unattended", "not-heard"]),
    devices: v.array(deviceForm),
  }),
  keys: v.object({
    devices: v.number(),
    rosters: v.array(
      v.object({ side: v.string(), version: v.number(), expires: time, state: v.string() }),
    ),
    suspended: v.array(v.string()),
    forked: v.array(v.string()),
    violations: v.array(
      v.object({ what: v.string(), device: v.nullable(v.string()), detail: v.string() }),
    ),
    journals: v.array(
      v.object({
        relay: v.string(),
        name: v.string(),
        epoch: v.number(),
        size: v.number(),
        agreed: v.nullable(
          v.object({ size: v.number(), root: v.string(), cosigners: v.array(v.string()) }),
        ),
      }),
    ),
    incomplete: v.number(),
  }),
  tension: v.object({ ours: declaredForm, theirs: declaredForm }),
  unacknowledged: v.object({ byThem: countForm, byUs: countForm }),
  answersDue: v.object({ byThem: countForm, byUs: countForm }),
  owed: v.object({ byThem: v.array(owedForm), byUs: v.array(owedForm) }),
  queue: v.object({
    count: v.number(),
    held: v.number(),
    items: v.array(
      v.object({
        id: v.nullable(v.string()),
        code: v.nullable(v.string()),
        precedence: v.string(),
        kinds: v.array(v.string()),
        state: v.string(),
        releasedAt: time,
        heldAt: time,
      }),
    ),
  }),
  drafts: v.array(messageForm),
  /** A command line rings no bell: `watch --exec` may. */
  sound: v.literal("none"),
  telephone: v.object({ ours: v.string(), theirs: v.string() }),
  mode: v.string(),
  verdicts: v.array(verdictForm),
})
export type StatusForm = v.InferOutput<typeof statusForm>
