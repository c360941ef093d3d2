// One page as an HTTP request that its receiver can check: a JSON body without anything of a message, its time, and a MAC over
// both. What comes back counts only as a yes or a no.

import { createHmac } from "node:crypto"

import { limits } from "../../shared/limits.ts"
import type { LadderPoint } from "../../shared/line/deadlines.ts"
import type { LineId, Precedence } from "../../shared/records/names.ts"

export interface WebhookTarget {
  readonly url: string
  readonly secret: Uint8Array
}

export interface Page {
  readonly line: LineId
  readonly point: LadderPoint
  readonly precedence: Precedence | undefined
}

/** The receiver keys on `step`: two relays of a line, and a relay that was killed, may page one step more than once. */
function bodyOf({ line, point, precedence }: Page): string {
  const { step, demand, action, dueAt } = point
  return JSON.stringify({
    v: 1,
    line: line.slice(0, 8),
    step,
    demand,
    action,
    precedence: precedence ?? "unknown",
    dueAt: new Date(dueAt).toISOString(),
  })
}

/** `v1=` HMAC-SHA-256 over the time, a point and the body, so that a page that was heard cannot be sent again later. */
function signatureOf(secret: Uint8Array, time: string, body: string): string {
  return `v1=${createHmac("sha256", secret).update(`${time}.${body}`).digest("hex")}`
}

/** Undefined when the receiver has taken the page; else why not. Never rejects. `ending` is for whoever cannot wait. */
export async function deliver(
  { url, secret }: WebhookTarget,
  page: Page,
  wall: number,
  ending: AbortController,
): Promise<string | undefined> {
  const body = bodyOf(page)
  const time = String(Math.floor(wall / 1_000))
  // A timer of its own: signals that are combined may be collected before they fire.
  const patience = setTimeout(() => {
    ending.abort()
  }, limits.pageTimeoutMs)
  try {
    const answer = await fetch(url, {
      method: "POST",
      body,
      redirect: "error",
      signal: ending.signal,
      headers: {
        "Content-Type": "application/json",
        "Idempotency-Key": page.point.step,
        "Parley-Time": time,
        "Parley-Signature": signatureOf(secret, time, body),
      },
    })
    // What it says is nobody's to read; left unread it would hold the connection.
    await answer.body?.cancel()
    return answer.ok ? undefined : `status ${String(answer.status)}`
  } catch (error) {
    return nameOf(error)
  } finally {
    clearTimeout(patience)
  }
}

/** The code only: a message of the network names addresses. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown"
  const { cause } = error
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined
  return typeof code === "string" ? code : error.name
}
