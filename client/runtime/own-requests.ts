// What every process at work in a home answers, whichever command started it: notices as they come, and documents of the roots
// to be put on the line.

import * as v from "valibot"

import type { Parts } from "../sdk/desk.ts"
import { publishDocument } from "../sdk/documents.ts"
import type { Notice } from "../sdk/notices.ts"
import { isFounding, parseRecord, type Founding } from "../../shared/records/parsed.ts"
import { ofBase64 } from "../../shared/log/base64.ts"
import { Failure, unwrap } from "./failure.ts"
import type { DeskRuntime } from "./desk-runtime.ts"
import type { Handle, Stream } from "./handle.ts"

export const noticesOp = "parley/notices"
export const publishOp = "parley/publish"

const otherRelaysMs = 2_000

/** `document` is a signed founding record in base 64. */
const publishArgs = v.object({ document: v.string(), timeoutMs: v.number() })
export type PublishArgs = v.InferOutput<typeof publishArgs>

/** The relays to which the document was offered. At least one has put it in its journal; the others will ask for it. */
export const published = v.object({ relays: v.array(v.string()) })

export function withOwnRequests(runtime: DeskRuntime, handle: Handle): Handle {
  return async (op, args, stream) => {
    if (op === noticesOp) return await streamNotices(runtime, stream)
    if (op === publishOp) return await publish(runtime, v.parse(publishArgs, args), stream)
    return await handle(op, args, stream)
  }
}

/** Ends when nobody listens any more. */
async function streamNotices(runtime: DeskRuntime, stream: Stream): Promise<undefined> {
  const forget = runtime.onNotice((notice) => {
    stream.send(notice)
  })
  try {
    await runtime.until(() => undefined, { signal: stream.signal })
  } finally {
    forget()
  }
}

async function publish(
  runtime: DeskRuntime,
  args: PublishArgs,
  { signal }: Stream,
): Promise<v.InferOutput<typeof published>> {
  const bytes = ofBase64(args.document) ?? new Uint8Array(0)
  const record = unwrap(parseRecord(bytes))
  if (!isFounding(record)) throw new Failure("form/malformed", "not a root, charter or roster")
  const patience = { timeoutMs: args.timeoutMs, signal }
  if ((await runtime.until(attached, patience)) === undefined) {
    throw runtime.act(({ parts }) => notTakenIn(parts))
  }
  // Those that are a little behind get it from here too; those that are away, from whoever meets them.
  await runtime.until(allAttached, { timeoutMs: otherRelaysMs, signal })
  let refusal: Extract<Notice, { kind: "refused" }> | undefined
  const forget = runtime.onNotice((notice) => {
    // Refusals name no record; these are the ones that a document can get.
    if (notice.kind === "refused" && /^(?:roster|sign)\//u.test(notice.code)) refusal = notice
  })
  try {
    const relays = unwrap(runtime.act(({ parts }) => publishDocument(parts, bytes)))
    await runtime.settled()
    const isThere = await runtime.until(
      (parts) => (refusal !== undefined || isInForce(parts, record) ? true : undefined),
      patience,
    )
    if (refusal !== undefined) throw new Failure(refusal.code, refusal.detail)
    if (isThere === undefined) throw new Failure("cli/timeout", "no relay has taken it so far")
    return { relays: [...relays] }
  } finally {
    forget()
  }
}

function allAttached({ links }: Parts): true | undefined {
  return [...links.values()].every((link) => link.isCurrent) ? true : undefined
}

function attached({ links }: Parts): true | undefined {
  return [...links.values()].some((link) => link.isCurrent) ? true : undefined
}

/** A relay that answered and refused this device is another story than one that did not answer. */
function notTakenIn({ links }: Parts): Failure {
  const codes = [...links.values()].flatMap(({ circuit }) => circuit.down?.code ?? [])
  const refusal = codes.find((code) => code.startsWith("who/"))
  return new Failure(refusal ?? "cli/unreachable", "no relay took this desk in")
}

function isInForce({ union }: Parts, { hash }: Founding): boolean {
  const { charters, parties } = union.state
  const { A, B } = parties
  return [charters, A.rosters, B.rosters, A.roots, B.roots].some((versions) =>
    versions.some((known) => known.hash === hash),
  )
}
