// The journal of a relay on Redis: any number of its processes share it, and it survives all of them. Redis keeps the order and
// the bytes; what a record means is decided before it comes here.
//
// A write that is not answered in time is "unreachable": it may have been carried out, or be carried out yet. Entries are safe
// from that by the expected size. A row has no such guard: of two writes of one row, one of them unanswered, either may be the
// one that stays.

import { compareText } from "../../../shared/encoding/bytes.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import type { LineId } from "../../../shared/records/names.ts"
import type { Argument } from "../../redis/client.ts"
import { partitionOf, partitions } from "../../redis/partition.ts"
import { listOf, textOf } from "../../redis/reply.ts"
import { mustBeEntry, mustBeRow } from "../bounds.ts"
import { checksumBytes, sealed, unsealed } from "../checksum.ts"
import { JournalFailure } from "../failure.ts"
import type { Append, Appended, BesideWrite, Journal, OnWritten } from "../port.ts"
import * as rows from "../rows.ts"
import { channelOf, dueKey, lineKeys, linesKey, toldKey, type LineKeys } from "./keys.ts"
import { RedisLinks, type RedisWish } from "./links.ts"
import { call } from "./script-call.ts"
import * as scripts from "./scripts.ts"

export class RedisJournal implements Journal {
  readonly #links: RedisLinks
  /** The largest size that was confirmed to this process: a smaller one later means that Redis has lost entries. */
  readonly #seen = new Map<LineId, number>()

  /** At once, whether or not Redis can be reached: until it can, every question is refused as "unreachable". */
  constructor(wish: RedisWish) {
    this.#links = new RedisLinks(wish, (line) => this.size(line))
  }

  /** Why it cannot be used now, for readiness. */
  get trouble(): string | undefined {
    return this.#links.trouble
  }

