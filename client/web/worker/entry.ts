// The worker of a desk: circuits, deadlines and the opening of envelopes live here, where a hidden or a frozen page stops no
// clock. It answers its page, and ends with it.

import * as v from "valibot"

import { Failure } from "../../runtime/failure.ts"
import type { Handle } from "../../runtime/handle.ts"
import { withOwnRequests } from "../../runtime/own-requests.ts"
import { deskHandler } from "../../runtime/requests/handler.ts"
import { BrowserHome, type OpenHome } from "./browser-home.ts"
import { follow, quiet, type Following } from "./follow.ts"
import { homeOps, type Complaint, type FromWorker, type ToWorker } from "./protocol.ts"

declare const self: DedicatedWorkerGlobalScope

const unlockArgs = v.object({ passphrase: v.nullable(v.string()) })

const armedArgs = v.object({ isArmed: v.boolean() })

const home = BrowserHome.find()
const running = new Map<number, AbortController>()
let open: (OpenHome & { readonly handle: Handle }) | undefined

async function answer(op: string, args: unknown, stream: Following): Promise<unknown> {
  const own = await home
  if (op === homeOps.look) return await own.look()
  if (op === homeOps.enrolForPractice) return await own.enrolForPractice()
  if (op === homeOps.unlock) {
    open ??= started(await own.unlock(v.parse(unlockArgs, args).passphrase))
    return await own.look()
  }
  if (open === undefined) throw new Failure("cli/again", "this desk is still locked")
  if (op === homeOps.armed) {
    const { isArmed } = v.parse(armedArgs, args)
    open.runtime.act(({ parts }) => {
      parts.presence.setArmed(isArmed)
    })
    return null
  }
  if (op === homeOps.follow) {
    await follow(open.runtime, open.handle, stream)
    return null
  }
  return await open.handle(op, args, quiet(stream))
}

function started(opened: OpenHome): OpenHome & { readonly handle: Handle } {
  const { runtime, home: desk } = opened
  const handle = withOwnRequests(runtime, deskHandler(runtime, desk))
  // Until its page says otherwise: a page that was loaded anew has lost its sound.
  runtime.act(({ parts }) => {
    parts.presence.setArmed(false)
  })
  runtime.start()
  return { ...opened, handle }
}

function complaintOf(error: unknown): Complaint {
  if (error instanceof Failure) return { code: error.code, detail: error.message, here: error.here }
  const detail = error instanceof Error ? error.message : String(error)
  return { code: "cli/internal", detail, here: new Failure("cli/internal", detail).here }
}

const reply = (said: FromWorker): void => {
  self.postMessage(said)
}

async function take(said: Extract<ToWorker, { readonly op: string }>): Promise<void> {
  const { id, op, args } = said
  const ending = new AbortController()
  running.set(id, ending)
  const stream: Following = {
    tell(item) {
      reply({ id, item })
    },
    signal: ending.signal,
  }
  try {
    reply({ id, result: (await answer(op, args, stream)) ?? null })
  } catch (error) {
    reply({ id, error: complaintOf(error) })
  } finally {
    running.delete(id)
  }
}

self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if ("abort" in data) running.get(data.id)?.abort()
  else void take(data)
})
