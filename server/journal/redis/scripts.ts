// What Redis does in one piece for a journal. The rules of a line are not here: a script compares sizes, stores bytes and says
// what it found. A script that fails half way would leave half, so everything is looked at before anything is written.
//
// Every key is in KEYS, as a cluster demands. Values come sealed (checksum.ts); numbers are whole and below 2^53, which both
// Lua and a sorted set keep exactly.

import { createHash } from "node:crypto"

export interface Script {
  readonly text: string
  readonly sha1: string
}

function script(...parts: readonly string[]): Script {
  const text = parts.join("\n")
  return { text, sha1: createHash("sha1").update(text).digest("hex") }
}

/** How every answer about a line begins. */
export const standing = { whole: 0, conflict: 1, lost: 2 } as const

/**
 * `size` of the line, or the answer that something of it is lost: the head, the list of lines and the number of entries vouch
 * for each other. KEYS 1 to 3: head, entries, lines. ARGV 1: the line.
 */
const looked = `
local stored = redis.call('HGET', KEYS[1], 'size')
local size = tonumber(stored or '0')
local listed = redis.call('SISMEMBER', KEYS[3], ARGV[1]) == 1
if listed ~= (stored ~= false) or redis.call('HLEN', KEYS[2]) ~= size then
  return {${String(standing.lost)}, size}
end`

/** Rows from ARGV \`at\` on, three arguments each: name, time until which it is kept or nothing, value or nothing. */
const rowsWritten = `
local function write(rows, names, expiry, at)
  for i = at, #ARGV, 3 do
    local name, keep, value = ARGV[i], ARGV[i + 1], ARGV[i + 2]
    if value == '' then
      redis.call('HDEL', rows, name)
      redis.call('ZREM', names, name)
    else
      redis.call('HSET', rows, name, value)
      redis.call('ZADD', names, 0, name)
    end
    if value == '' or keep == '' then
      redis.call('ZREM', expiry, name)
    else
      redis.call('ZADD', expiry, keep, name)
    end
  end
end`

/**
 * Entries, rows and due time where the line has the expected size, or nothing. KEYS: head, entries, lines, rows, names, expiry,
 * due, told. ARGV: line, expected size, due time or nothing, channel, who writes, number of entries, entries,
 * rows.
 */
export const append = script(
  looked,
  rowsWritten,
  `
if size ~= tonumber(ARGV[2]) then return {${String(standing.conflict)}, size} end
local count = tonumber(ARGV[6])
for i = 1, count do redis.call('HSET', KEYS[2], size + i - 1, ARGV[6 + i]) end
size = size + count
redis.call('HSET', KEYS[1], 'size', size)
redis.call('SADD', KEYS[3], ARGV[1])
write(KEYS[4], KEYS[5], KEYS[6], 7 + count)
if ARGV[3] == '' then redis.call('ZREM', KEYS[7], ARGV[1]) else redis.call('ZADD', KEYS[7], ARGV[3], ARGV[1]) end
local told = redis.call('INCR', KEYS[8])
redis.call('SPUBLISH', ARGV[4], told .. ' grown ' .. ARGV[1] .. ' ' .. ARGV[5] .. ' ' .. size)
return {${String(standing.whole)}, size}`,
)

/** KEYS: rows, names, expiry, told. ARGV: channel, what is told, rows. */
export const write = script(
  rowsWritten,
  `
write(KEYS[1], KEYS[2], KEYS[3], 3)
local told = redis.call('INCR', KEYS[4])
redis.call('SPUBLISH', ARGV[1], told .. ' written ' .. ARGV[2])`,
)

/** KEYS: head, entries, lines. ARGV: line, first index, number at most, bytes at most. Answers standing, size, entries. */
export const read = script(
  looked,
  `
local answer = {${String(standing.whole)}, size}
local bytes = 0
local first = tonumber(ARGV[2])
for index = first, math.min(first + tonumber(ARGV[3]), size) - 1 do
  local entry = redis.call('HGET', KEYS[2], index)
  if not entry then return {${String(standing.lost)}, size} end
  bytes = bytes + #entry
  if index > first and bytes > tonumber(ARGV[4]) then break end
  answer[#answer + 1] = entry
end
return answer`,
)

/** KEYS: rows, names. ARGV: lower and upper end of the range of names, number at most. Answers names and values in turn. */
export const range = script(`
local found = {}
for _, name in ipairs(redis.call('ZRANGEBYLEX', KEYS[2], ARGV[1], ARGV[2], 'LIMIT', 0, ARGV[3])) do
  found[#found + 1] = name
  found[#found + 1] = redis.call('HGET', KEYS[1], name)
end
return found`)

/** KEYS: rows, names, expiry. ARGV: line time, number at most. Answers how many rows went. */
export const sweep = script(`
local gone = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', '(' .. ARGV[1], 'LIMIT', 0, ARGV[2])
for _, name in ipairs(gone) do
  redis.call('HDEL', KEYS[1], name)
  redis.call('ZREM', KEYS[2], name)
  redis.call('ZREM', KEYS[3], name)
end
return #gone`)

export const scripts: readonly Script[] = [append, write, read, range, sweep]
