// Two parties that do everything by commands, in one folder of their own, with nobody to be asked.

import { copyFileSync } from "node:fs"
import { join } from "node:path"
import * as v from "valibot"

import { parley, type Outcome, type Session } from "../scripted-terminal.ts"
import { temporaryFolder } from "../temporary-folder.ts"

let folder = ""
export const at = (...parts: readonly string[]): string => join(folder, ...parts)

export function newFolder(): void {
  folder = temporaryFolder()
}

/** A command that must succeed; its result as JSON. */
export async function done(argv: readonly string[], session?: Session): Promise<unknown> {
  const outcome = await parley(argv, session)
  if (outcome.failure !== undefined) throw outcome.failure
  return outcome.out === "" ? undefined : JSON.parse(outcome.out)
}

export async function refused(
  argv: readonly string[],
  session?: Session,
): Promise<Outcome["failure"]> {
  const { failure } = await parley(argv, session)
  return failure
}

export function field(value: unknown, name: string): string {
  return String(v.parse(v.looseObject({ [name]: v.unknown() }), value)[name])
}

export async function founded(label: string): Promise<void> {
  const init = ["party", "init", at(label), "--label", label, "--unprotected", "--changes", "1"]
  await done([...init, "--custodians", "2", "--threshold", "2"])
  await done(["relay", "init", at(`relay-${label}`), "--url", `wss://${label}.example`])
}

export const keysOf = (label: string): readonly string[] =>
  [1, 2].flatMap((n) => ["--key", at(label, `custodian-${String(n)}.key`)])

export function proposal(): readonly string[] {
  const given = ["a", "b"].flatMap((side, i) => {
    const label = i === 0 ? "north" : "south"
    return [
      [`--root-${side}`, at(label, "party.root")],
      [`--relay-${side}`, at(`relay-${label}`, "own.relay")],
      [`--language-${side}`, i === 0 ? "en" : "ru"],
      [`--telephone-${side}`, `+00 ${side}`],
    ].flat()
  })
  return ["line", "propose", ...given, "--mode", "exercise", "--out", at("line.charter")]
}

export async function chartered(): Promise<void> {
  await founded("north")
  await founded("south")
  await done(proposal())
  await done(["line", "sign", at("line.charter"), ...keysOf("north"), "--yes"])
  await done(["line", "sign", at("line.charter"), ...keysOf("south"), "--yes"])
  for (const label of ["north", "south"]) {
    copyFileSync(at("line.charter"), at(label, "line.charter"))
  }
}
