// The stage that a desk signs in the clear beside an envelope, so that relays can stop a clock; and whether the two agree.
// Where they do not, neither counts: somebody says one thing to the relays and another to the people.

import { isValue, type Code } from "../catalogue/value.ts"
import type { Said } from "../catalogue/substance.ts"
import type { Fact, StageKind } from "../records/stage.ts"

const stages: Readonly<Partial<Record<Code, StageKind>>> = {
  "LC-02": "answered",
  "AK-01": "read",
  "AK-02": "read-back",
  "AK-03": "contested",
  "AK-04": "stand-by",
  "AK-05": "passed",
  "EX-01": "answered",
  "EX-02": "answered",
  "EX-03": "answered",
  "EX-04": "answered",
  "DC-01": "answered",
  "DC-02": "declined",
  "DC-03": "answered",
}

/** The stage whose substance this statement is; undefined where it is nobody's. */
export function stageOf(said: Said): StageKind | undefined {
  if (said.code !== "AK-06") return stages[said.code]
  return isValue(said.params["differing"], "special") ? "confirmed" : "differs"
}

/** The kind fits, and the time or level in the clear is the sealed one. */
export function agreesWithStage(said: Said, fact: Fact): boolean {
  if (stageOf(said) !== fact.kind) return false
  const { until, level } = said.params
  if (fact.kind === "stand-by") return isValue(until, "dtg") && until.at === fact.until
  if (fact.kind === "passed") return isValue(level, "word") && level.word === fact.level
  return true
}
