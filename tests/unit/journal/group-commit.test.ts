import { expect, test } from "vitest"

import type { JournalFailure } from "../../../server/journal/failure.ts"
import { GroupCommit } from "../../../server/journal/group-commit.ts"
import type { RowWrite } from "../../../server/journal/row-store.ts"
import { MapStore } from "./map-store.ts"

const write = (key: number, bytes = 1): RowWrite => ({
  key: Uint8Array.of(key % 256, key >> 8),
  value: new Uint8Array(bytes),
})

function committing(): {
  readonly store: MapStore
  readonly commit: GroupCommit
  readonly failures: JournalFailure[]
} {
  const store = new MapStore()
  const failures: JournalFailure[] = []
  const commit = new GroupCommit(store, (failure) => failures.push(failure))
  return { store, commit, failures }
}

/** Commits wait until the function that this returns is called. */
function closeGate(store: MapStore): () => void {
  const opening: (() => void)[] = []
  store.gate = new Promise((resolve) => {
    opening.push(resolve)
  })
  return () => {
    for (const open of opening) open()
  }
}

test("what one turn of the event loop adds goes in one commit, in order", async () => {
  const { store, commit } = committing()
  const order: string[] = []
  const add = async (name: string, key: number): Promise<void> => {
    await commit.add([write(key)], () => order.push(`${name} durable`))
    order.push(`${name} told`)
  }
  await Promise.all([add("a", 1), add("b", 2), add("c", 3)])
  expect(store.commits).toEqual([3])
  expect(order.slice(0, 3)).toEqual(["a durable", "b durable", "c durable"])
  expect(order.slice(3)).toEqual(["a told", "b told", "c told"])
})

test("what comes while the disk is busy waits for the next commit", async () => {
  const { store, commit } = committing()
  const open = closeGate(store)
  const first = commit.add([write(1)])
  await new Promise(setImmediate)
  const rest = [commit.add([write(2)]), commit.add([write(3)]), commit.add([])]
  open()
  await Promise.all([first, ...rest])
  expect(store.commits).toEqual([1, 2])
})

test("adding nothing waits for what was added before, and costs no commit", async () => {
  const { store, commit } = committing()
  let isDurable = false
  const added = commit.add([write(1)], () => (isDurable = true))
  await commit.add([])
  expect(isDurable).toBe(true)
  await added
  await commit.add([])
  expect(store.commits).toEqual([1])
})

test("a flood is cut into commits of a bounded size, never within one addition", async () => {
  const { store, commit } = committing()
  const large = Array.from({ length: 3 }, (_, i) => commit.add([write(i, 3 * 1024 * 1024)]))
  const many = Array.from({ length: 1_500 }, (_, i) => commit.add([write(i)]))
  const one = commit.add(Array.from({ length: 2_000 }, (_, i) => write(i)))
  await Promise.all([...large, ...many, one])
  expect(store.commits.slice(0, 2)).toEqual([1, 1])
  expect(Math.max(...store.commits.slice(0, -1))).toBeLessThanOrEqual(1_024)
  expect(store.commits.at(-1)).toBe(2_000)
})

test("[JRN11] a failed commit is fatal: everybody is refused, and the store is never asked again", async () => {
  const { store, commit, failures } = committing()
  store.failure = new Error("no space left")
  const told: string[] = []
  const added = [1, 2].map((key) => commit.add([write(key)], () => told.push("durable")))
  const refused = { name: "JournalFailure", kind: "unwritable", cause: store.failure }
  const outcomes = await Promise.allSettled(added)
  expect(outcomes).toMatchObject([{ reason: refused }, { reason: refused }])
  store.failure = undefined
  await expect(commit.add([write(3)])).rejects.toMatchObject({ kind: "unwritable" })
  await expect(commit.add([])).rejects.toMatchObject({ kind: "unwritable" })
  expect({ told, commits: store.commits, failures: failures.length }).toEqual({
    told: [],
    commits: [2],
    failures: 1,
  })
})

test("[JRN11] what waits behind a failed commit is refused as well", async () => {
  const { store, commit } = committing()
  const open = closeGate(store)
  store.failure = new Error("input/output error")
  const first = commit.add([write(1)])
  await new Promise(setImmediate)
  const behind = commit.add([write(2)])
  open()
  const outcomes = await Promise.allSettled([first, behind])
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"])
  expect(store.commits).toEqual([1])
})
