// Where everything of a line lies in a store of sorted rows: one byte for the kind, 32 for the line, then what tells rows of
// a kind apart, so that each kind of a line is one range. Numbers are eight bytes, most significant first: they sort.

import { assert } from "../../shared/assert.ts"
import { bytesOfHex, hexOf, joinBytes, uint64, utf8 } from "../../shared/encoding/bytes.ts"
import { branded } from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import type { LineId } from "../../shared/records/names.ts"

const kinds = { layout: 0x10, head: 0x11, entry: 0x12, beside: 0x13, expiry: 0x14 } as const

/** Behind every key that begins with a prefix: keys beside a journal are ASCII, so no byte of theirs is this high. */
const behindAll = Uint8Array.of(0xff)
const bytesBeforeName = 1 + 32
const bytesBeforeExpiringName = bytesBeforeName + 8

export interface RowRange {
  readonly from: Uint8Array
  /** The first key that is no longer in the range. */
  readonly below: Uint8Array
}

export const layoutKey: Uint8Array = Uint8Array.of(kinds.layout)

function lineKey(kind: keyof typeof kinds, line: LineId): Uint8Array {
  const id = bytesOfHex(line)
  assert(id.length === 32, "a line's id has 32 bytes")
  return joinBytes(Uint8Array.of(kinds[kind]), id)
}

export function headKey(line: LineId): Uint8Array {
  return lineKey("head", line)
}

export const allHeads: RowRange = {
  from: Uint8Array.of(kinds.head),
  below: Uint8Array.of(kinds.head + 1),
}

export function lineOfHead(key: Uint8Array): LineId {
  return branded<LineId>(hexOf(key.subarray(1)))
}

export function entryKey(line: LineId, index: number): Uint8Array {
  return joinBytes(lineKey("entry", line), uint64(index))
}

export function besideKey(line: LineId, name: string): Uint8Array {
  assert(
    name.length <= limits.besideKeyCharsMax && /^[\u0021-\u007e]+$/.test(name),
    "a key beside the journal is short and visible ASCII",
  )
  return joinBytes(lineKey("beside", line), utf8(name))
}

export function besideRange(line: LineId, prefix: string, after: string | undefined): RowRange {
  const all = lineKey("beside", line)
  const below = joinBytes(all, utf8(prefix), behindAll)
  return after === undefined || after < prefix
    ? { from: joinBytes(all, utf8(prefix)), below }
    : { from: joinBytes(all, utf8(after), Uint8Array.of(0)), below }
}

export function nameOfBeside(key: Uint8Array): string {
  return Buffer.from(key.subarray(bytesBeforeName)).toString("latin1")
}

/** The list of what expires, by time: a hint only. Whether a row has expired is written in the row itself. */
export function expiryKey(line: LineId, keepUntil: number, name: string): Uint8Array {
  return joinBytes(lineKey("expiry", line), uint64(keepUntil), utf8(name))
}

export function expiredRange(line: LineId, now: number): RowRange {
  const all = lineKey("expiry", line)
  return { from: all, below: joinBytes(all, uint64(Math.max(0, now))) }
}

export function nameOfExpiry(key: Uint8Array): string {
  return Buffer.from(key.subarray(bytesBeforeExpiringName)).toString("latin1")
}

/** Absent numbers are written as 0 and present ones as one more, so that every value has its fixed place. */
export interface HeadRow {
  readonly size: number
  readonly nextDue: number | undefined
}

export function encodeHead(head: HeadRow): Uint8Array {
  return joinBytes(uint64(head.size), encodeOptional(head.nextDue))
}

export function decodeHead(value: Uint8Array): HeadRow {
  return { size: decodeUint64(value), nextDue: decodeOptional(value.subarray(8)) }
}

export interface BesideRow {
  readonly keepUntil: number | undefined
  readonly value: Uint8Array
}

export function encodeBeside(row: BesideRow): Uint8Array {
  return joinBytes(encodeOptional(row.keepUntil), row.value)
}

export function decodeBeside(value: Uint8Array): BesideRow {
  return { keepUntil: decodeOptional(value), value: value.subarray(8) }
}

/** The layout of these rows, and how many lines there are: a lost head would otherwise look like a line never heard of. */
export interface LayoutRow {
  readonly format: number
  readonly lines: number
}

export function encodeLayout(layout: LayoutRow): Uint8Array {
  return joinBytes(uint64(layout.format), uint64(layout.lines))
}

export function decodeLayout(value: Uint8Array): LayoutRow {
  return { format: decodeUint64(value), lines: decodeUint64(value.subarray(8)) }
}

function encodeOptional(value: number | undefined): Uint8Array {
  assert(value === undefined || (Number.isSafeInteger(value) && value >= 0), "a time is whole")
  return uint64(value === undefined ? 0 : value + 1)
}

function decodeOptional(value: Uint8Array): number | undefined {
  const number = decodeUint64(value)
  return number === 0 ? undefined : number - 1
}

function decodeUint64(value: Uint8Array): number {
  return value.subarray(0, 8).reduce((number, byte) => number * 256 + byte, 0)
}
