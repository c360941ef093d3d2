// The page's end of the conversation with its worker.

import workerUrl from "../../worker/entry.ts?worker&url"

import type { PictureForm } from "../../../runtime/requests/ops.ts"
import type { Complaint, FromWorker, ToWorker } from "../../worker/protocol.ts"

/** What a request failed with, as the page shows it. */
export class Refused extends Error {
  override readonly name = "Refused"
  readonly code: string
  /** What it means and what to do. */
  readonly here: string

  constructor({ code, detail, here }: Complaint) {
    super(detail)
    this.code = code
    this.here = here
  }
}

interface Listening {
  readonly onItem?: (item: PictureForm) => void
  readonly signal?: AbortSignal
}

interface Pending {
  readonly onItem: ((item: PictureForm) => void) | undefined
  resolve(result: unknown): void
  reject(error: Refused): void
}

export class WorkerLink {
  readonly #worker: Worker
  readonly #pending = new Map<number, Pending>()
  #last = 0

  constructor() {
    this.#worker = makeWorker()
    this.#worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
      this.#take(data)
    })
    this.#worker.addEventListener("error", (event) => {
      const detail = event.message === "" ? "the desk's worker has ended" : event.message
      const here = "What was stored is safe. Load this page again."
      for (const pending of this.#pending.values()) {
        pending.reject(new Refused({ code: "cli/internal", detail, here }))
      }
      this.#pending.clear()
    })
  }

  request(op: string, args: unknown, { onItem, signal }: Listening = {}): Promise<unknown> {
    this.#last += 1
    const id = this.#last
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { onItem, resolve, reject })
      this.#say({ id, op, args })
      signal?.addEventListener("abort", () => {
        this.#say({ id, abort: true })
      })
    })
  }

  #say(said: ToWorker): void {
    this.#worker.postMessage(said)
  }

  #take(said: FromWorker): void {
    const pending = this.#pending.get(said.id)
    if (pending === undefined) return
    if ("item" in said) {
      pending.onItem?.(said.item)
      return
    }
    this.#pending.delete(said.id)
    if ("error" in said) pending.reject(new Refused(said.error))
    else pending.resolve(said.result)
  }
}

/** As far as this page needs them: the types of the DOM know none yet, and not every browser has them. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): URL }
}

declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypes
  }
}

/** The only policy of this page (see client/cli/host/policy.ts): it lets through one address, that of the worker, and no HTML. */
function makeWorker(): Worker {
  const policy = window.trustedTypes?.createPolicy("parley-worker", {
    createScriptURL(url) {
      if (url === workerUrl) return url
      throw new TypeError("no script but the desk's worker")
    },
  })
  const url = policy?.createScriptURL(workerUrl) ?? workerUrl
  return new Worker(url, { type: "module", name: "desk" })
}
