// What the process that holds a home and those that come to it say to each other: one JSON object a line, over a socket that
// only the owner of the home can reach. Both ends are the same program, but perhaps not the same version of it.

import type { Socket } from "node:net"
import { StringDecoder } from "node:string_decoder"
import * as v from "valibot"

import { Failure, isFailureCode } from "../../runtime/failure.ts"

/** Changes when a line changes its meaning: an old process must not half understand a new one. */
export const conversationVersion = 1

const lineCharsMax = 4 * 1024 * 1024

const complaint = v.object({ code: v.string(), detail: v.string(), here: v.string() })
type Complaint = v.InferOutput<typeof complaint>

const number = v.pipe(v.number(), v.safeInteger(), v.minValue(1))

/** The first line of either side; the caller's carries what the home's doorbell says. */
export const greeting = v.object({
  parley: v.number(),
  secret: v.optional(v.string()),
  error: v.optional(complaint),
})

export const request = v.union([
  v.object({ id: number, op: v.string(), args: v.optional(v.unknown()) }),
  v.object({ id: number, abort: v.literal(true) }),
])
export type RequestLine = v.InferOutput<typeof request>

/** `taken` comes at once: a request without it was never begun, and may be made again elsewhere. */
export const reply = v.union([
  v.object({ id: number, taken: v.literal(true) }),
  v.object({ id: number, item: v.unknown() }),
  v.object({ id: number, result: v.unknown() }),
  v.object({ id: number, error: complaint }),
])

/** JSON has no `undefined`: a result that is nothing is written as null and read back as nothing. */
export function jsonValue(value: unknown): unknown {
  return value === undefined ? null : value
}

export function sendLine(socket: Socket, line: object): void {
  if (socket.writable) socket.write(`${JSON.stringify(line)}\n`)
}

/** Calls `take` for every whole line; a line that is no JSON, or too long, ends the conversation. */
export function readLines(socket: Socket, take: (line: unknown) => void): void {
  const decoder = new StringDecoder("utf8")
  let rest = ""
  socket.on("data", (chunk: Buffer) => {
    const lines = (rest + decoder.write(chunk)).split("\n")
    rest = lines.pop() ?? ""
    if (rest.length > lineCharsMax) {
      socket.destroy()
      return
    }
    for (const line of lines) {
      const parsed = parse(line)
      if (parsed === undefined) socket.destroy()
      else take(parsed)
    }
  })
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** A failure as it travels; what is no `Failure` was a mistake, and its inner words stay in the process that made it. */
export function complaintOf(error: unknown): Complaint {
  if (error instanceof Failure) return { code: error.code, detail: error.message, here: error.here }
  const detail = error instanceof Error ? error.message : String(error)
  const { code, here } = new Failure("cli/internal", detail)
  return { code, detail, here }
}

export function failureOfComplaint({ code, detail, here }: Complaint): Failure {
  return new Failure(isFailureCode(code) ? code : "cli/failed", detail, here)
}
