// The agreed terms of a line, signed by both roots: parties, relays, deadlines, ladder, catalogue, who may release alone.

import {
  bytes,
  choice,
  constant,
  list,
  optional,
  record,
  text,
  uint,
  type Infer,
} from "../encoding/schema.ts"
import { limits } from "../limits.ts"
import { demand, hash, instant, precedence, relayId } from "./names.ts"

/** Which of the charter's two parties. Party A is the one whose id is named first. */
export const side = choice({ A: 0, B: 1 })
export type Side = Infer<typeof side>

/** Log keys are separate from signing keys: transparency-log notes have their own format. */
export const charterRelay = record({
  relay: relayId,
  operator: side,
  signingKey: bytes(32),
  logKey: bytes(32),
  origin: text(limits.labelCharsMax),
  url: text(256),
})
export type CharterRelay = Infer<typeof charterRelay>

/** What a ladder step asks for. `no-answer` is the end: it is recorded for both sides. */
export const ladderAction = choice({
  repeat: 0,
  supervisor: 1,
  "every-path": 2,
  query: 3,
  "no-answer": 4,
})
export type LadderAction = Infer<typeof ladderAction>

/** All times in milliseconds. `after` counts from acceptance, within one journal. */
export const ladderStep = record({
  precedence,
  demand,
  after: uint(),
  action: ladderAction,
})
export type LadderStep = Infer<typeof ladderStep>

/** The two clocks and the limits of stand-by, for one precedence, in milliseconds. */
export const timetableRow = record({
  precedence,
  accepted: uint(),
  received: uint(),
  read: uint(),
  understood: uint(),
  authority: uint(),
  answered: uint(),
  standBy: uint(),
  delayed: uint(),
})
export type TimetableRow = Infer<typeof timetableRow>

export const mode = choice({ exercise: 0, live: 1 })

export const charter = record({
  format: constant(1),
  version: uint(),
  previous: optional(hash),
  suite: constant(1),
  mode,
  rootA: bytes(1, 4_096),
  rootB: bytes(1, 4_096),
  relays: list(charterRelay, limits.relaysMax),
  timetable: list(timetableRow, 4),
  ladder: list(ladderStep, limits.ladderStepsMax),
  catalogue: record({ version: text(16), hash }),
  languages: record({ A: text(8), B: text(8) }),
  preauthorised: record({
    A: list(text(8), limits.preauthorisedMax),
    B: list(text(8), limits.preauthorisedMax),
  }),
  telephone: record({ A: text(limits.labelCharsMax), B: text(limits.labelCharsMax) }),
  lifeMs: uint(),
  lineCheckEveryMs: uint(),
  evidence: text(400),
  created: instant,
  salt: bytes(16),
})
export type Charter = Infer<typeof charter>
