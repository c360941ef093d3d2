// A message as it leaves the desk's process and as `--json` prints it: the same form, checked where it is read.

import * as v from "valibot"

const time = v.string()
const byRelay = <S extends v.GenericSchema>(
  schema: S,
): v.RecordSchema<v.StringSchema<undefined>, S, undefined> => v.record(v.string(), schema)

/** One thing that became of the message. `relays`: by relay id, each by its own line time; `afterMs` since acceptance there. */
const stageForm = v.object({
  stage: v.string(),
  /** Call sign; null where it was a relay. */
  by: v.nullable(v.string()),
  role: v.nullable(v.string()),
  level: v.nullable(v.string()),
  until: v.nullable(time),
  at: time,
  afterMs: v.nullable(v.number()),
  /** False for what was signed by the wrong side, after a suspension, or beside a statement that says something else. */
  counts: v.boolean(),
  /** The message that carries the substance, by serial where it has one. */
  substance: v.nullable(v.string()),
  relays: byRelay(v.object({ index: v.number(), at: time, afterMs: v.nullable(v.number()) })),
})
export type StageForm = v.InferOutput<typeof stageForm>

const stepForm = v.object({
  step: v.string(),
  demand: v.string(),
  action: v.string(),
  number: v.number(),
  dueAt: time,
  /** Empty: due by this desk's own clock alone. */
  relays: byRelay(time),
})
export type StepForm = v.InferOutput<typeof stepForm>

export const messageForm = v.object({
  id: v.string(),
  /** Null until it has its number. */
  serial: v.nullable(v.string()),
  direction: v.picklist(["out", "in"]),
  from: v.string(),
  author: v.nullable(v.string()),
  precedence: v.picklist(["ROUTINE", "PRIORITY", "IMMEDIATE", "FLASH"]),
  code: v.nullable(v.string()),
  title: v.nullable(v.string()),
  params: v.record(v.string(), v.string()),
  /** Our language first, then theirs. */
  texts: v.array(v.object({ language: v.string(), text: v.string(), review: v.string() })),
  remark: v.nullable(v.object({ text: v.string(), language: v.string() })),
  references: v.array(v.string()),
  writtenAt: time,
  state: v.string(),
  overdue: v.boolean(),
  delayed: v.boolean(),
  fate: v.string(),
  /** Why it does not count, and why it cannot be read, if so. */
  faults: v.array(v.string()),
  unreadable: v.nullable(v.string()),
  indexes: byRelay(v.number()),
  /** What people call the relays. */
  relays: byRelay(v.string()),
  /** The first of each kind, by name. */
  stages: v.record(v.string(), stageForm),
  history: v.array(stageForm),
  steps: v.array(stepForm),
  open: v.array(v.object({ demand: v.string(), dueAt: v.nullable(time) })),
})
export type MessageForm = v.InferOutput<typeof messageForm>
