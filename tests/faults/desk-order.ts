// What the test tells the desk that it is about to kill, as one argument of its command line.

import type { Founders } from "../support/founded-line.ts"
import type { CallSign } from "../support/practice-line.ts"

export const desksDooms = ["before", "after", "sent"] as const
export type DeskDoom = (typeof desksDooms)[number]

export interface DeskOrder {
  readonly founders: Founders
  readonly callSign: CallSign
  readonly store: string
  /** Messages to hold before any relay is spoken to. */
  readonly texts: readonly string[]
  readonly doom: DeskDoom | "none"
}

export function writeOrder(order: DeskOrder): string {
  return JSON.stringify(order)
}

export function readOrder(argument: string): DeskOrder {
  const read: unknown = JSON.parse(argument)
  if (!isOrder(read)) throw new Error("no order")
  return read
}

/** Both ends are compiled together: that the parts are there is proof enough. */
function isOrder(read: unknown): read is DeskOrder {
  const parts = ["founders", "callSign", "store", "texts", "doom"]
  return typeof read === "object" && read !== null && parts.every((part) => part in read)
}
