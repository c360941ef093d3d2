import { describe, expect, test } from "vitest"

import { hexOf } from "../../../shared/encoding/bytes.ts"
import { parseSigned, type ParsedEnvelope } from "../../../shared/records/parsed.ts"
import { auditExport, auditSteps } from "../../../client/sdk/audit.ts"
import { valueOf } from "../../support/practice-line.ts"
import { exportOf } from "./entries.ts"
import { line, Scene } from "./scene.ts"

const { signatures } = line

/** A line with its documents in both journals, and something said on it. */
function talkedOn(): Scene {
  const scene = new Scene()
  for (const document of [line.charter, line.rosters.A, line.rosters.B]) scene.admit(document)
  const launch = scene.launch("A1")
  scene.reports("B1", launch, "read")
  return scene
}

/** The record with one bit of its signature wrong: a relay that admits it is found out. */
function spoilt({ signed }: ParsedEnvelope): ReturnType<typeof parseSigned> {
  const [first] = signed.signatures
  if (first === undefined) throw new Error("not signed")
  const signature = first.signature.with(0, (first.signature[0] ?? 0) ^ 1)
  return parseSigned({ ...signed, signatures: [{ ...first, signature }] })
}

describe("an audit", () => {
  test("[VIEW10] proves every journal, judges every record, and names the state", () => {
    const audit = auditExport(exportOf(talkedOn()), signatures)
    expect(audit).toMatchObject({ line: line.line, refused: [], report: { faults: [] } })
    expect(audit.report.journals.map(({ size }) => size)).toEqual([5, 5])
    expect(audit.state?.rows.size).toBe(1)
    expect(audit.stateHash).toMatch(/^[0-9a-f]{64}$/u)
  })

  test("names the same state for the same entries, whichever journal had what first", () => {
    const one = talkedOn()
    const other = talkedOn()
    const late = one.tension("A1")
    other.admit(late, ["S"])
    other.admit(late, ["N"])
    const hashes = [one, other].map((scene) => auditExport(exportOf(scene), signatures).stateHash)
    expect(hashes[0]).toBe(hashes[1])
    expect(hashes[0]).not.toBe(auditExport(exportOf(talkedOn()), signatures).stateHash)
  })

  test("[VIEW10] tells what a relay admitted against the rules; it counts for nothing", () => {
    const scene = talkedOn()
    const lie = valueOf(spoilt(scene.story.sends("B1", { precedence: "FLASH" })))
    scene.admit(lie, ["S"])
    const audit = auditExport(exportOf(scene), signatures)
    expect(audit.refused).toMatchObject([
      { relay: line.relays.S.relay, index: 5, code: "sign/bad" },
    ])
    expect(audit.state?.rows.size).toBe(1)
  })

  test("goes step by step to the same end, and checks no signature twice", () => {
    const scene = new Scene()
    for (const document of [line.charter, line.rosters.A, line.rosters.B]) scene.admit(document)
    const [signed] = scene.launch("A1").signed.signatures
    const file = exportOf(scene)
    const checked: string[] = []
    const counting: typeof signatures = {
      ...signatures,
      verify(key, message, signature) {
        checked.push(hexOf(signature))
        return signatures.verify(key, message, signature)
      },
    }
    const steps = auditSteps(file, counting)
    const progress: number[] = []
    let step = steps.next()
    for (; step.done !== true; step = steps.next()) progress.push(step.value.judged)
    expect(step.value.stateHash).toBe(auditExport(file, signatures).stateHash)
    expect(progress).toEqual(progress.toSorted((one, other) => one - other))
    expect(progress.at(-1)).toBe(7)
    // The launch stands in both journals.
    const own = hexOf(signed?.signature ?? new Uint8Array(0))
    expect(checked.filter((each) => each === own)).toHaveLength(1)
  })

  test("of an altered file tells where, and proves nothing with it", () => {
    const file = exportOf(talkedOn())
    const middle = Math.floor(file.length / 2)
    const altered = file.with(middle, (file[middle] ?? 0) ^ 1)
    expect(auditExport(altered, signatures).report.faults.length).toBeGreaterThan(0)
  })

  test("of a file without the charter that the line is named after founds nothing", () => {
    const scene = new Scene()
    scene.launch("A1")
    const audit = auditExport(exportOf(scene), signatures)
    expect(audit).toMatchObject({ state: undefined, stateHash: undefined })
    expect(audit.report.faults.map(({ kind }) => kind)).toContain("key")
  })

  test("of no export at all is no accident", () => {
    const audit = auditExport(new TextEncoder().encode("hello"), signatures)
    expect(audit.line).toBeUndefined()
    expect(audit.report.faults.length).toBeGreaterThan(0)
  })
})
