import { expect, test } from "vitest"

import { partitionCount, partitions, tagOf, tagged } from "../../../server/redis/partition.ts"
import { slotOf } from "../../../server/redis/slots.ts"

test("[RDS12] the slot of a tag is the one that the cluster specification has", () => {
  // CRC-16/XMODEM of "123456789" is 0x31C3 (the check value of that CRC), and below 16384 it is the slot itself.
  expect(slotOf("123456789")).toBe(0x31_c3)
  expect(slotOf("")).toBe(0)
})

test("[RDS12] all keys of a partition have one tag, and no two partitions share theirs", () => {
  expect(tagged(7, "due")).toBe("parley:{p07}:due")
  expect(new Set(partitions.map(tagOf)).size).toBe(partitionCount)
  // Spread enough that three nodes with equal shares each keep some.
  const thirds = partitions.map((partition) => Math.floor(slotOf(tagOf(partition)) / 5_462))
  for (const third of [0, 1, 2]) {
    expect(thirds.filter((each) => each === third).length).toBeGreaterThan(8)
  }
})
