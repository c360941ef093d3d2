import { describe, expect, test } from "vitest"

import { pagesOf, rowsInView } from "../../../../client/web/desk/log/window.ts"

const list = { height: 600, rowHeight: 40, total: 20_000 }

describe("[LGS5] of a long list", () => {
  test.each([0, 1, 399_000, 799_400, 2_000_000])("only what is in sight is made, at %i", (top) => {
    const { first, end } = rowsInView({ ...list, top })
    expect(end - first).toBeLessThan(50)
    expect(first).toBeGreaterThanOrEqual(0)
    expect(end).toBeLessThanOrEqual(list.total)
  })

  test("everything in sight is made", () => {
    const { first, end } = rowsInView({ ...list, top: 4_000 })
    expect(first).toBeLessThanOrEqual(100)
    expect(end).toBeGreaterThanOrEqual(116)
  })

  test("an empty one makes nothing", () => {
    const rows = rowsInView({ ...list, top: 0, total: 0 })
    expect(rows).toEqual({ first: 0, end: 0 })
    expect(pagesOf(rows, 0, 100)).toEqual([])
  })

  test("the pages are those that hold the rows, counted from the oldest", () => {
    expect(pagesOf({ first: 0, end: 30 }, 250, 100)).toEqual([2])
    expect(pagesOf({ first: 40, end: 60 }, 250, 100)).toEqual([2, 1])
    expect(pagesOf({ first: 240, end: 250 }, 250, 100)).toEqual([0])
  })
})