  async append({ line, expected, entries, beside, nextDue }: Append): Promise<Appended> {
    const { head, entries: stored, rows: values, names, expiry } = lineKeys(line)
    const partition = partitionOf(line)
    const keys = [head, stored, linesKey(partition), values, names, expiry]
    const before = this.#seen.get(line) ?? 0
    const reply = await call(
      [this.#links.writes, partition],
      scripts.append,
      [...keys, dueKey(partition), toldKey(partition)],
      [
        line,
        String(expected),
        nextDue === undefined ? "" : String(nextDue),
        channelOf(partition),
        this.#links.hints.process,
        String(entries.length),
        ...entries.map((entry, i) => entryValue(line, expected + i, entry)),
        ...beside.flatMap((write) => rowArguments(line, write)),
      ],
    )
    const { standing, size } = this.#standingOf(line, reply, before)
    if (standing === scripts.standing.conflict) return { kind: "conflict", size }
    this.#links.hints.tell(line, size)
    return { kind: "appended", size }
  }

  async read(line: LineId, from: number, limit: number): Promise<readonly Uint8Array[]> {
    const { entries } = await this.#look(line, from, limit)
    return entries.map((stored, i) => {
      const entry = bytesOf(stored)
      const value = entry === undefined ? undefined : unsealed(rows.entryKey(line, from + i), entry)
      if (value === undefined) throw damaged(`entry ${String(from + i)} of line ${line} is altered`)
      return value
    })
  }

  async size(line: LineId): Promise<number> {
    return (await this.#look(line, 0, 0)).size
  }

  async #look(
    line: LineId,
    from: number,
    limit: number,
  ): Promise<{ readonly size: number; readonly entries: readonly unknown[] }> {
    const { head, entries } = lineKeys(line)
    const before = this.#seen.get(line) ?? 0
    // The bound counts what was written, and every entry brings its checksum.
    const bytesMax = limits.readBytesMax + limit * checksumBytes
    const partition = partitionOf(line)
    const reply = await call(
      [this.#links.reads, partition],
      scripts.read,
      [head, entries, linesKey(partition)],
      [line, String(from), String(limit), String(bytesMax)],
    )
    const { size, rest } = this.#standingOf(line, reply, before)
    return { size, entries: rest }
  }

  /** `before`: what was seen when the question was asked, since answers of two connections may cross. */
  #standingOf(
    line: LineId,
    reply: unknown,
    before: number,
  ): { readonly standing: number; readonly size: number; readonly rest: readonly unknown[] } {
    const [standing, size, ...rest] = listOf(reply)
    if (typeof standing !== "number" || typeof size !== "number") {
      throw damaged(`the answer about line ${line} cannot be read`)
    }
    if (standing === scripts.standing.lost)
      throw damaged(`line ${line} has lost entries or its head`)
    if (size < before) {
      throw damaged(`line ${line} has ${String(size)} entries, and had ${String(before)} confirmed`)
    }
    this.#seen.set(line, Math.max(size, this.#seen.get(line) ?? 0))
    return { standing, size, rest }
  }

  async due(now: number): Promise<readonly LineId[]> {
    const replies = await Promise.all(
      partitions.map((partition) => this.#links.reads.ask(partition, dueCommand(partition, now))),
    )
    return replies
      .flatMap((reply) => listOf(reply).map(dueOf))
      .toSorted((a, b) => a.at - b.at || compareText(a.line, b.line))
      .map(({ line }) => line)
  }

  async beside(line: LineId, key: string): Promise<Uint8Array | undefined> {
    const reply = await this.#links.reads.ask(partitionOf(line), ["HGET", lineKeys(line).rows, key])
    return reply === null ? undefined : rowOf(line, key, reply)
  }

  async besideRange(
    line: LineId,
    prefix: string,
    limit: number,
    after?: string,
  ): Promise<readonly (readonly [string, Uint8Array])[]> {
    const { rows: values, names } = lineKeys(line)
    const from = after === undefined || after < prefix ? `[${prefix}` : `(${after}`
    const below = Buffer.concat([Buffer.from(`(${prefix}`), behindAll])
    const reply = await call(
      [this.#links.reads, partitionOf(line)],
      scripts.range,
      [values, names],
      [from, below, String(limit)],
    )
    const found = listOf(reply)
    return Array.from({ length: found.length / 2 }, (_, i) => {
      const name = textOf(found[2 * i])
      return [name, rowOf(line, name, found[2 * i + 1])]
    })
  }

  async write(line: LineId, beside: readonly BesideWrite[]): Promise<void> {
    const partition = partitionOf(line)
    await call(
      [this.#links.writes, partition],
      scripts.write,
      [...rowKeys(lineKeys(line)), toldKey(partition)],
      [
        channelOf(partition),
        [line, this.#links.hints.process, ...beside.map(({ key }) => key)].join(" "),
        ...beside.flatMap((write) => rowArguments(line, write)),
      ],
    )
  }

  async sweep(line: LineId, now: number): Promise<number> {
    const more = [String(now), String(limits.sweepRowsMax)]
    const way = [this.#links.writes, partitionOf(line)] as const
    const gone = await call(way, scripts.sweep, rowKeys(lineKeys(line)), more)
    return typeof gone === "number" ? gone : 0
  }

  subscribe(line: LineId, onAppended: (size: number) => void, onWritten?: OnWritten): () => void {
    return this.#links.hints.subscribe(line, { onAppended, onWritten })
  }

  async lines(): Promise<readonly LineId[]> {
    const replies = await Promise.all(
      partitions.map((partition) =>
        this.#links.reads.ask(partition, ["SMEMBERS", linesKey(partition)]),
      ),
    )
    return replies
      .flatMap((reply) => listOf(reply).map((id) => branded<LineId>(textOf(id))))
      .toSorted(compareText)
  }

  async close(): Promise<void> {
    await this.#links.close()
  }
}

/** Behind every name that begins with a prefix: names are ASCII, so no byte of theirs is this high. */
const behindAll = Buffer.from([0xff])

function entryValue(line: LineId, index: number, entry: Uint8Array): Buffer {
  return bufferOf(sealed(rows.entryKey(line, index), mustBeEntry(entry)))
}

function rowArguments(line: LineId, write: BesideWrite): readonly Argument[] {
  const { key, value, keepUntil } = write
  const stored = rows.besideKey(line, key)
  if (value === undefined) return [key, "", ""]
  const row = rows.encodeBeside({ keepUntil, value: mustBeRow(value) })
  const keep = keepUntil === undefined ? "" : String(keepUntil)
  return [key, keep, bufferOf(sealed(stored, row))]
}

function rowOf(line: LineId, key: string, stored: unknown): Uint8Array {
  const bytes = bytesOf(stored)
  const row = bytes === undefined ? undefined : unsealed(rows.besideKey(line, key), bytes)
  if (row === undefined) throw damaged(`row ${key} of line ${line} is altered or lost`)
  return rows.decodeBeside(row).value
}

function rowKeys({ rows: values, names, expiry }: LineKeys): readonly string[] {
  return [values, names, expiry]
}

function dueCommand(partition: number, now: number): readonly Argument[] {
  return ["ZRANGEBYSCORE", dueKey(partition), "-inf", String(now), "WITHSCORES"]
}

function dueOf(pair: unknown): { readonly line: LineId; readonly at: number } {
  const [line, at] = listOf(pair)
  return { line: branded<LineId>(textOf(line)), at: Number(at) }
}

function bytesOf(reply: unknown): Uint8Array | undefined {
  return reply instanceof Uint8Array ? reply : undefined
}

function bufferOf({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length)
}

function damaged(what: string): JournalFailure {
  const sentence = `The journal in Redis is damaged: ${what}. Keep its files as evidence and restore the relay from the desks' copies.`
  return new JournalFailure("damaged", sentence)
}
