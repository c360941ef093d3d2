// What must hold when a replay is over: every stage of every message timed, every desk's copy of every journal equal to the
// relay's, all of it proven, and one state whichever journal is folded first.

import { join } from "node:path"

import { expect } from "vitest"

import type { MessageForm } from "../../client/runtime/requests/message-form.ts"
import { nodeClientCrypto } from "../../client/cli/crypto.ts"
import { foundHome, readHome } from "../../client/cli/home/home.ts"
import { homeLayout } from "../../client/cli/home/layout.ts"
import { branded } from "../../shared/encoding/schema.ts"
import type { LineId, RelayId } from "../../shared/records/names.ts"
import {
  arrivals,
  copyOnDisk,
  foldJournals,
  journalOnDisk,
  stateText,
} from "../support/journals-on-disk.ts"
import { homes, type Home, type Replay, type Verification } from "./replay.ts"

/** Every desk proves both journals, and all have folded to the same state. Waits for the last desk to have all. */
export async function expectProven(replay: Replay): Promise<void> {
  await expect
    .poll(async () => new Set((await verifications(replay)).map(({ state }) => state)).size, {
      timeout: 30_000,
    })
    .toBe(1)
  for (const { verified, journals, violations } of await verifications(replay)) {
    expect({ verified, violations }).toEqual({ verified: true, violations: [] })
    expect(journals.map(({ relay }) => relay).toSorted()).toEqual(relayIds(replay).toSorted())
    for (const { proven, entries } of journals) expect(proven).toBe(entries)
  }
}

async function verifications(replay: Replay): Promise<readonly Verification[]> {
  return await Promise.all(homes.map((home) => replay.verify(home)))
}

function relayIds(replay: Replay): readonly RelayId[] {
  return replay.relays.map(({ relay }) => branded<RelayId>(relay))
}

/** Read from the disks, when nobody has them open any more. */
export async function expectOneHistory(replay: Replay): Promise<void> {
  const founded = foundHome(await readHome(replay.homeOf("a-1")), nodeClientCrypto())
  const journals = new Map<RelayId, readonly Uint8Array[]>()
  for (const { party, relay } of replay.relays) {
    const data = join(replay.data, `relay-${party.toLowerCase()}`, "data")
    journals.set(branded(relay), await journalOnDisk(data, branded<LineId>(replay.line)))
  }
  for (const home of homes) await expectCopies(replay, home, journals)
  const read = [...journals].map(([relay, entries]) => arrivals(relay, entries))
  const states = [read, read.toReversed()].map((order) => stateText(foldJournals(founded, order)))
  expect(new Set(states).size).toBe(1)
}

/** The desk's copy is the relay's journal, but for what the relay wrote when the desk had gone. */
async function expectCopies(
  replay: Replay,
  home: Home,
  journals: ReadonlyMap<RelayId, readonly Uint8Array[]>,
): Promise<void> {
  for (const [relay, journal] of journals) {
    const copy = await copyOnDisk(homeLayout(replay.homeOf(home)).store, relay)
    expect(copy.length).toBeGreaterThan(journal.length - 4)
    expect(Buffer.concat(copy).equals(Buffer.concat(journal.slice(0, copy.length)))).toBe(true)
  }
}

/** Each of these stages has an author or a relay, a time, and a place and a time in each journal. */
export function expectTimed(message: MessageForm, ...stages: readonly string[]): void {
  const relays = Object.keys(message.relays).toSorted()
  for (const name of stages) {
    const stage = message.stages[name]
    expect(stage, `${message.serial ?? ""} ${name}`).toBeDefined()
    expect(stage?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u)
    if (name === "released" || name === "drafted") continue
    expect(Object.keys(stage?.relays ?? {}).toSorted(), name).toEqual(relays)
    for (const { afterMs } of Object.values(stage?.relays ?? {})) {
      expect(afterMs).toBeGreaterThanOrEqual(0)
    }
  }
}
