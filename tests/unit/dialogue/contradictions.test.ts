import { describe, expect, test } from "vitest"

import { contradictions } from "../../../shared/dialogue/contradictions.ts"
import type { OpenedMessage } from "../../../shared/dialogue/opened.ts"
import { acceptance, answer, dialogueOf, id, proposal, tell } from "./desk.ts"

function found(...opened: readonly OpenedMessage[]): readonly string[] {
  return contradictions(dialogueOf(...opened)).map(
    ({ kind, held, fields }) => `${kind} ${String(held.length)} ${fields.join()}`,
  )
}

describe("[BRD3] contradictions", () => {
  const question = tell(1, "QY-01")
  const says = (n: number, ownership: string): OpenedMessage =>
    answer(n, "EX-01", { ref: id(1), ownership })

  test("are two answers to one message that differ", () => {
    expect(found(question, says(2, "ours"), says(3, "unknown"))).toEqual(["answers 2 ownership"])
  })

  test("are not two that say the same, nor one that was taken back", () => {
    expect(found(question, says(2, "ours"), says(3, "ours"))).toEqual([])
    const back = answer(4, "CR-03", { ref: id(2), cause: "error" })
    expect(found(question, says(2, "ours"), says(3, "unknown"), back)).toEqual([])
  })

  test("are not two that differ only in how sure they are", () => {
    const sure = (n: number, confidence: string): OpenedMessage =>
      answer(n, "EX-01", { ref: id(1), ownership: "ours", confidence })
    expect(found(question, sure(2, "assessed"), sure(3, "confirmed"))).toEqual([])
  })

  test("are a proposal that one side took back and the other accepted", () => {
    const back = tell(2, "CR-03", { ref: id(1) })
    expect(found(proposal, back, acceptance(3))).toEqual(["crossed 2 "])
    expect(found(proposal, back)).toEqual([])
    expect(found(proposal, acceptance(3))).toEqual([])
  })
})
