// What one schedule showed, as a line of JSON between the program that runs it and the suite.

import * as v from "valibot"

import { invariantCodes } from "../simulation/checker/violation.ts"

const violation = v.object({
  code: v.picklist(invariantCodes),
  detail: v.string(),
  at: v.number(),
})
const trial = v.object({ seed: v.number(), violations: v.array(violation) })
export type Trial = v.InferOutput<typeof trial>

export function trialsIn(output: string): readonly Trial[] {
  const lines = output.split("\n").filter((line) => line !== "")
  return lines.map((line) => v.parse(trial, JSON.parse(line)))
}
