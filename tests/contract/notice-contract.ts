// What a journal says by itself: which lines are due, and that something was appended.

import { expect, test } from "vitest"

import type { LineId } from "../../shared/records/names.ts"
import type { Journal } from "../../server/journal/port.ts"
import { appendOf, entriesOf, freshLine, put, type Writers } from "./journal-line.ts"

export function dueTests(writers: Writers): void {
  test("[JRN7] finds a line from its due time on, until an append says otherwise", async () => {
    const line = freshLine()
    const [one, other] = writers()
    await one.append(appendOf(line, 0, ["a"], { nextDue: 1_000 }))
    expect(await other.due(999)).not.toContain(line)
    expect(await other.due(1_000)).toContain(line)
    expect(await other.due(9_999)).toContain(line)
    await one.write(line, [put("row", "r")])
    expect(await other.due(1_000)).toContain(line)
    await one.append(appendOf(line, 1, ["b"], { nextDue: 0 }))
    expect(await other.due(0)).toContain(line)
    await one.append(appendOf(line, 2, ["c"]))
    expect(await other.due(9_999)).not.toContain(line)
  })

  test("[JRN7] names the line that has waited longest first", async () => {
    const [one] = writers()
    const lines = [freshLine(), freshLine(), freshLine()]
    const times = [300, 100, 200]
    await Promise.all(
      lines.map((line, i) => one.append(appendOf(line, 0, [], { nextDue: times[i] }))),
    )
    const due = (await one.due(300)).filter((line) => lines.includes(line))
    expect(due).toEqual([lines[1], lines[2], lines[0]])
  })

  test("[JRN7] lets one of two writers record what fell due", async () => {
    const line = freshLine()
    const [one, other] = writers()
    await one.append(appendOf(line, 0, ["armed"], { nextDue: 10 }))
    const fire = async (journal: Journal): Promise<string> => {
      const isDue = (await journal.due(10)).includes(line)
      if (!isDue) return "not due"
      return (await journal.append(appendOf(line, 1, ["overdue"]))).kind
    }
    const fired = await Promise.all([fire(one), fire(other)])
    expect(fired.filter((kind) => kind === "appended")).toHaveLength(1)
    expect(await entriesOf(one, line)).toEqual(["armed", "overdue"])
  })
}

export function subscribingTests(writers: Writers): void {
  test("[JRN8] tells of an append once it can be read, through either handle", async () => {
    const line = freshLine()
    const [one, other] = writers()
    const told = heard(other, line, 3)
    for (const expected of [0, 1, 2]) await one.append(appendOf(line, expected, ["x"]))
    const sizes = await told.finished
    expect(sizes.map(({ size }) => size)).toEqual(
      sizes.map(({ size }) => size).toSorted((a, b) => a - b),
    )
    expect(sizes.every(({ size, readable }) => readable >= size)).toBe(true)
    told.end()
  })

  test("[JRN8] tells nobody of what was refused, of rows, or of another line", async () => {
    const line = freshLine()
    const [one] = writers()
    const sizes: number[] = []
    const end = one.subscribe(line, (size) => sizes.push(size))
    await one.append(appendOf(line, 5, ["refused"]))
    await one.write(line, [put("row", "r")])
    await one.append(appendOf(freshLine(), 0, ["elsewhere"]))
    expect(sizes).toEqual([])
    end()
  })

  test("[JRN8] stops when asked to, and keeps telling the others", async () => {
    const line = freshLine()
    const [one] = writers()
    const sizes: number[] = []
    const listener = (size: number): void => {
      sizes.push(size)
    }
    const end = one.subscribe(line, listener)
    const told = heard(one, line, 1)
    const endAgain = one.subscribe(line, listener)
    end()
    end()
    await one.append(appendOf(line, 0, ["a"]))
    await told.finished
    expect(sizes).toEqual([1])
    endAgain()
    told.end()
  })
}

interface Heard {
  readonly finished: Promise<readonly { readonly size: number; readonly readable: number }[]>
  readonly end: () => void
}

/** Listens until the size is reached, and reads the journal each time at the moment of hearing. */
function heard(journal: Journal, line: LineId, until: number): Heard {
  const reads: Promise<{ readonly size: number; readonly readable: number }>[] = []
  const ends: (() => void)[] = []
  const reached = new Promise<void>((resolve) => {
    const end = journal.subscribe(line, (size) => {
      reads.push(journal.read(line, 0, 100).then((read) => ({ size, readable: read.length })))
      if (size >= until) resolve()
    })
    ends.push(end)
  })
  return {
    finished: reached.then(() => Promise.all(reads)),
    end() {
      for (const end of ends) end()
    },
  }
}
